internal import GraphModel
internal import GraphStore
internal import Schema

/// Reads a store into a topology builder. Numbers instead of names all the way: a label set is looked up once, an
/// impact spec once for each pair of classes and each combination of overrides.
struct StoreScan: ~Copyable {
    private let snapshot: GraphSnapshot
    private var builder: TopologyBuilder
    private var translation: ElementTranslation
    private var sets: [UInt16: LabelSet] = [:]
    /// By the builder's class code.
    private var classes: [ClassCode?] = []
    /// What a combination of node properties says.
    private var statements: [NodeStatement] = []
    /// By type token.
    private var types: [UInt16?] = []

    private struct NodeStatement {
        var state: String?
        var groups: [StatedGroup]
    }

    private struct LabelSet {
        var code: UInt16
        var schemaClass: ClassCode?
        var isUnresolved: Bool
    }

    init(_ snapshot: GraphSnapshot) throws(StoreError) {
        self.snapshot = snapshot
        builder = TopologyBuilder(stamp: try TopologyStamp(of: snapshot))
        translation = ElementTranslation(snapshot.schema)
    }

    mutating func readNodes() throws {
        var combinations = snapshot.combinations(of: ElementTranslation.isWantedOnNodes)
        try snapshot.scanNodes(&combinations) { node, combinations in
            let set = try labelSet(node.labelSet)
            while statements.count <= node.combination {
                statements.append(statement(combinations.properties[statements.count]))
            }
            let isInImpact = translation.isInImpact(set.schemaClass, state: statements[node.combination].state)
            try builder.addNode(node.id, class: set.code, inImpact: isInImpact, unresolved: set.isUnresolved)
            for group in statements[node.combination].groups { builder.addGroup(group) }
        }
    }

    private mutating func statement(_ properties: [Property]) -> NodeStatement {
        NodeStatement(
            state: ElementTranslation.state(properties),
            groups: translation.groups(properties).map { builder.resolver.state($0) })
    }

    private mutating func labelSet(_ number: UInt16) throws -> LabelSet {
        if let known = sets[number] { return known }
        let labels = snapshot.labels(ofSet: number)
        let schemaClass = translation.schema.classCode(ofLabels: labels)
        let code = try builder.code(ofClass: translation.className(schemaClass, labels))
        let set = LabelSet(
            code: code, schemaClass: schemaClass, isUnresolved: ElementTranslation.isUnresolved(labels))
        sets[number] = set
        while classes.count <= Int(code) { classes.append(nil) }
        classes[Int(code)] = schemaClass
        return set
    }

    /// - Parameter second: another snapshot of the same commit, with which half of them are read on another thread.
    mutating func readRelationships(_ overrides: RelationshipOverrides, beside second: GraphSnapshot?) throws {
        let nodes = NodeLookup(builder, classes)
        let scans = ([snapshot] + [second].compactMap(\.self)).map {
            RelationshipScan($0, nodes, overrides, translation)
        }
        let blocks = nodes.blocks(32)
        let count = try snapshot.relationshipCount()
        builder.staged = MappedArray(capacity: count)
        Threads.run(scans.count) { thread in
            scans[thread].read(
                stride(from: thread, to: blocks.count, by: scans.count).map { blocks[$0] },
                capacity: count * 2 / blocks.count)
        }
        let impacts = try scans.map { scan in
            if let failure = scan.failure { throw failure }
            return scan.impacts.map { code(of: $0, overrides) }
        }
        for block in blocks.indices {
            let thread = block % scans.count
            for relationship in scans[thread].blocks[block / scans.count].staged.elements {
                builder.addRelationship(
                    type: try type(relationship.type), from: relationship.source, to: relationship.target,
                    impact: impacts[thread][Int(relationship.impact)])
            }
        }
    }

    private mutating func type(_ token: UInt16) throws -> UInt16 {
        if Int(token) < types.count, let known = types[Int(token)] { return known }
        let code = try builder.code(ofType: snapshot.type(numbered: token) ?? "")
        while types.count <= Int(token) { types.append(nil) }
        types[Int(token)] = code
        return code
    }

    private mutating func code(
        of impact: RelationshipScan.Impact, _ overrides: RelationshipOverrides
    ) -> TopologyBuilder.ImpactCode {
        let spec = translation.schema.impactSpecs[impact.spec]
        return builder.code(of: spec.overridden(by: overrides.statements[Int(impact.override)]))
    }

    consuming func finish() throws(TopologyError) -> Topology { try builder.finish() }
}

extension TopologyStamp {
    /// The state that a snapshot shows.
    init(of snapshot: GraphSnapshot) throws(StoreError) {
        self.init(
            store: try snapshot.storeIdentity(), commit: snapshot.commit,
            time: try snapshot.time(of: snapshot.commit) ?? Timestamp(microsecondsSinceEpoch: .min))
    }
}

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
    private var types: [TypeNumbers?] = []
    /// By spec, for relationships without overrides; the others by spec and overrides.
    private var plainCodes: [TopologyBuilder.ImpactCode?] = []
    private var codes: [UInt64: TopologyBuilder.ImpactCode] = [:]

    private struct TypeNumbers {
        var code: UInt16
        var schemaType: RelationshipTypeCode?
    }

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
        plainCodes = Array(repeating: nil, count: translation.schema.impactSpecs.count)
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

    mutating func readRelationships(_ overrides: RelationshipOverrides) throws {
        try snapshot.scanRelationships { relationship in
            let type = try type(relationship.type)
            let from = try builder.place(of: relationship.source)
            let to = try builder.place(of: relationship.target)
            let (source, target) = (classes[Int(builder.classes[Int(from)])], classes[Int(builder.classes[Int(to)])])
            let spec = translation.specIndex(type.schemaType, source, target)
            let impact = impact(spec, overrides.number(relationship.id), overrides)
            builder.addRelationship(type: type.code, from: from, to: to, impact: impact)
        }
    }

    private mutating func type(_ token: UInt16) throws -> TypeNumbers {
        if Int(token) < types.count, let known = types[Int(token)] { return known }
        let name = snapshot.type(numbered: token) ?? ""
        let type = TypeNumbers(code: try builder.code(ofType: name), schemaType: translation.schema.typeCode(name))
        while types.count <= Int(token) { types.append(nil) }
        types[Int(token)] = type
        return type
    }

    private mutating func impact(
        _ spec: Int, _ override: UInt32, _ overrides: RelationshipOverrides
    ) -> TopologyBuilder.ImpactCode {
        if override == 0, let known = plainCodes[spec] { return known }
        let key = UInt64(spec) << 32 | UInt64(override)
        if let known = codes[key] { return known }
        let stated = translation.schema.impactSpecs[spec].overridden(by: overrides.statements[Int(override)])
        let code = builder.code(of: stated)
        codes[key] = code
        if override == 0 { plainCodes[spec] = code }
        return code
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

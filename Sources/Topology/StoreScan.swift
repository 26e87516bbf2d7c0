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
    /// By relationship identity: 0, or the number of its overrides.
    private var overrides: [UInt32] = []
    private var overrideLists: [[Property]] = [[]]
    private var overrideNumbers: [[Property]: UInt32] = [[]: 0]
    /// By type token.
    private var types: [TypeNumbers?] = []
    /// By spec, for relationships without overrides; the others by spec and overrides.
    private var plainCodes: [TopologyBuilder.ImpactCode?] = []
    private var codes: [UInt64: TopologyBuilder.ImpactCode] = [:]

    private struct TypeNumbers {
        var code: UInt16
        var schemaType: RelationshipTypeCode?
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
        try snapshot.scanNodes(properties: ElementTranslation.isWantedOnNodes) { node in
            let set = try labelSet(node.labelSet)
            try builder.addNode(
                node.id, class: set.code, inImpact: translation.isInImpact(set.schemaClass, node.properties),
                unresolved: set.isUnresolved)
            guard !node.properties.isEmpty else { return }
            for group in translation.groups(node.properties) { builder.addGroup(group.name, group.threshold) }
        }
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

    mutating func readOverrides() throws {
        try snapshot.scanRelationshipProperties(ElementTranslation.isWantedOnRelationships) { id, properties in
            var number = overrideNumbers[properties]
            if number == nil {
                number = UInt32(overrideLists.count)
                overrideNumbers[properties] = number
                overrideLists.append(properties)
            }
            let place = Int(id.rawValue)
            if overrides.count <= place {
                overrides.append(
                    contentsOf: repeatElement(0, count: max(place + 1, overrides.count * 2) - overrides.count))
            }
            overrides[place] = number ?? 0
        }
    }

    mutating func readRelationships() throws {
        try snapshot.scanRelationships { relationship in
            let type = try type(relationship.type)
            let from = try builder.place(of: relationship.source)
            let to = try builder.place(of: relationship.target)
            let place = Int(relationship.id.rawValue)
            let override = place < overrides.count ? overrides[place] : 0
            let (source, target) = (classes[Int(builder.classes[Int(from)])], classes[Int(builder.classes[Int(to)])])
            let spec = translation.specIndex(type.schemaType, source, target)
            builder.addRelationship(type: type.code, from: from, to: to, impact: impact(spec, override))
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

    private mutating func impact(_ spec: Int, _ override: UInt32) -> TopologyBuilder.ImpactCode {
        if override == 0, let known = plainCodes[spec] { return known }
        let key = UInt64(spec) << 32 | UInt64(override)
        if let known = codes[key] { return known }
        let stated = translation.schema.impactSpecs[spec].overridden(by: overrideLists[Int(override)])
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

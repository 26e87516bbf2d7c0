internal import GraphModel
internal import GraphStore
internal import Schema

/// What a schema makes of the elements of a store: classes of nodes, redundancy groups, impact specs of relationships.
struct ElementTranslation {
    let schema: CompiledSchema
    private var thresholds: [String: GroupThreshold?] = [:]

    init(_ schema: CompiledSchema) { self.schema = schema }

    /// The properties of nodes that a topology reads.
    static func isWantedOnNodes(_ key: String) -> Bool {
        key == ConventionalProperty.state || key.hasPrefix(GroupThreshold.propertyPrefix)
    }

    /// The properties of relationships that a topology reads.
    static func isWantedOnRelationships(_ key: String) -> Bool {
        switch key {
        case ConventionalProperty.flow, ConventionalProperty.effect, ConventionalProperty.weight,
            ConventionalProperty.group:
            true
        default: false
        }
    }

    /// The class's name; the first label for nodes whose labels are no class of the schema.
    func className(_ code: ClassCode?, _ labels: [String]) -> String {
        code.map { schema[$0].name } ?? labels.first ?? ""
    }

    static func state(_ properties: [Property]) -> String? {
        properties.first { $0.key == ConventionalProperty.state }?.value.string
    }

    /// What is in no class has no state either.
    func isInImpact(_ code: ClassCode?, state: String?) -> Bool {
        code.map { schema.takesPartInImpact($0, state: state) } ?? true
    }

    static func isUnresolved(_ labels: [String]) -> Bool { labels.contains(ConventionalLabel.unresolvedReference) }

    /// The thresholds that a node states. One that cannot be read is none: then the group needs all its members.
    mutating func groups(_ properties: [Property]) -> [TopologyGroup] {
        properties.compactMap { property in
            guard property.key.hasPrefix(GroupThreshold.propertyPrefix), let text = property.value.string else {
                return nil
            }
            let name = String(property.key.dropFirst(GroupThreshold.propertyPrefix.count))
            return threshold(text).map { TopologyGroup(name, $0) }
        }
    }

    private mutating func threshold(_ text: String) -> GroupThreshold? {
        if let known = thresholds[text] { return known }
        let parsed = try? GroupThreshold(parsing: text)
        thresholds[text] = .some(parsed)
        return parsed
    }

    mutating func node(_ node: Node) -> TopologyNode {
        let code = schema.classCode(ofLabels: node.labels)
        return TopologyNode(
            id: node.id, nodeClass: className(code, node.labels),
            inImpact: isInImpact(code, state: Self.state(node.properties)),
            unresolved: Self.isUnresolved(node.labels), groups: groups(node.properties))
    }

    /// Where in the schema's specs a relationship's stands; 0, nothing, where it does not know the type or a class.
    func specIndex(_ type: RelationshipTypeCode?, _ source: ClassCode?, _ target: ClassCode?) -> Int {
        guard let type, let source, let target else { return 0 }
        return schema.impactIndex(type: type, source: source, target: target)
    }

    func relationship(
        _ relationship: Relationship, source: ClassCode?, target: ClassCode?
    ) -> TopologyRelationship {
        let spec = schema.impactSpecs[specIndex(schema.typeCode(relationship.type), source, target)]
        return TopologyRelationship(
            type: relationship.type, source: relationship.source, target: relationship.target,
            impact: spec.overridden(by: relationship.properties))
    }
}

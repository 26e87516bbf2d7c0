public import GraphModel
internal import GraphStore
internal import ImpactAnalysis
internal import Schema

extension Session {
    /// Everything that this version says of a CI. Cost: one look-up for each relationship.
    public func details(of id: NodeID) throws -> CIDetails {
        guard let node = try snapshot.node(id) else {
            throw EngineError(.ciNotFound, "there is no CI \(id) in this version of the graph")
        }
        let relationships = try Direction.allCases.flatMap { direction in
            try snapshot.relationships(of: id, direction).map { try related($0, direction) }
                .sorted { ($0.label, $0.other.name, $0.other.id) < ($1.label, $1.other.name, $1.other.id) }
        }
        return CIDetails(
            summary: try summary(of: id), node: node, lastCommit: try snapshot.commitRecord(node.version),
            relationships: relationships)
    }

    private func related(_ relationship: Relationship, _ direction: Direction) throws -> RelatedCI {
        let type = snapshot.schema.typeCode(relationship.type).map { snapshot.schema[$0] }
        let label = direction == .outgoing ? type?.forwardLabel : type?.reverseLabel
        return RelatedCI(
            direction: direction, label: label ?? relationship.type, type: relationship.type,
            other: try summary(of: direction == .outgoing ? relationship.target : relationship.source),
            properties: relationship.properties, version: relationship.version)
    }
}

import GraphModel

extension Value {
    /// The value of a parameter, or of a column that goes back into a query. Nodes and relationships become references:
    /// what they hold is read from the graph again.
    public init(_ value: QueryValue) {
        switch value {
        case .null: self = .null
        case .property(let property): self = Value(property)
        case .list(let elements): self = .list(elements.map(Value.init))
        case .map(let entries): self = .map(MapValue(entries.map { ($0.key, Value($0.value)) }))
        case .node(let node): self = .node(node.id)
        case .relationship(let relationship): self = .relationship(RelationshipValue(relationship.reference))
        case .path(let path):
            self = .path(
                PathValue(
                    nodes: path.nodes.map(\.id),
                    relationships: path.relationships.map { RelationshipValue($0.reference) }))
        }
    }
}

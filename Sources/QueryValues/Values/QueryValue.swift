public import GraphModel

/// A value as a query takes it (a parameter) and gives it (a column of a row): complete in itself.
public enum QueryValue: Hashable, Sendable {
    case null
    /// Every kind that a property can hold but lists, which are `list`.
    case property(PropertyValue)
    case list([QueryValue])
    case map([String: QueryValue])
    case node(Node)
    case relationship(Relationship)
    case path(QueryPath)
}

/// A path with its nodes and relationships as they were.
public struct QueryPath: Hashable, Sendable {
    /// One more than there are relationships.
    public var nodes: [Node]
    /// Each between the node of its place and the next, in either direction.
    public var relationships: [Relationship]

    public init(nodes: [Node], relationships: [Relationship]) {
        self.nodes = nodes
        self.relationships = relationships
    }
}

internal import GraphModel
internal import GraphStore
internal import QueryValues

/// The graph as a running query reads it: a snapshot, or what a write in progress has made of it.
final class QueryGraph: GraphAccess {
    let reader: GraphReader
    /// Elements that the query deleted, whether they are gone from the store yet or not.
    private(set) var deletedNodes: Set<NodeID> = []
    private(set) var deletedRelationships: Set<RelationshipID> = []

    init(_ reader: GraphReader) { self.reader = reader }

    func markDeleted(_ node: NodeID) { deletedNodes.insert(node) }
    func markDeleted(_ relationship: RelationshipID) { deletedRelationships.insert(relationship) }

    func isDeleted(_ node: NodeID) -> Bool { !deletedNodes.isEmpty && deletedNodes.contains(node) }

    func isDeleted(_ relationship: RelationshipID) -> Bool {
        !deletedRelationships.isEmpty && deletedRelationships.contains(relationship)
    }

    /// Throws `query.deletedEntityAccess` for a node that the query deleted.
    func require(_ node: NodeID) throws {
        if isDeleted(node) { throw Self.deleted("node") }
    }

    func require(_ relationship: RelationshipValue) throws {
        if isDeleted(relationship.id) { throw Self.deleted("relationship") }
    }

    private static func deleted(_ kind: String) -> QueryError {
        QueryError(.deletedEntityAccess, .entityNotFound, .runtime, "the \(kind) was deleted by this query")
    }

    // MARK: GraphAccess

    func labels(of node: NodeID) throws -> [String] {
        try require(node)
        return try reader.labelSet(of: node).map(reader.labels(ofSet:)) ?? []
    }

    func hasLabel(_ node: NodeID, _ label: String) throws -> Bool {
        try require(node)
        return try reader.labelSet(of: node).map { reader.hasLabel(label, inSet: $0) } ?? false
    }

    func properties(of node: NodeID) throws -> [Property] {
        try require(node)
        return try reader.node(node)?.properties ?? []
    }

    func properties(of relationship: RelationshipValue) throws -> [Property] {
        try require(relationship)
        return try reader.relationship(relationship.reference)?.properties ?? []
    }

    func property(of node: NodeID, _ key: String) throws -> PropertyValue? {
        try require(node)
        return try reader.property(key, of: node)
    }

    func property(of relationship: RelationshipValue, _ key: String) throws -> PropertyValue? {
        try require(relationship)
        return try reader.relationship(relationship.reference)?[key]
    }

    func degree(of node: NodeID, _ direction: Direction, types: [String]?) throws -> Int {
        try require(node)
        guard let types else { return try reader.degree(of: node, direction) }
        return try types.reduce(0) { try $0 + reader.degree(of: node, direction, type: $1) }
    }
}

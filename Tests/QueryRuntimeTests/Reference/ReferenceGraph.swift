import GraphModel
import QueryConformance
import QueryValues

/// A graph in plain dictionaries.
final class ReferenceGraph: GraphAccess {
    struct PlainNode {
        var labels: Set<String>
        var properties: [String: PropertyValue]
    }

    struct PlainRelationship {
        var reference: RelationshipReference
        var properties: [String: PropertyValue]
    }

    var nodes: [NodeID: PlainNode] = [:]
    var relationships: [RelationshipID: PlainRelationship] = [:]
    private(set) var deletedNodes: Set<NodeID> = []
    private(set) var deletedRelationships: Set<RelationshipID> = []
    private var nextNode: UInt64 = 0
    private var nextRelationship: UInt64 = 0

    init(_ state: GraphState) {
        for node in state.nodes {
            nodes[node.id] = PlainNode(labels: Set(node.labels), properties: node.properties.byKey)
            nextNode = max(nextNode, node.id.rawValue + 1)
        }
        for relationship in state.relationships {
            relationships[relationship.id] = PlainRelationship(
                reference: relationship.reference, properties: relationship.properties.byKey)
            nextRelationship = max(nextRelationship, relationship.id.rawValue + 1)
        }
    }

    var nodeIDs: [NodeID] { nodes.keys.sorted() }

    var references: [RelationshipReference] {
        relationships.values.map(\.reference).sorted { $0.id.rawValue < $1.id.rawValue }
    }

    // MARK: Writing

    func createNode(_ labels: [String], _ properties: [String: PropertyValue]) -> NodeID {
        let id = NodeID(nextNode)
        nextNode += 1
        nodes[id] = PlainNode(labels: Set(labels), properties: properties)
        return id
    }

    func createRelationship(
        _ type: String, _ source: NodeID, _ target: NodeID, _ properties: [String: PropertyValue]
    ) throws -> RelationshipReference {
        guard nodes[source] != nil, nodes[target] != nil else { throw deleted }
        let reference = RelationshipReference(
            id: RelationshipID(nextRelationship), type: type, source: source, target: target)
        nextRelationship += 1
        relationships[reference.id] = PlainRelationship(reference: reference, properties: properties)
        return reference
    }

    func set(_ element: Value, _ key: String, _ value: PropertyValue?) throws {
        switch element {
        case .null: return
        case .node(let id):
            guard nodes[id] != nil else { throw deleted }
            nodes[id]?.properties[key] = value
        case .relationship(let relationship):
            guard relationships[relationship.id] != nil else { throw deleted }
            relationships[relationship.id]?.properties[key] = value
        default: throw QueryError.type(.invalidArgumentType, "no element")
        }
    }

    func set(_ id: NodeID, _ label: String, isThere: Bool) throws {
        guard nodes[id] != nil else { throw deleted }
        if isThere { nodes[id]?.labels.insert(label) } else { nodes[id]?.labels.remove(label) }
    }

    func delete(_ id: RelationshipID) {
        if relationships.removeValue(forKey: id) != nil { deletedRelationships.insert(id) }
    }

    /// Takes a node out; what still hangs on it is for the query's end to complain about.
    func delete(_ id: NodeID, detach: Bool) {
        if detach {
            for reference in references where reference.source == id || reference.target == id { delete(reference.id) }
        }
        if nodes.removeValue(forKey: id) != nil { deletedNodes.insert(id) }
    }

    /// Whether every relationship has its ends.
    var isWhole: Bool { references.allSatisfy { nodes[$0.source] != nil && nodes[$0.target] != nil } }

    private var deleted: QueryError {
        QueryError(.deletedEntityAccess, .entityNotFound, .runtime, "the element was deleted")
    }

    // MARK: GraphAccess

    private func node(_ id: NodeID) throws -> PlainNode {
        guard let node = nodes[id] else { throw deleted }
        return node
    }

    private func relationship(_ value: RelationshipValue) throws -> PlainRelationship {
        guard let relationship = relationships[value.id] else { throw deleted }
        return relationship
    }

    func labels(of node: NodeID) throws -> [String] { try self.node(node).labels.sorted() }
    func hasLabel(_ node: NodeID, _ label: String) throws -> Bool { try self.node(node).labels.contains(label) }
    func properties(of node: NodeID) throws -> [Property] { try self.node(node).properties.sorted }
    func properties(of relationship: RelationshipValue) throws -> [Property] {
        try self.relationship(relationship).properties.sorted
    }
    func property(of node: NodeID, _ key: String) throws -> PropertyValue? { try self.node(node).properties[key] }
    func property(of relationship: RelationshipValue, _ key: String) throws -> PropertyValue? {
        try self.relationship(relationship).properties[key]
    }

    func degree(of node: NodeID, _ direction: Direction, types: [String]?) throws -> Int {
        references.count { reference in
            (direction == .outgoing ? reference.source : reference.target) == node
                && types?.contains(reference.type) ?? true
        }
    }

    // MARK: Results

    /// A value complete in itself; of what was deleted, the identity is left.
    func complete(_ value: Value) throws -> QueryValue {
        switch value {
        case .null: return .null
        case .list(let elements): return .list(try elements.map(complete))
        case .map(let map):
            return .map(Dictionary(try map.entries.map { ($0.key, try complete($0.value)) }) { first, _ in first })
        case .node(let id): return .node(complete(id))
        case .relationship(let relationship): return .relationship(complete(relationship.reference))
        case .path(let path):
            return .path(
                QueryPath(
                    nodes: path.nodes.map(complete), relationships: path.relationships.map { complete($0.reference) }))
        default: return try value.propertyValue().map(QueryValue.property) ?? .null
        }
    }

    private func complete(_ id: NodeID) -> Node {
        let plain = nodes[id]
        return Node(
            id: id, labels: plain?.labels.sorted() ?? [], properties: plain?.properties.sorted ?? [],
            version: CommitNumber(0))
    }

    private func complete(_ reference: RelationshipReference) -> Relationship {
        Relationship(
            id: reference.id, type: reference.type, source: reference.source, target: reference.target,
            properties: relationships[reference.id]?.properties.sorted ?? [], version: CommitNumber(0))
    }

    var state: GraphState {
        GraphState(nodes: nodeIDs.map(complete), relationships: references.map(complete))
    }
}

extension [Property] {
    fileprivate var byKey: [String: PropertyValue] {
        Dictionary(map { ($0.key, $0.value) }) { first, _ in first }
    }
}

extension [String: PropertyValue] {
    fileprivate var sorted: [Property] { self.sorted { $0.key < $1.key }.map { Property($0.key, $0.value) } }
}

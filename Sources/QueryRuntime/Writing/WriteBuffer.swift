internal import GraphModel
internal import GraphStore
internal import QueryValues
internal import Schema

/// Carries out the changes of one query, each seen by every read after it.
final class WriteBuffer {
    private let writer: GraphWriter
    private let graph: QueryGraph
    /// Nodes that were deleted while they had relationships, which the rest of the query may still delete.
    private var undecided: Set<NodeID> = []
    private(set) var counters = QueryCounters()

    init(_ writer: GraphWriter, _ graph: QueryGraph) {
        self.writer = writer
        self.graph = graph
    }

    private func apply(_ operation: GraphOperation) throws -> AppliedDelta {
        try writer.apply(GraphDelta(operations: [operation]))
    }

    /// Makes a node. A class brings the labels of its ancestors with it, as it does in an import.
    func createNode(labels: [String], properties: [Property]) throws -> NodeID {
        let schema = writer.schema
        let labels = schema.classCode(ofLabels: labels).map { labels + schema.labels(of: $0) } ?? labels
        counters.nodesCreated += 1
        counters.labelsAdded += Set(labels).count
        counters.propertiesSet += properties.count
        return try apply(.createNode(id: nil, labels: labels, properties: properties)).nodes[0]
    }

    func createRelationship(
        type: String, source: NodeID, target: NodeID, properties: [Property]
    ) throws -> RelationshipValue {
        try graph.require(source)
        try graph.require(target)
        counters.relationshipsCreated += 1
        counters.propertiesSet += properties.count
        let created = try apply(
            .createRelationship(
                id: nil, type: type, source: .existing(source), target: .existing(target), properties: properties))
        return RelationshipValue(
            RelationshipReference(id: created.relationships[0], type: type, source: source, target: target))
    }

    /// Sets and removes properties of an element; of null, none.
    func change(_ element: Value, _ changes: [PropertyChange]) throws {
        switch element {
        case .null: return
        case .node(let node):
            try graph.require(node)
            _ = try apply(.updateNode(.existing(node), addLabels: [], removeLabels: [], properties: changes))
            counters.propertiesSet += changes.count
        case .relationship(let relationship):
            try graph.require(relationship)
            _ = try apply(.updateRelationship(relationship.reference, properties: changes))
            counters.propertiesSet += changes.count
        default: throw QueryError.type(.invalidArgumentType, "only nodes and relationships have properties to set")
        }
    }

    func change(_ element: Value, addLabels: [String], removeLabels: [String]) throws {
        switch element {
        case .null: return
        case .node(let node):
            let had = Set(try graph.labels(of: node))
            counters.labelsAdded += Set(addLabels).subtracting(had).count
            counters.labelsRemoved += had.intersection(removeLabels).count
            _ = try apply(
                .updateNode(.existing(node), addLabels: addLabels, removeLabels: removeLabels, properties: []))
        default: throw QueryError.type(.invalidArgumentType, "only nodes have labels to set")
        }
    }

    func delete(_ relationship: RelationshipValue) throws {
        if graph.isDeleted(relationship.id) { return }
        _ = try apply(.deleteRelationship(relationship.reference))
        graph.markDeleted(relationship.id)
        counters.relationshipsDeleted += 1
    }

    /// Deletes a node with all its relationships.
    func detach(_ node: NodeID) throws {
        let isWaiting = undecided.remove(node) != nil
        if graph.isDeleted(node), !isWaiting { return }
        for (neighbour, _) in try graph.neighbours(of: node, nil, types: nil) {
            graph.markDeleted(neighbour.relationship)
            counters.relationshipsDeleted += 1
        }
        _ = try apply(.deleteNode(.existing(node), detach: true))
        if isWaiting { return }
        graph.markDeleted(node)
        counters.nodesDeleted += 1
    }

    /// Deletes a node. While it has relationships it waits for the rest of the query to delete them.
    func delete(_ node: NodeID) throws {
        if graph.isDeleted(node) { return }
        if try graph.neighbours(of: node, nil, types: nil).isEmpty {
            _ = try apply(.deleteNode(.existing(node), detach: false))
        } else {
            undecided.insert(node)
        }
        graph.markDeleted(node)
        counters.nodesDeleted += 1
    }

    /// Deletes what waits, at the end of the query.
    func finish() throws {
        for node in undecided.sorted() {
            guard try graph.neighbours(of: node, nil, types: nil).isEmpty else {
                throw QueryError(
                    .deleteConnectedNode, .constraintVerification, .runtime,
                    "node \(node) cannot be deleted while it has relationships",
                    advice: "delete them too, or use DETACH DELETE")
            }
            _ = try apply(.deleteNode(.existing(node), detach: false))
        }
        undecided = []
    }
}

import GraphModel

/// A property graph in plain dictionaries, as slow and as obvious as can be: what the store is compared with.
struct ReferenceGraph: Equatable {
    struct Refusal: Error {}

    var nodes: [NodeID: Node] = [:]
    var relationships: [RelationshipID: Relationship] = [:]
    var indexes: [String: IndexDefinition] = [:]

    /// Applies a delta whose new elements get these identities, all of it or nothing.
    mutating func apply(
        _ delta: GraphDelta, nodes created: [NodeID], relationships createdRelationships: [RelationshipID]
    ) throws(Refusal) {
        var graph = self
        var (nextNode, nextRelationship) = (0, 0)
        func resolve(_ reference: NodeReference) throws(Refusal) -> NodeID {
            switch reference {
            case .existing(let id): return id
            case .new(let ordinal):
                guard ordinal < nextNode else { throw Refusal() }
                return created[ordinal]
            }
        }
        for operation in delta.operations {
            switch operation {
            case .createNode(let id, let labels, let properties):
                if id == nil { nextNode += 1 }
                try graph.create(id ?? created[nextNode - 1], labels, properties)
            case .updateNode(let node, let added, let removed, let changes):
                try graph.update(try resolve(node), added, removed, changes)
            case .deleteNode(let node, let detach): try graph.delete(try resolve(node), detach: detach)
            case .createRelationship(let id, let type, let source, let target, let properties):
                if id == nil { nextRelationship += 1 }
                let relationship = Relationship(
                    id: id ?? createdRelationships[nextRelationship - 1], type: type, source: try resolve(source),
                    target: try resolve(target), properties: Self.sorted(properties), version: .zero)
                try graph.create(relationship)
            case .updateRelationship(let reference, let changes): try graph.update(reference, changes)
            case .deleteRelationship(let reference): try graph.delete(reference)
            case .createIndex(let index):
                guard graph.indexes[index.name] ?? index == index else { throw Refusal() }
                graph.indexes[index.name] = index
            case .dropIndex(let name):
                guard graph.indexes.removeValue(forKey: name) != nil else { throw Refusal() }
            case .createConstraint, .dropConstraint, .setSchema: break
            }
        }
        self = graph
    }

    private mutating func create(_ id: NodeID, _ labels: [String], _ properties: [Property]) throws(Refusal) {
        guard nodes[id] == nil else { throw Refusal() }
        nodes[id] = Node(
            id: id, labels: Set(labels).sorted(), properties: Self.sorted(properties), version: .zero)
    }

    private mutating func update(
        _ id: NodeID, _ added: [String], _ removed: [String], _ changes: [PropertyChange]
    ) throws(Refusal) {
        guard var node = nodes[id] else { throw Refusal() }
        node.labels = Set(node.labels).subtracting(removed).union(added).sorted()
        node.properties = Self.changed(node.properties, changes)
        nodes[id] = node
    }

    private mutating func delete(_ id: NodeID, detach: Bool) throws(Refusal) {
        let attached = relationships.values.filter { $0.source == id || $0.target == id }
        guard nodes[id] != nil, detach || attached.isEmpty else { throw Refusal() }
        for relationship in attached { relationships[relationship.id] = nil }
        nodes[id] = nil
    }

    private mutating func create(_ relationship: Relationship) throws(Refusal) {
        guard relationships[relationship.id] == nil, nodes[relationship.source] != nil,
            nodes[relationship.target] != nil
        else { throw Refusal() }
        relationships[relationship.id] = relationship
    }

    private mutating func update(
        _ reference: RelationshipReference, _ changes: [PropertyChange]
    ) throws(Refusal) {
        guard var relationship = relationships[reference.id], relationship.reference == reference else {
            throw Refusal()
        }
        relationship.properties = Self.changed(relationship.properties, changes)
        relationships[reference.id] = relationship
    }

    private mutating func delete(_ reference: RelationshipReference) throws(Refusal) {
        guard relationships[reference.id]?.reference == reference else { throw Refusal() }
        relationships[reference.id] = nil
    }

    static func sorted(_ properties: [Property]) -> [Property] { properties.sorted { $0.key < $1.key } }

    static func changed(_ properties: [Property], _ changes: [PropertyChange]) -> [Property] {
        var byKey = Dictionary(uniqueKeysWithValues: properties.map { ($0.key, $0.value) })
        for change in changes { byKey[change.key] = change.value }
        return sorted(byKey.map { Property($0.key, $0.value) })
    }

    /// The graph with the versions that a commit gives: that of the graph before where nothing differs. Nil when
    /// nothing at all differs.
    func committed(_ number: CommitNumber, after before: ReferenceGraph) -> ReferenceGraph? {
        var graph = self
        for (id, node) in nodes {
            var old = before.nodes[id]
            old?.version = node.version
            graph.nodes[id]?.version = old == node ? before.nodes[id]?.version ?? number : number
        }
        for (id, relationship) in relationships {
            var old = before.relationships[id]
            old?.version = relationship.version
            graph.relationships[id]?.version =
                old == relationship ? before.relationships[id]?.version ?? number : number
        }
        return graph == before ? nil : graph
    }
}

public import GraphModel
public import GraphStore
public import Topology

/// What a delta would make of a version of the graph, element by element, with nothing written.
///
/// New elements get identities from the top of the range, which no store reaches.
public struct ProposedState {
    public private(set) var overlay = GraphOverlay()
    private let snapshot: GraphSnapshot
    private var created: [NodeID] = []
    private var newRelationships: UInt64 = 0
    /// The changed relationships of each node.
    private var changed: [NodeID: Set<RelationshipID>] = [:]

    /// - Throws: `impact.unknownCI` and `impact.unknownRelationship` for elements that this version does not have;
    ///   `impact.hasRelationships` for a node to be deleted that has some.
    public init(_ delta: GraphDelta, on snapshot: GraphSnapshot) throws {
        self.snapshot = snapshot
        for operation in delta.operations { try apply(operation) }
    }

    /// The new and changed nodes, by identity.
    public var nodes: [NodeID: Node] { overlay.nodes.compactMapValues { $0 } }

    /// A node as the change leaves it.
    public func node(_ id: NodeID) throws(StoreError) -> Node? {
        if let changed = overlay.nodes[id] { return changed }
        return try snapshot.node(id)
    }

    /// A node's relationships in one direction, of some types or of all (nil), as the change leaves them. Cost: linear
    /// in those that it has in the store and in the change.
    public func relationships(
        of id: NodeID, _ direction: Direction, types: [String]? = nil
    ) throws(StoreError) -> [Relationship] {
        let changes = changed[id] ?? []
        let unchanged =
            try snapshot.node(id) == nil
            ? [] : snapshot.relationships(of: id, direction, types: types).filter { !changes.contains($0.id) }
        return unchanged
            + changes.sorted().compactMap { overlay.relationships[$0]?.after }.filter { relationship in
                (direction == .outgoing ? relationship.source : relationship.target) == id
                    && types?.contains(relationship.type) ?? true
            }
    }

    private mutating func apply(_ operation: GraphOperation) throws {
        switch operation {
        case .createNode(let id, let labels, let properties):
            let identity = id ?? NodeID(Limits.identity - UInt64(created.count))
            if id == nil { created.append(identity) }
            set(Node(id: identity, labels: labels, properties: properties, version: snapshot.commit.next))
        case .updateNode(let reference, let added, let removed, let changes):
            var node = try existing(resolve(reference))
            node.labels = node.labels.filter { !removed.contains($0) && !added.contains($0) } + added
            node.properties = Self.applying(changes, to: node.properties)
            set(node)
        case .deleteNode(let reference, let detach):
            try delete(existing(resolve(reference)).id, detach: detach)
        case .createRelationship(let id, let type, let source, let target, let properties):
            let identity = id ?? RelationshipID(Limits.identity - newRelationships)
            if id == nil { newRelationships += 1 }
            let relationship = Relationship(
                id: identity, type: type, source: try resolve(source), target: try resolve(target),
                properties: properties, version: snapshot.commit.next)
            set(GraphOverlay.RelationshipChange(before: nil, after: relationship), of: relationship.reference)
        case .updateRelationship(let reference, let changes):
            var relationship = try existing(reference)
            relationship.properties = Self.applying(changes, to: relationship.properties)
            try replace(reference, by: relationship)
        case .deleteRelationship(let reference):
            _ = try existing(reference)
            try replace(reference, by: nil)
        case .createIndex, .dropIndex, .createConstraint, .dropConstraint, .setSchema:
            break  // Definitions do not change what exists.
        }
    }

    private mutating func set(_ node: Node) { overlay.nodes[node.id] = .some(node) }

    private mutating func set(_ change: GraphOverlay.RelationshipChange, of reference: RelationshipReference) {
        overlay.relationships[reference.id] = change
        for end in [reference.source, reference.target] { changed[end, default: []].insert(reference.id) }
    }

    private func resolve(_ reference: NodeReference) throws -> NodeID {
        switch reference {
        case .existing(let id): return id
        case .new(let ordinal):
            guard created.indices.contains(ordinal) else {
                throw AnalysisError(.unknownCI, "the proposed change has no new node number \(ordinal)")
            }
            return created[ordinal]
        }
    }

    private func existing(_ id: NodeID) throws -> Node {
        guard let found = try node(id) else {
            throw AnalysisError(.unknownCI, "CI \(id) does not exist in this version of the graph")
        }
        return found
    }

    private func existing(_ reference: RelationshipReference) throws -> Relationship {
        let found: Relationship? =
            if let changed = overlay.relationships[reference.id] {
                changed.after
            } else {
                try snapshot.relationship(reference)
            }
        guard let found else {
            throw AnalysisError(
                .unknownRelationship, "relationship \(reference.id) does not exist in this version of the graph")
        }
        return found
    }

    private mutating func replace(_ reference: RelationshipReference, by after: Relationship?) throws {
        var change =
            try overlay.relationships[reference.id]
            ?? GraphOverlay.RelationshipChange(before: snapshot.relationship(reference), after: nil)
        change.after = after
        set(change, of: reference)
    }

    private mutating func delete(_ id: NodeID, detach: Bool) throws {
        let attached = try relationships(of: id)
        guard detach || attached.isEmpty else {
            throw AnalysisError(
                .hasRelationships, "CI \(id) has \(attached.count) relationships",
                advice: "Remove them in the same change.")
        }
        for relationship in attached { try replace(relationship.reference, by: nil) }
        overlay.nodes[id] = .some(nil)
    }

    /// In both directions, those that lead back to the node once.
    private func relationships(of id: NodeID) throws(StoreError) -> [Relationship] {
        try relationships(of: id, .outgoing) + relationships(of: id, .incoming).filter { $0.source != id }
    }

    private static func applying(_ changes: [PropertyChange], to properties: [Property]) -> [Property] {
        let changed = Set(changes.map(\.key))
        return properties.filter { !changed.contains($0.key) }
            + changes.compactMap { change in change.value.map { Property(change.key, $0) } }
    }
}

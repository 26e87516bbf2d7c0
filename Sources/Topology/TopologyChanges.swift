public import GraphModel

/// How one state of a graph differs from another, as far as a topology needs to know.
public struct TopologyChanges: Hashable, Sendable {
    /// Nodes created, deleted, or with other labels or properties. Those whose class, state and groups are as before
    /// may be left out.
    public var nodes: [NodeID] = []
    /// Relationships deleted; also those changed, as they were.
    public var removed: [TopologyRelationship] = []
    /// Relationships created; also those changed, as they are.
    public var added: [TopologyRelationship] = []
    /// The schema changed, so that every relationship may have another impact spec: all nodes are done anew.
    public var isSchemaChanged = false

    public init(
        nodes: [NodeID] = [], removed: [TopologyRelationship] = [], added: [TopologyRelationship] = []
    ) {
        self.nodes = nodes
        self.removed = removed
        self.added = added
    }

    public var isEmpty: Bool { nodes.isEmpty && removed.isEmpty && added.isEmpty }
}

/// The state of a graph that a topology is brought to: asked for the surroundings of what changed.
public protocol TopologySource {
    /// A node, or nil when it does not exist in that state.
    func node(_ id: NodeID) throws -> TopologyNode?
    /// All relationships of a node, those to itself once, in any order. Called after `node` for every changed node.
    func relationships(of id: NodeID) throws -> [TopologyRelationship]
}

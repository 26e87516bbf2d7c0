public import GraphModel
public import Schema

/// A node as a topology needs it.
public struct TopologyNode: Hashable, Sendable {
    public var id: NodeID
    /// The name of its most specific class.
    public var nodeClass: String
    /// False for what takes no part in impact: retired items, folders, people.
    public var inImpact: Bool
    /// Stands for the target of a dangling reference.
    public var unresolved: Bool
    /// Thresholds of the redundancy groups of this node; the names are unique.
    public var groups: [TopologyGroup]

    public init(
        id: NodeID, nodeClass: String, inImpact: Bool = true, unresolved: Bool = false, groups: [TopologyGroup] = []
    ) {
        self.id = id
        self.nodeClass = nodeClass
        self.inImpact = inImpact
        self.unresolved = unresolved
        self.groups = groups
    }
}

/// A redundancy group that a node states a threshold for.
public struct TopologyGroup: Hashable, Sendable {
    public var name: String
    public var threshold: GroupThreshold

    public init(_ name: String, _ threshold: GroupThreshold) {
        self.name = name
        self.threshold = threshold
    }
}

/// A relationship as a topology needs it, with its impact spec looked up and its own overrides applied.
public struct TopologyRelationship: Hashable, Sendable {
    public var type: String
    public var source: NodeID
    public var target: NodeID
    public var impact: ImpactSpec

    public init(type: String, source: NodeID, target: NodeID, impact: ImpactSpec) {
        self.type = type
        self.source = source
        self.target = target
        self.impact = impact
    }
}

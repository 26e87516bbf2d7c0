public import GraphModel
internal import Topology

/// What fails, and how far to look.
public struct ImpactRequest: Sendable {
    /// Fail together. Repeats count once.
    public var failing: [NodeID]
    /// Steps from the failures after which to stop; nil: no limit.
    public var distanceLimit: Int?
    /// Items found after which to stop, checked between steps; nil: no limit.
    public var itemLimit: Int?
    /// Asked between steps; true ends the search early, and the report says so.
    public var shouldStop: (@Sendable () -> Bool)?

    /// Describe impacted items of these classes and their subclasses only; empty: all. Everything is counted.
    public var classes: [String]
    /// Describe only what stands in so many lines of the tree of failing and impacted items, drawn from the top; nil:
    /// all. Everything is counted; what is not described need not be looked up.
    public var lineLimit: Int?

    public init(
        failing: [NodeID], distanceLimit: Int? = nil, itemLimit: Int? = nil, classes: [String] = [],
        lineLimit: Int? = nil, shouldStop: (@Sendable () -> Bool)? = nil
    ) {
        self.failing = failing
        self.distanceLimit = distanceLimit
        self.itemLimit = itemLimit
        self.classes = classes
        self.lineLimit = lineLimit
        self.shouldStop = shouldStop
    }

    var traversal: TraversalLimits {
        TraversalLimits(distance: distanceLimit, nodes: itemLimit, shouldStop: shouldStop)
    }
}

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

    public init(
        failing: [NodeID], distanceLimit: Int? = nil, itemLimit: Int? = nil,
        shouldStop: (@Sendable () -> Bool)? = nil
    ) {
        self.failing = failing
        self.distanceLimit = distanceLimit
        self.itemLimit = itemLimit
        self.shouldStop = shouldStop
    }

    var traversal: TraversalLimits {
        TraversalLimits(distance: distanceLimit, nodes: itemLimit, shouldStop: shouldStop)
    }
}

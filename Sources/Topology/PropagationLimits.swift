/// Where a traversal may stop before it is through. The answer then says so.
public struct TraversalLimits {
    /// Levels from the failures; nil: no limit.
    public var distance: Int?
    /// Nodes found; nil: no limit. Checked between levels.
    public var nodes: Int?
    /// Asked between levels; true stops: for time budgets and cancellation.
    public var shouldStop: (() -> Bool)?

    public init(distance: Int? = nil, nodes: Int? = nil, shouldStop: (() -> Bool)? = nil) {
        self.distance = distance
        self.nodes = nodes
        self.shouldStop = shouldStop
    }

    public static var none: TraversalLimits { TraversalLimits() }

    /// Why to stop before going on to the nodes at `distance`, when `found` nodes have been found.
    func reason(distance next: Int, found: Int) -> IncompleteReason? {
        if let distance, next > distance { return .distance }
        if let nodes, found >= nodes { return .nodes }
        if let shouldStop, shouldStop() { return .stopped }
        return nil
    }
}

/// Why an answer is not the whole answer.
public enum IncompleteReason: String, Hashable, Sendable {
    /// The limit of distance was reached with more to follow.
    case distance
    /// The limit of nodes was reached with more to follow.
    case nodes
    /// The caller's time budget ran out, or it cancelled.
    case stopped
}

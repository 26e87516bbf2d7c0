internal import Topology

/// Whether an answer is whole, and why not.
public struct Completeness: Sendable, Hashable {
    /// In ascending order.
    public var reasons: [String]

    public var isComplete: Bool { reasons.isEmpty }

    public init(reasons: [String] = []) { self.reasons = reasons }

    init(_ reasons: Set<IncompleteReason>) {
        self.reasons = reasons.map { reason in
            switch reason {
            case .distance: "the limit of distance was reached with more to follow"
            case .nodes: "the limit of items was reached with more to follow"
            case .stopped: "the time budget ran out or the search was cancelled"
            }
        }.sorted()
    }
}

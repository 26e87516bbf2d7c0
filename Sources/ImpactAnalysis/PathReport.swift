public import GraphModel

/// A shortest way between two items.
public struct PathReport: Sendable, Hashable {
    /// The version of the graph that the answer holds for.
    public var version: CommitNumber
    public var start: CISummary
    public var steps: [Step]

    /// One relationship on the way.
    public struct Step: Sendable, Hashable {
        public var type: String
        /// Whether the way follows the relationship from its source to its target.
        public var isForward: Bool
        /// The item that the step leads to.
        public var ci: CISummary
    }
}

public import GraphModel

/// How many items each failure alone takes down, for every item that takes part in impact.
public struct CriticalityReport: Sendable {
    /// The version of the graph that the answer holds for.
    public var version: CommitNumber
    /// Whether a proposed delta was laid over that version.
    public var isHypothetical: Bool
    /// Most first, then by number.
    public var failures: [SingleFailure]
    /// How many items there are beyond those listed.
    public var omitted: Int
    /// How many of all the items take nothing else down.
    public var harmless: Int

    /// How many items were looked at.
    public var count: Int { failures.count + omitted }
}

/// What one item's failure does.
public struct SingleFailure: Sendable, Hashable {
    public var ci: CISummary
    /// How many other items go down with it.
    public var down: Int
}

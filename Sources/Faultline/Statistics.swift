public import GraphModel

/// What a version of the graph consists of, from exact counters.
public struct Statistics: Sendable {
    public var version: CommitNumber
    public var nodes: Int
    public var relationships: Int
    /// Nodes per label, most first.
    public var labels: [(name: String, count: Int)]
    /// Relationships per type, most first.
    public var types: [(name: String, count: Int)]
    public var unresolvedReferences: Int
    public var lastCommit: Commit?
    /// Bytes of the data file that are in use.
    public var bytesOnDisk: Int
}

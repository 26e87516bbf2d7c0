/// What a writer states about a commit.
public struct CommitMetadata: Hashable, Sendable {
    /// The person or program that answers for it.
    public var author: String
    /// Where the data came from: the name of an import source, or the command.
    public var source: String
    public var reason: String?
    /// When it happened. Never earlier than the commit before: the store moves it forward where needed.
    public var time: Timestamp

    public init(author: String, source: String, reason: String? = nil, time: Timestamp) {
        self.author = author
        self.source = source
        self.reason = reason
        self.time = time
    }
}

/// A commit as the store recorded it.
public struct Commit: Hashable, Sendable {
    public let number: CommitNumber
    public let metadata: CommitMetadata
    public let counts: ChangeCounts

    public init(number: CommitNumber, metadata: CommitMetadata, counts: ChangeCounts) {
        self.number = number
        self.metadata = metadata
        self.counts = counts
    }
}

/// What a commit did, counted in elements whose state differs between the commit and the one before.
public struct ChangeCounts: Hashable, Sendable {
    public var nodesCreated = 0
    public var nodesUpdated = 0
    public var nodesDeleted = 0
    public var relationshipsCreated = 0
    public var relationshipsUpdated = 0
    public var relationshipsDeleted = 0
    /// Indexes, constraints and schemas set or dropped.
    public var definitionsChanged = 0

    public init() {}

    public var isEmpty: Bool { self == ChangeCounts() }
}

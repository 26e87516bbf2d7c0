public import GraphModel
public import KeyValueStore
public import Schema
internal import Synchronization

/// How a store is opened.
public struct StoreSettings: Sendable {
    public var environment = EnvironmentSettings()

    public init() {}
}

/// What a commit did.
public struct CommitResult: Hashable, Sendable {
    /// The commit, or the latest one when nothing changed: a change that changes nothing takes no number.
    public let commit: CommitNumber
    public let counts: ChangeCounts
    public let created: AppliedDelta
}

/// What a write did, and what its body returned.
public struct WriteResult<Value> {
    /// As `CommitResult.commit`.
    public let commit: CommitNumber
    public let counts: ChangeCounts
    public let value: Value
}

/// A property graph with history in a folder on disk.
///
///     let store = try GraphStore.create(at: "estate.db")
///     try store.commit(delta, CommitMetadata(author: "me", source: "shell", time: now))
///     let names = try store.snapshot().node(NodeID(1))
///
/// Any number of snapshots at a time; writes go one after the other on a thread of their own, and those that wait
/// together share one flush of the disk.
public final class GraphStore: Sendable {
    package let environment: Environment
    /// The latest state that may be read, ahead of the disk by no more than a group of commits.
    private let published: Mutex<StoreState>
    /// The state that the next commit starts from. Touched on the writer thread only.
    private let working: Mutex<StoreState>

    private init(_ environment: Environment) throws(StoreError) {
        let state = try environment.read { (transaction) throws(StoreError) in try transaction.unsafe.loadState() }
        self.environment = environment
        published = Mutex(state)
        working = Mutex(state)
    }

    /// Makes an empty store. Errors: `storage.exists`, and those of opening.
    public static func create(
        at path: String, settings: StoreSettings = StoreSettings()
    ) throws(StoreError) -> GraphStore {
        let environment = try Environment.create(at: path, tables: Table.all, settings: settings.environment)
        try environment.write { (transaction) throws(StoreError) in
            try transaction.put(.meta, StoreFormat.key, StoreFormat.record)
            try transaction.put(.meta, StoreIdentity.key, StoreIdentity.random())
        }
        return try GraphStore(environment)
    }

    /// Opens a store. Errors: `storage.notFound`, `storage.notAStore`, `storage.otherVersion`, `storage.locked`,
    /// `storage.truncated` and others of the environment. Cost: a few milliseconds.
    public static func open(
        at path: String, settings: StoreSettings = StoreSettings()
    ) throws(StoreError) -> GraphStore {
        try GraphStore(try Environment.open(at: path, tables: Table.all, settings: settings.environment))
    }

    /// The store's folder.
    public var path: String { environment.folder }

    /// The schema of the latest commit.
    public var schema: CompiledSchema { published.withLock(\.definitions.schema) }

    /// The graph at the latest commit.
    ///
    /// - Parameter ageLimit: how long it may be held; the environment's limit when nil.
    public func snapshot(ageLimit: Duration? = nil) throws(StoreError) -> GraphSnapshot {
        let read = try environment.beginRead(ageLimit: ageLimit)
        let head = try read.unsafe.head()
        let (names, definitions) = try state(for: read.unsafe, head.commit)
        return GraphSnapshot(read, head.commit, isPast: false, names, definitions)
    }

    /// The graph as it was after a commit. Errors: `history.unknownCommit`, `history.pruned`.
    public func snapshot(
        asOf commit: CommitNumber, ageLimit: Duration? = nil
    ) throws(StoreError) -> GraphSnapshot {
        let read = try environment.beginRead(ageLimit: ageLimit)
        let head = try read.unsafe.head()
        try read.unsafe.requireRetained(commit, last: head.commit)
        let (names, definitions) = try state(for: read.unsafe, head.commit)
        return GraphSnapshot(read, commit, isPast: commit < head.commit, names, definitions)
    }

    /// Names and definitions that fit a transaction. Names only grow, so that newer ones do; definitions that changed
    /// since are read from the tables.
    private func state(
        for transaction: UnsafeTransaction, _ commit: CommitNumber
    ) throws(StoreError) -> (Names, Definitions) {
        let state = published.withLock { $0 }
        if state.head.commit >= commit, state.definitions.changed <= commit { return (state.names, state.definitions) }
        let stored = try transaction.loadState()
        return (stored.names, stored.definitions)
    }

    /// Applies one delta as one commit and returns when it is durable. Deltas that wait together share a flush; each
    /// is refused alone.
    ///
    /// Errors: refusals (`StoreError.isRefusal`) and failures of the disk. Cost: milliseconds of an ordinary disk's
    /// flush.
    @discardableResult
    public func commit(_ delta: GraphDelta, _ metadata: CommitMetadata) throws(StoreError) -> CommitResult {
        let result = try environment.write(.repeatable) { (transaction) throws(StoreError) in
            let session = try begin(&transaction, metadata)
            let created = try GraphWriter(session).apply(delta)
            return try end(session, transaction, created)
        }
        return CommitResult(commit: result.commit, counts: result.counts, created: result.value)
    }

    /// Makes one commit from many deltas, in a transaction of its own, and returns when it is durable.
    ///
    /// Everything or nothing is kept: nothing when `body` throws. `body` runs on the writer thread and must not wait
    /// for anything.
    @discardableResult
    public func write<Value>(
        _ metadata: CommitMetadata, _ body: (GraphWriter) throws -> Value
    ) throws -> WriteResult<Value> {
        try environment.perform(.exclusive) { transaction in
            let session = try begin(&transaction, metadata)
            let value = try body(GraphWriter(session))
            return try end(session, transaction, value)
        }
    }

    /// Begins a commit, in the session that the commits of one transaction share.
    func begin(
        _ transaction: inout WriteTransaction, _ metadata: CommitMetadata
    ) throws(StoreError) -> WriteSession {
        let unsafe = transaction.unsafe
        var hasBegun = false
        let session = try transaction.companion { () throws(StoreError) in
            hasBegun = true
            return try WriteSession(unsafe, startingState(unsafe))
        } finish: { (session: WriteSession) throws(StoreError) in
            try session.close()
            if let state = session.closed { self.working.withLock { $0 = state } }
        }
        if hasBegun {
            transaction.afterCommit { if let state = session.closed { self.published.withLock { $0 = state } } }
        }
        session.begin(metadata)
        return session
    }

    /// Ends a commit. Names and identities that one took which changes nothing are given back with its session, so that
    /// no other commit may go on with that.
    func end<Value>(
        _ session: WriteSession, _ transaction: borrowing WriteTransaction, _ value: Value
    ) throws(StoreError) -> WriteResult<Value> {
        if try session.end() { return WriteResult(commit: session.commit, counts: session.counts, value: value) }
        if transaction.isShared { throw StoreError(.abandoned, "a commit that changes nothing is tried alone") }
        return WriteResult(
            commit: CommitNumber(session.commit.rawValue - 1), counts: ChangeCounts(), value: value)
    }

    /// The state after the last commit of this transaction. Read anew from the tables when what is kept in memory is of
    /// another commit: then one before it failed.
    private func startingState(_ transaction: UnsafeTransaction) throws(StoreError) -> StoreState {
        let known = working.withLock { $0 }
        if try transaction.head() == known.head { return known }
        return try transaction.loadState()
    }
}

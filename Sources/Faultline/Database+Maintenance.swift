public import GraphModel
public import GraphStore
internal import KeyValueStore

extension Database {
    /// Counts of the latest version. Constant cost for each label and type.
    public func statistics() throws -> Statistics {
        let snapshot = try store.snapshot()
        let byCount = { (a: (name: String, count: Int), b: (name: String, count: Int)) in
            (b.count, a.name) < (a.count, b.name)
        }
        return Statistics(
            version: snapshot.commit, nodes: try snapshot.nodeCount(), relationships: try snapshot.relationshipCount(),
            labels: try snapshot.labelCounts().map { ($0.label, $0.count) }.sorted(by: byCount),
            types: try snapshot.typeCounts().map { ($0.type, $0.count) }.sorted(by: byCount),
            unresolvedReferences: try snapshot.count(label: ConventionalLabel.unresolvedReference),
            lastCommit: try snapshot.commitRecord(snapshot.commit),
            bytesOnDisk: try store.environment.gauges().usedBytes)
    }

    /// Copies the store, compacted, to a new folder while it is in use, and verifies the copy before returning.
    ///
    /// - Throws: `storage.exists` when there is something at the path. A failure leaves nothing there.
    public func backup(to path: String) throws { _ = try store.environment.backup(to: path) }

    /// Checks every record and cross-checks every table. Run it in a process of its own: reading a damaged file can end
    /// the process.
    public func verify() throws -> VerificationReport { try store.verify() }

    /// Writes the commits from one on as a log (docs/change-feed.md).
    ///
    /// - Returns: the last commit written.
    @discardableResult
    public func exportLog(
        from first: CommitNumber, to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) throws -> CommitNumber {
        try store.exportLog(from: first, to: sink)
    }

    /// Makes an empty store and replays a log into it: graph, commit numbers and history are those of the log's store.
    public static func create(
        at path: String, replaying source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int,
        progress: (CommitNumber) -> Void = { _ in }
    ) throws -> Database {
        let store = try GraphStore.create(at: path)
        try store.replayLog(source, progress: progress)
        return Database(store: store, path: path, access: .readWrite, clock: Timestamp.now)
    }

    /// Applies the commits of a log that this store does not have yet.
    @discardableResult
    public func replayLog(
        _ source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int,
        progress: (CommitNumber) -> Void = { _ in }
    ) throws -> CommitNumber {
        try store.replayLog(source, progress: progress)
    }
}

public import GraphModel
internal import KeyValueStore

extension GraphStore {
    /// Writes the commits from `first` on, up to the latest, as a log (docs/change-feed.md) to whatever takes bytes.
    ///
    /// One snapshot, bounded memory. Errors: `history.pruned`, `history.unknownCommit`, those of `sink`.
    ///
    /// - Returns: the last commit written; the one before `first` when there was none to write.
    @discardableResult
    public func exportLog(
        from first: CommitNumber = CommitNumber(1), to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) throws -> CommitNumber {
        guard first > .zero else { throw StoreError(.unknownCommit, "commits are counted from 1") }
        let snapshot = try snapshot(ageLimit: .seconds(86_400))
        let transaction = snapshot.transaction
        let last = snapshot.commit
        try transaction.requireRetained(CommitNumber(first.rawValue - 1), last: last)
        let identity = try transaction.get(.meta, StoreIdentity.key).map { [UInt8]($0) } ?? []
        var writer = try LogWriter(store: identity, first: first, sink: sink)
        var number = first
        while number <= last {
            guard let record = try transaction.commitRecord(number) else {
                throw StoreError.corrupt(.commits, "commit \(number) is missing")
            }
            try writer.begin(number, record)
            var failure: (any Error)?
            try snapshot.forEachOperation(of: number) { operation in
                do { try writer.append(operation) } catch { failure = error }
                return failure == nil
            }
            if let failure { throw failure }
            try writer.endCommit()
            number = number.next
        }
        try writer.end(last: last)
        return last
    }

    /// Applies a log that `exportLog` wrote: to an empty store, which becomes identical to the one that wrote it, or
    /// to an earlier state of such a store. Commits that are there already are skipped.
    ///
    /// Commits become durable in batches. When it fails, what was durable stays, and the same log can be replayed
    /// again.
    ///
    /// Errors: `log.damaged`, `log.gap`, those of `source` and of writing.
    ///
    /// - Parameter source: fills a buffer with at least one byte and returns how many, 0 at the end.
    /// - Returns: the latest commit.
    @discardableResult
    public func replayLog(
        _ source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int,
        progress: (CommitNumber) -> Void = { _ in }
    ) throws -> CommitNumber {
        var replay = LogReplay(reader: try LogReader(source))
        while true {
            let last = try environment.perform(.exclusive) { transaction in
                try replay.batch(self, &transaction)
            }
            progress(last)
            if replay.isDone { return last }
        }
    }
}

/// A log on its way into a store.
private struct LogReplay {
    var reader: LogReader
    private(set) var isDone = false
    /// Operations after which a batch ends with the running commit.
    private static let operationsPerBatch = 200_000
    private static let commitsPerBatch = 1_000

    init(reader: LogReader) { self.reader = reader }

    /// Applies commits to one transaction. Returns the store's last commit.
    mutating func batch(
        _ store: GraphStore, _ transaction: inout WriteTransaction
    ) throws -> CommitNumber {
        var head = try transaction.unsafe.head()
        try adopt(head, &transaction)
        var (operations, commits) = (0, 0)
        while operations < Self.operationsPerBatch, commits < Self.commitsPerBatch {
            switch try reader.event() {
            case .end:
                isDone = true
                return head.commit
            case .commit(let number, _) where number <= head.commit: try skip()
            case .commit(let number, let record):
                guard number == head.commit.next else {
                    throw StoreError(
                        .logGap, "the log goes on with commit \(number), and the store ends with \(head.commit)",
                        advice: "Replay the part of the log before it first.")
                }
                operations += try apply(number, record, store, &transaction)
                commits += 1
                head = try transaction.unsafe.head()
            case .operations, .commitEnd: throw StoreError.damagedLog("operations outside a commit", at: 0)
            }
        }
        return head.commit
    }

    /// An empty store takes the identity of the log's; any other must have it.
    private func adopt(_ head: StoreHead, _ transaction: inout WriteTransaction) throws {
        let identity = try transaction.unsafe.get(.meta, StoreIdentity.key).map { [UInt8]($0) } ?? []
        if identity == reader.store { return }
        guard head.commit == .zero else {
            throw StoreError(.logGap, "the log is of another store", advice: "Replay it into an empty store.")
        }
        try transaction.put(.meta, StoreIdentity.key, reader.store)
    }

    private mutating func skip() throws {
        while true { if case .commitEnd = try reader.event() { return } }
    }

    private mutating func apply(
        _ number: CommitNumber, _ record: CommitRecord, _ store: GraphStore, _ transaction: inout WriteTransaction
    ) throws -> Int {
        let session = try store.begin(&transaction, record.metadata)
        var operations = 0
        while case .operations(let block) = try reader.event() {
            try session.replay(block)
            operations += block.count
        }
        session.head.nextNode = record.nextNode
        session.head.nextRelationship = record.nextRelationship
        let hasTime = session.metadata.time == record.metadata.time
        let result = try store.end(session, transaction, ())
        guard hasTime, result.counts == record.counts, result.commit == number else {
            throw StoreError.damagedLog("commit \(number) does something else than its record says", at: 0)
        }
        return operations
    }
}

extension WriteSession {
    /// Applies operations that a store has accepted once: constraints, which hold at the end of a commit and not
    /// necessarily after each part of it, are not judged again.
    func replay(_ operations: [GraphOperation]) throws(StoreError) {
        var created = CreatedElements()
        do throws(StoreError) {
            for operation in operations { try perform(operation, &created) }
            undo.removeAll(keepingCapacity: true)
            checks.removeAll()
        } catch {
            failure = error
            throw error
        }
    }
}

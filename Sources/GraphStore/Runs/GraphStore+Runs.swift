public import GraphModel
internal import KeyValueStore

extension GraphWriter {
    /// Leaves a row in the table `runs` with this write, in place of one that it was to leave: the row and the commit
    /// are there together or not at all. A write that changes nothing, and so makes no commit, leaves its row too.
    ///
    /// - Parameter bytes: whatever the caller can read again; the store never looks into it.
    /// - Returns: the number that the row gets. Errors: `storage.corrupt`.
    @discardableResult
    public func leaveRun(_ bytes: [UInt8]) throws(StoreError) -> RunNumber {
        session.run = bytes
        return RunNumber(try transaction.lastRun().rawValue + 1)
    }
}

extension GraphStore {
    /// Leaves a row in the table `runs` without any change of the graph, and returns when it is durable.
    ///
    /// Errors: `storage.readOnly`, failures of the disk. Cost: one flush of the disk, shared with the writes that wait
    /// at the same time.
    @discardableResult
    public func appendRun(_ bytes: [UInt8]) throws(StoreError) -> RunNumber {
        try environment.write { (transaction) throws(StoreError) in
            let commit = try transaction.unsafe.head().commit
            return try transaction.unsafe.appendRun(bytes, at: commit, madeCommit: false)
        }
    }
}

extension GraphReader {
    /// The row of a run; nil when there is none of this number, or when it is later than this view of the past.
    ///
    /// Errors: `storage.corrupt`, `storage.readerTooOld`. Cost: one look-up and a copy of the row.
    public func run(_ number: RunNumber) throws(StoreError) -> StoredRun? {
        guard transaction.has(.runs), number.rawValue <= Limits.identity else { return nil }
        return try TableKey.run(number).withBytes { (key) throws(StoreError) -> StoredRun? in
            guard let payload = try transaction.get(.runs, key) else { return nil }
            let run = try decoding(.runs) { () throws(DecodingFault) in try RunCodec.decode(key, payload) }
            return run.storeCommit <= commit ? run : nil
        }
    }

    /// Hands out the rows of runs, the latest first, until `body` returns false. Rows that are later than this view of
    /// the past are left out.
    ///
    /// Errors: `storage.corrupt`, `storage.readerTooOld`, those of `body`. Cost: linear in the rows looked at.
    ///
    /// - Parameter last: where to begin; nil for the latest.
    public func forEachRun(from last: RunNumber? = nil, _ body: (StoredRun) throws -> Bool) throws {
        guard transaction.has(.runs) else { return }
        let start = TableKey.run(RunNumber(min(last?.rawValue ?? Limits.identity, Limits.identity)))
        var cursor = try transaction.cursor(.runs)
        var isFound = try start.withBytes { (key) throws(StoreError) in try cursor.seek(atMost: key) }
        while isFound {
            let (key, payload) = (cursor.key, cursor.payload)
            let run = try decoding(.runs) { () throws(DecodingFault) in try RunCodec.decode(key, payload) }
            if run.storeCommit <= commit, try !body(run) { return }
            isFound = try cursor.previous()
        }
    }
}

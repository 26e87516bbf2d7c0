public import GraphModel
internal import KeyValueStore

extension GraphReader {
    /// A commit's time, author, source, reason and counts; nil when there is none of this number. Cost: one look-up.
    public func commitRecord(_ number: CommitNumber) throws(StoreError) -> Commit? {
        guard let record = try transaction.commitRecord(number) else { return nil }
        return Commit(number: number, metadata: record.metadata, counts: record.counts)
    }

    /// The last commit at or before a time; zero when there is none. Cost: one look-up.
    public func commitNumber(at time: Timestamp) throws(StoreError) -> CommitNumber {
        try transaction.commitNumber(at: time)
    }
}

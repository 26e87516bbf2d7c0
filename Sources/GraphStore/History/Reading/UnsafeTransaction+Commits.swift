internal import GraphModel
internal import KeyValueStore

/// Reading the log: commits, and what they touched.
extension UnsafeTransaction {
    /// The record of a commit, or nil when the store never made it.
    func commitRecord(_ number: CommitNumber) throws(StoreError) -> CommitRecord? {
        guard let payload = try get(.commits, .commit(number)) else { return nil }
        return try decoding(.commits) { () throws(DecodingFault) in try CommitCodec.decode(payload) }
    }

    /// The commit with its metadata; a commit that history names must be there.
    func commit(_ number: CommitNumber) throws(StoreError) -> Commit {
        guard let record = try commitRecord(number) else {
            throw .corrupt(.commits, "commit \(number) is missing")
        }
        return Commit(number: number, metadata: record.metadata, counts: record.counts)
    }

    /// The last commit at or before a time; zero when there is none. Times ascend with the numbers, so that it is
    /// found by halving: one look-up for every doubling of the history.
    func commitNumber(at time: Timestamp) throws(StoreError) -> CommitNumber {
        var (low, high) = (UInt64(0), try head().commit.rawValue)
        while low < high {
            let middle = CommitNumber((low + high + 1) / 2)
            if try commit(middle).metadata.time <= time { low = middle.rawValue } else { high = middle.rawValue - 1 }
        }
        return CommitNumber(low)
    }

    /// What the commits after `lower` up to and including `upper` touched, each element once.
    ///
    /// Cost: one pass over their rows and a sort of their runs.
    func touched(after lower: CommitNumber, through upper: CommitNumber) throws(StoreError) -> TouchedElements {
        guard lower < upper else { return TouchedElements() }
        var joined = TouchedElements()
        var nodes: [ClosedRange<UInt64>] = []
        var sources: [ClosedRange<UInt64>] = []
        var definitions: Set<TouchedElements.Definition> = []
        var cursor = try cursor(.touched)
        var isFound = try TableKey.commit(lower.next).withBytes { (key) throws(StoreError) in
            try cursor.seek(atLeast: key)
        }
        while isFound {
            let (key, payload) = (cursor.key, cursor.payload)
            let number = try decoding(.touched) { () throws(DecodingFault) in
                var reader = ByteReader(key)
                return CommitNumber(try reader.bigEndian(width: 5))
            }
            if number > upper { break }
            joined = TouchedElements()
            try decoding(.touched) { () throws(DecodingFault) in try TouchedCodec.decode(payload, into: &joined) }
            nodes.append(contentsOf: joined.nodes.runs)
            sources.append(contentsOf: joined.sources.runs)
            definitions.formUnion(joined.definitions)
            isFound = try cursor.next()
        }
        return TouchedElements(
            nodes: IdentifierRuns(runs: nodes), sources: IdentifierRuns(runs: sources),
            definitions: definitions.sorted { $0.precedes($1) })
    }
}

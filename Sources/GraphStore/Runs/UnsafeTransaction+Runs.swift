internal import GraphModel
internal import KeyValueStore

extension UnsafeTransaction {
    /// Adds a row after the last one.
    @discardableResult
    func appendRun(_ bytes: [UInt8], at commit: CommitNumber, madeCommit: Bool) throws(StoreError) -> RunNumber {
        let number = RunNumber(try lastRun().rawValue + 1)
        let payload = RunCodec.encode(bytes, at: commit, madeCommit: madeCommit)
        try TableKey.run(number).withBytes { (key) throws(StoreError) in
            try payload.withStoredBytes { (payload) throws(StoreError) in try putAppending(.runs, key, payload) }
        }
        return number
    }

    /// The number of the last row; 0 when there is none.
    func lastRun() throws(StoreError) -> RunNumber {
        guard has(.runs), let last = try last(.runs) else { return RunNumber(0) }
        return try decoding(.runs) { () throws(DecodingFault) in
            var key = ByteReader(last.key)
            return RunNumber(try key.bigEndian(width: 5))
        }
    }
}

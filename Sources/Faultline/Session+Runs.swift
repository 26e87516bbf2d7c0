public import GraphModel
internal import GraphStore
public import Reconciliation

extension Session {
    /// What the store noted of imports, the latest first. A session of the past leaves out what came later.
    ///
    /// Errors: `storage.corrupt`. Cost: linear in the rows looked at, which are more than `limit` where a source is
    /// asked for.
    ///
    /// - Parameters:
    ///   - limit: how many at most; nil for all.
    ///   - source: only those of this source.
    public func runs(limit: Int? = nil, source: String? = nil) throws -> [RunRecord] {
        var runs: [RunRecord] = []
        guard limit != 0 else { return [] }
        try snapshot.forEachRun { row in
            if let source, try row.source() != source { return true }
            runs.append(try row.record())
            return runs.count != limit
        }
        return runs
    }

    /// Hands out the source of each import and when it started, the latest first, until `body` returns false.
    func forEachRunStart(_ body: (_ source: String, _ started: Timestamp) -> Bool) throws {
        try snapshot.forEachRun { row in
            let start = try row.read { (bytes) throws(DecodingFault) in try RunRecord.start(of: bytes) }
            return body(start.source, start.started)
        }
    }

    /// What the store noted of one import; nil when there is no run of this number. Errors: `storage.corrupt`.
    public func run(_ number: RunNumber) throws -> RunRecord? { try snapshot.run(number)?.record() }

    /// The latest run of a source that saw a CI; nil when none of those that were noted did.
    ///
    /// Errors: `storage.corrupt`. Cost: linear in the runs since.
    public func lastSeen(_ node: NodeID, by source: String) throws -> RunRecord? {
        var found: RunRecord?
        try snapshot.forEachRun { row in
            let isSeen = try row.read { (bytes) throws(DecodingFault) in
                try RunRecord.isSeen(node, by: source, in: bytes)
            }
            if isSeen { found = try row.record() }
            return !isSeen
        }
        return found
    }

    /// The latest run that saw the CI with an identity (`source#nativeID`), of the source that the identity names; nil
    /// when none did.
    ///
    /// Errors: `ci.notFound`, `storage.corrupt`. Cost: as of `lastSeen(_:by:)`.
    public func lastSeen(identity: String) throws -> RunRecord? {
        try lastSeen(resolve(identity), by: String(identity.prefix { $0 != "#" }))
    }
}

extension StoredRun {
    func record() throws(StoreError) -> RunRecord {
        var record = try read { (bytes) throws(DecodingFault) in try RunRecord(decoding: bytes) }
        (record.number, record.commit) = (number, commit)
        return record
    }

    fileprivate func source() throws(StoreError) -> String {
        try read { (bytes) throws(DecodingFault) in try RunRecord.source(of: bytes) }
    }

    /// Reads the row's bytes; what cannot be read is damage.
    fileprivate func read<Result>(
        _ body: ([UInt8]) throws(DecodingFault) -> Result
    ) throws(StoreError) -> Result {
        do {
            return try body(bytes)
        } catch {
            throw StoreError(
                .corrupt, "run \(number) cannot be read: \(error.reason) at byte \(error.offset)",
                advice: "Run `faultline verify`, then restore a backup.")
        }
    }
}

internal import CLMDB
public import GraphModel

/// What a walk over every record of an environment found.
public struct PageVerificationReport: Hashable, Sendable {
    /// Records of each table, in the order in which the tables were declared.
    public var records: [Int]
    /// Keys and payloads, without envelopes and pages.
    public var bytes: Int
}

extension Environment {
    /// Reads every record of every table of one snapshot and checks envelopes, the order of keys, that each record is
    /// found by its key, and the number of records against LMDB's own count.
    ///
    /// Throws `storage.corrupt` at the first fault. On a damaged file the process may also die of a signal, for LMDB
    /// trusts its pages: run this in a child process (`ChildProcess`). What relates tables to each other is the
    /// affair of the graph's own verification. Cost: a read of the whole file.
    ///
    /// - Parameter progress: told the number of records so far, now and then; false ends the walk early.
    public func verifyPages(
        progress: (Int) -> Bool = { _ in true }
    ) throws(StoreError) -> PageVerificationReport {
        let transaction = try beginRead(ageLimit: .seconds(1 << 30))
        var report = PageVerificationReport(records: [], bytes: 0)
        for table in handle.declared {
            guard transaction.unsafe.has(table) else {
                report.records.append(0)
                continue
            }
            let before = report.records.reduce(0, +)
            let (records, bytes) = try Self.verify(transaction.unsafe, table) { progress(before + $0) }
            report.records.append(records)
            report.bytes += bytes
        }
        return report
    }

    private static let recordsPerReport = 1 << 16

    private static func verify(
        _ transaction: UnsafeTransaction, _ table: Table, progress: (Int) -> Bool
    ) throws(StoreError) -> (records: Int, bytes: Int) {
        let expected = try transaction.count(table)
        var cursor = try transaction.cursor(table)
        var last: UnsafeRawBufferPointer?
        var records = 0
        var bytes = 0
        while try cursor.next() {
            if let last, compare(last, cursor.key) >= 0 { throw .corruptOrder(table, key: cursor.key) }
            guard let found = try transaction.get(table, cursor.key), found.baseAddress == cursor.payload.baseAddress
            else { throw .corruptOrder(table, key: cursor.key) }
            last = cursor.key
            records += 1
            bytes += cursor.key.count + cursor.payload.count
            guard records <= expected else { break }
            if records % recordsPerReport == 0, !progress(records) { return (records, bytes) }
        }
        guard records == expected else {
            throw StoreError(
                .corrupt, "table \(table.name) has \(records) records and counts \(expected)",
                advice: "Restore a backup.")
        }
        return (records, bytes)
    }
}

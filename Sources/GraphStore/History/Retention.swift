internal import GraphModel
internal import KeyValueStore

/// How far back a store's history reaches: the first commit that can still be asked for.
enum Retention {
    /// The record of the table `meta`: varint floor. Missing: everything is there.
    static let key = Array("floor".utf8)

    /// Rows that one write transaction looks at and, at most, deletes.
    static let rowsPerStep = 20_000
}

extension UnsafeTransaction {
    /// The first commit that can be asked for; zero, the empty graph, when nothing was ever pruned.
    func retentionFloor() throws(StoreError) -> CommitNumber {
        guard let payload = try get(.meta, Retention.key) else { return .zero }
        return try decoding(.meta) { () throws(DecodingFault) in
            var reader = ByteReader(payload)
            return CommitNumber(try reader.varint())
        }
    }

    /// Throws unless the state after `commit` can be told: `history.pruned`, `history.unknownCommit`.
    func requireRetained(_ commit: CommitNumber, last: CommitNumber) throws(StoreError) {
        guard commit <= last else {
            throw StoreError(.unknownCommit, "there is no commit \(commit) yet; the last one is \(last)")
        }
        let floor = try retentionFloor()
        guard commit >= floor else {
            throw StoreError(
                .pruned, "the state after commit \(commit) is no longer kept",
                advice: "History reaches back to commit \(floor).")
        }
    }
}

/// Deletes history that lies before the floor, in steps that are write transactions of their own, so that other
/// writers get their turn.
///
/// Stopping between steps leaves rows that nobody asks for; the next pruning finds them.
struct Pruning {
    let floor: CommitNumber
    private var tables: [Table] = [.touched, .nodeHistory, .relationshipHistory, .definitionHistory]
    private var position: [UInt8] = []
    /// Rows deleted so far.
    private(set) var deleted = 0

    init(floor: CommitNumber) { self.floor = floor }

    var isDone: Bool { tables.isEmpty }

    /// Looks at the next rows.
    mutating func step(_ transaction: UnsafeTransaction, rows: Int = Retention.rowsPerStep) throws(StoreError) {
        guard let table = tables.first else { return }
        var cursor = try transaction.cursor(table)
        var isFound = try position.withStoredBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
        for _ in 0..<rows where isFound {
            switch try judge(cursor.key, table) {
            case .keep: break
            case .delete:
                try cursor.delete()
                deleted += 1
            case .end: isFound = false
            }
            if isFound { isFound = try cursor.next() }
        }
        if isFound {
            position = [UInt8](cursor.key)
        } else {
            tables.removeFirst()
            position = []
        }
    }

    private enum Verdict { case keep, delete, end }

    /// What the commit in a row's key says: `until` in the histories, the commit itself in `touched`.
    private func judge(_ key: UnsafeRawBufferPointer, _ table: Table) throws(StoreError) -> Verdict {
        let place =
            switch table {
            case .touched: 0
            case .nodeHistory: 5
            case .relationshipHistory: 6
            default: key.count - 5
            }
        guard place >= 0 else { throw .corrupt(table, "a key that is too short") }
        let commit = try decoding(table) { () throws(DecodingFault) in
            var reader = ByteReader(key, offset: place)
            return CommitNumber(try reader.bigEndian(width: 5))
        }
        if commit <= floor { return .delete }
        return table == .touched ? .end : .keep
    }
}

internal import CLMDB
internal import GraphModel

/// A position in a table that may be kept in a class; see `UnsafeTransaction` for what that costs in safety.
///
/// After a successful move, `key` and `payload` are those of the record it stands on, checked and not copied. They stay
/// valid until the cursor moves or the transaction writes or ends. It must be gone before the transaction ends;
/// this is checked.
public struct UnsafeCursor: ~Copyable {
    let handle: OpaquePointer
    let transaction: UnsafeTransaction
    public let table: Table
    /// Of the record that the cursor stands on; empty when it stands on none.
    public private(set) var key = UnsafeRawBufferPointer(start: nil, count: 0)
    /// Of the record that the cursor stands on; empty when it stands on none.
    public private(set) var payload = UnsafeRawBufferPointer(start: nil, count: 0)

    init(_ transaction: UnsafeTransaction, _ table: Table) throws(StoreError) {
        try transaction.checkAge()
        var cursor: OpaquePointer?
        let status = mdb_cursor_open(transaction.transaction, transaction.tables[table], &cursor)
        guard status == MDB_SUCCESS, let cursor else {
            throw StoreError(status: status, "opening a cursor on table \(table.name)")
        }
        handle = cursor
        self.transaction = transaction
        self.table = table
        transaction.state.pointee.cursors += 1
    }

    deinit {
        transaction.state.pointee.cursors -= 1
        mdb_cursor_close(handle)
    }

    /// Moves; false when there is no such record, and then the cursor stands on none.
    mutating func move(_ operation: MDB_cursor_op, to target: UnsafeRawBufferPointer? = nil) throws(StoreError) -> Bool
    {
        var lmdbKey = target.map { MDB_val($0) } ?? MDB_val()
        var value = MDB_val()
        let status = mdb_cursor_get(handle, &lmdbKey, &value, operation)
        guard status == MDB_SUCCESS else {
            clear()
            if status == MDB_NOTFOUND { return false }
            throw StoreError(status: status, "reading table \(table.name)")
        }
        key = lmdbKey.buffer
        guard let payload = Envelope.open(value.buffer, table: table, key: key) else {
            throw .corruptRecord(table, key: key)
        }
        self.payload = payload
        return true
    }

    mutating func clear() {
        key = UnsafeRawBufferPointer(start: nil, count: 0)
        payload = UnsafeRawBufferPointer(start: nil, count: 0)
    }
}

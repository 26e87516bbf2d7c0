internal import CLMDB
public import GraphModel

extension UnsafeTransaction {
    /// The payload of the record with this key, not copied, or nil when there is none.
    ///
    /// Errors: `storage.corrupt` when the record fails its check, `storage.readerTooOld`, `storage.keySize`.
    /// Cost: one descent of the tree and a checksum over the record.
    public func get(_ table: Table, _ key: UnsafeRawBufferPointer) throws(StoreError) -> UnsafeRawBufferPointer? {
        try checkAge()
        return try isWritable ? lookUp(table, key) : search(table, key)
    }

    /// In a write transaction: a plain look-up.
    private func lookUp(_ table: Table, _ key: UnsafeRawBufferPointer) throws(StoreError) -> UnsafeRawBufferPointer? {
        var lmdbKey = MDB_val(key)
        var value = MDB_val()
        let status = mdb_get(transaction, tables[table], &lmdbKey, &value)
        if status == MDB_NOTFOUND { return nil }
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "reading table \(table.name)") }
        guard let payload = Envelope.open(value.buffer, table: table, key: key) else {
            throw .corruptRecord(table, key: key)
        }
        return payload
    }

    /// In a read transaction: a look-up through pages that are looked at, and that proves what it does not find.
    private func search(_ table: Table, _ key: UnsafeRawBufferPointer) throws(StoreError) -> UnsafeRawBufferPointer? {
        if let value = try value(of: key, in: table) {
            guard let payload = Envelope.open(value, table: table, key: key) else {
                throw .corruptRecord(table, key: key)
            }
            return payload
        }
        var position = CursorPosition(handle: try searchCursor(table), transaction: self, table: table)
        guard try position.seek(atLeast: key), compare(position.key, key) == 0 else { return nil }
        return position.payload
    }

    /// Key and payload of the table's last record, not copied, or nil when it has none. Cost and errors: as `get`.
    public func last(
        _ table: Table
    ) throws(StoreError) -> (key: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer)? {
        var cursor = try cursor(table)
        return try cursor.last() ? (cursor.key, cursor.payload) : nil
    }

    private func searchCursor(_ table: Table) throws(StoreError) -> OpaquePointer {
        precondition(table.number < tables.count, "table was not declared when the environment was opened")
        let slot = state.pointee.searches + Int(table.number)
        if let kept = slot.pointee { return kept }
        let opened = try openCursor(table)
        slot.pointee = opened
        return opened
    }

    func openCursor(_ table: Table) throws(StoreError) -> OpaquePointer {
        var cursor: OpaquePointer?
        let status = mdb_cursor_open(transaction, tables[table], &cursor)
        guard status == MDB_SUCCESS, let cursor else {
            throw StoreError(status: status, "opening a cursor on table \(table.name)")
        }
        return cursor
    }

    /// Whether there is a record with this key.
    public func contains(_ table: Table, _ key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try get(table, key) != nil
    }

    /// Whether the store had the table when it was opened; false for an optional one that it lacked, of which nothing
    /// but `count` may be asked.
    public func has(_ table: Table) -> Bool { tables.contains(table) }

    /// How many records the table has. Constant cost.
    public func count(_ table: Table) throws(StoreError) -> Int {
        try checkAge()
        if table.isOptional, !has(table) { return 0 }
        var statistics = MDB_stat()
        let status = mdb_stat(transaction, tables[table], &statistics)
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "counting table \(table.name)") }
        return statistics.ms_entries
    }

    /// A cursor on the table, before any record. It must be gone before the transaction ends; this is checked.
    public func cursor(_ table: Table) throws(StoreError) -> UnsafeCursor {
        try UnsafeCursor(self, table)
    }
}

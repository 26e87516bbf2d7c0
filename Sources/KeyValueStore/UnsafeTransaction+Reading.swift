internal import CLMDB
public import GraphModel

extension UnsafeTransaction {
    /// The payload of the record with this key, not copied, or nil when there is none.
    ///
    /// Errors: `storage.corrupt` when the record fails its check, `storage.readerTooOld`, `storage.keySize`.
    /// Cost: one descent of the tree and a checksum over the record.
    public func get(_ table: Table, _ key: UnsafeRawBufferPointer) throws(StoreError) -> UnsafeRawBufferPointer? {
        try checkAge()
        var lmdbKey = MDB_val(key)
        var value = MDB_val()
        let status = mdb_get(transaction, tables[table], &lmdbKey, &value)
        guard status == MDB_SUCCESS else {
            if status == MDB_NOTFOUND { return nil }
            throw StoreError(status: status, "reading table \(table.name)")
        }
        guard let payload = Envelope.open(value.buffer, table: table, key: key) else {
            throw .corruptRecord(table, key: key)
        }
        return payload
    }

    /// Whether there is a record with this key.
    public func contains(_ table: Table, _ key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try get(table, key) != nil
    }

    /// How many records the table has. Constant cost.
    public func count(_ table: Table) throws(StoreError) -> Int {
        try checkAge()
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

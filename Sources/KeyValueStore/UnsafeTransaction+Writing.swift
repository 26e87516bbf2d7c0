internal import CLMDB
public import GraphModel

extension UnsafeTransaction {
    /// Inserts or replaces the record with this key.
    ///
    /// Errors: `storage.full`, `storage.keySize`, `storage.recordSize`, `storage.transactionTooLarge`.
    public func put(
        _ table: Table, _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) throws(StoreError) {
        let target = try reserve(table, key, count: payload.count, flags: 0)
        target.payload.copyMemory(from: payload)
        Envelope.seal(target.value, table: table, key: key)
    }

    /// Inserts or replaces the record with this key by one of `count` bytes that `fill` writes in place, all of them.
    ///
    /// `fill` must not use the transaction.
    public func put(
        _ table: Table, _ key: UnsafeRawBufferPointer, count: Int,
        _ fill: (UnsafeMutableRawBufferPointer) -> Void
    ) throws(StoreError) {
        let target = try reserve(table, key, count: count, flags: 0)
        fill(target.payload)
        Envelope.seal(target.value, table: table, key: key)
    }

    /// Inserts a record after the table's last one: the way to load sorted data.
    ///
    /// Errors: as `put`, and `storage.keyOrder` when the key is not after the last one.
    public func putAppending(
        _ table: Table, _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) throws(StoreError) {
        let target = try reserve(table, key, count: payload.count, flags: CUnsignedInt(MDB_APPEND))
        target.payload.copyMemory(from: payload)
        Envelope.seal(target.value, table: table, key: key)
    }

    /// Deletes the record with this key; false when there was none.
    @discardableResult
    public func delete(_ table: Table, _ key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        checkWritable()
        var lmdbKey = MDB_val(key)
        let status = mdb_del(transaction, tables[table], &lmdbKey, nil)
        if status == MDB_NOTFOUND { return false }
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "deleting from table \(table.name)") }
        return true
    }

    /// Deletes every record of the table. Cost: proportional to its pages.
    public func deleteAll(_ table: Table) throws(StoreError) {
        checkWritable()
        let status = mdb_drop(transaction, tables[table], 0)
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "emptying table \(table.name)") }
    }

    private func reserve(
        _ table: Table, _ key: UnsafeRawBufferPointer, count: Int, flags: CUnsignedInt
    ) throws(StoreError) -> (value: UnsafeMutableRawBufferPointer, payload: UnsafeMutableRawBufferPointer) {
        checkWritable()
        var lmdbKey = MDB_val(key)
        var value = MDB_val(mv_size: count + Envelope.overhead, mv_data: nil)
        let status = mdb_put(transaction, tables[table], &lmdbKey, &value, CUnsignedInt(MDB_RESERVE) | flags)
        guard status == MDB_SUCCESS, let start = value.mv_data else {
            throw Self.writeFailure(status, table, key, count)
        }
        let whole = UnsafeMutableRawBufferPointer(start: start, count: count + Envelope.overhead)
        return (whole, UnsafeMutableRawBufferPointer(rebasing: whole[Envelope.overhead...]))
    }

    static func writeFailure(
        _ status: CInt, _ table: Table, _ key: UnsafeRawBufferPointer, _ count: Int
    ) -> StoreError {
        if status == MDB_BAD_VALSIZE, 1...EnvironmentLimits.keyBytes ~= key.count {
            return StoreError(.recordSize, "a record of \(count) bytes is too large for table \(table.name)")
        }
        return StoreError(status: status, "writing table \(table.name)")
    }
}

/// Limits that liblmdb sets.
public enum EnvironmentLimits {
    /// Longest key.
    public static let keyBytes = 511
    /// Largest payload: lengths are 32 bits in LMDB's pages.
    public static let payloadBytes = Int(UInt32.max) - Envelope.overhead
}

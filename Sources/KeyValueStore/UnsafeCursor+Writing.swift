internal import CLMDB
public import GraphModel

extension UnsafeCursor {
    /// Deletes the record that the cursor stands on. A `next` then goes to the record that followed it.
    ///
    /// Standing on none is a programmer error and traps.
    public mutating func delete() throws(StoreError) {
        position.transaction.checkWritable()
        precondition(key.baseAddress != nil, "the cursor stands on no record")
        let status = mdb_cursor_del(position.handle, 0)
        position.clear()
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "deleting from table \(table.name)") }
    }

    /// Inserts a record after the table's last one: the fastest way to load sorted data.
    ///
    /// Errors: as `UnsafeTransaction.putAppending`. The cursor stands on none afterwards.
    public mutating func append(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) throws(StoreError) {
        position.transaction.checkWritable()
        var lmdbKey = MDB_val(key)
        let size = payload.count + Envelope.overhead
        var value = MDB_val(mv_size: size, mv_data: nil)
        position.clear()
        let status = mdb_cursor_put(position.handle, &lmdbKey, &value, CUnsignedInt(MDB_RESERVE | MDB_APPEND))
        guard status == MDB_SUCCESS, let start = value.mv_data else {
            throw UnsafeTransaction.writeFailure(status, table, key, payload.count)
        }
        let whole = UnsafeMutableRawBufferPointer(start: start, count: size)
        UnsafeMutableRawBufferPointer(rebasing: whole[Envelope.overhead...]).copyMemory(from: payload)
        Envelope.seal(whole, table: table, key: key)
    }
}

internal import CLMDB
public import GraphModel

extension UnsafeCursor {
    /// To the first record.
    public mutating func first() throws(StoreError) -> Bool {
        try transaction.checkAge()
        return try move(MDB_FIRST)
    }

    /// To the last record.
    public mutating func last() throws(StoreError) -> Bool {
        try transaction.checkAge()
        return try move(MDB_LAST)
    }

    /// To the following record; to the first when the cursor has not moved yet. After a move that found nothing,
    /// seek first.
    public mutating func next() throws(StoreError) -> Bool {
        try transaction.checkAge()
        return try move(MDB_NEXT)
    }

    /// To the record before; to the last when the cursor has not moved yet. After a move that found nothing,
    /// seek first.
    public mutating func previous() throws(StoreError) -> Bool {
        try transaction.checkAge()
        return try move(MDB_PREV)
    }

    /// To the record with exactly this key.
    public mutating func seek(_ key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try transaction.checkAge()
        return try move(MDB_SET_KEY, to: key)
    }

    /// To the first record whose key is not less than `key`.
    public mutating func seek(atLeast key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try transaction.checkAge()
        return try key.isEmpty ? move(MDB_FIRST) : move(MDB_SET_RANGE, to: key)
    }

    /// To the last record whose key is not greater than `key`.
    public mutating func seek(atMost key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        guard try seek(atLeast: key) else { return try move(MDB_LAST) }
        if self.key.elementsEqual(key) { return true }
        return try move(MDB_PREV)
    }

    /// To the last record whose key is less than `key`.
    public mutating func seek(before key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try seek(atLeast: key) ? move(MDB_PREV) : move(MDB_LAST)
    }

    /// To the first record whose key begins with `prefix`.
    public mutating func first(prefix: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try seek(atLeast: prefix) && isWithin(prefix)
    }

    /// To the following record, if its key begins with `prefix`.
    public mutating func next(prefix: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try next() && isWithin(prefix)
    }

    /// To the record before, if its key begins with `prefix`.
    public mutating func previous(prefix: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try previous() && isWithin(prefix)
    }

    /// To the last record whose key begins with `prefix`.
    public mutating func last(prefix: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        var successor = [UInt8](prefix)
        while successor.last == 0xFF { successor.removeLast() }
        guard let final = successor.popLast() else { return try last() && isWithin(prefix) }
        successor.append(final + 1)
        let found = try successor.span.bytes.withUnsafeBytes { (bytes) throws(StoreError) in try seek(before: bytes) }
        return found && isWithin(prefix)
    }

    /// Whether the cursor stands on a record whose key begins with `prefix`.
    func isWithin(_ prefix: UnsafeRawBufferPointer) -> Bool {
        key.count >= prefix.count && key.starts(with: prefix)
    }

    /// Deletes the record that the cursor stands on. A `next` then goes to the record that followed it.
    ///
    /// Standing on none is a programmer error and traps.
    public mutating func delete() throws(StoreError) {
        transaction.checkWritable()
        precondition(key.baseAddress != nil, "the cursor stands on no record")
        let status = mdb_cursor_del(handle, 0)
        clear()
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "deleting from table \(table.name)") }
    }

    /// Inserts a record after the table's last one: the fastest way to load sorted data.
    ///
    /// Errors: as `UnsafeTransaction.putAppending`. The cursor stands on none afterwards.
    public mutating func append(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) throws(StoreError) {
        transaction.checkWritable()
        var lmdbKey = MDB_val(key)
        let size = payload.count + Envelope.overhead
        var value = MDB_val(mv_size: size, mv_data: nil)
        clear()
        let status = mdb_cursor_put(handle, &lmdbKey, &value, CUnsignedInt(MDB_RESERVE | MDB_APPEND))
        guard status == MDB_SUCCESS, let start = value.mv_data else {
            throw UnsafeTransaction.writeFailure(status, table, key, payload.count)
        }
        let whole = UnsafeMutableRawBufferPointer(start: start, count: size)
        UnsafeMutableRawBufferPointer(rebasing: whole[Envelope.overhead...]).copyMemory(from: payload)
        Envelope.seal(whole, table: table, key: key)
    }
}

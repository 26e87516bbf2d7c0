public import GraphModel

extension UnsafeTransaction {
    /// Hands out the records whose keys begin with `prefix`, ascending, until `body` returns false: from the last one
    /// that is not after `start` on, or from the first where none is. `start` begins with `prefix`.
    ///
    /// Errors: as `get`, and what `body` throws. Cost: one descent, and a checksum a record. `body` must not write.
    public func forEachRecord(
        _ table: Table, prefix: UnsafeRawBufferPointer, from start: UnsafeRawBufferPointer,
        _ body: (_ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer) throws(StoreError) -> Bool
    ) throws(StoreError) {
        try checkAge()
        if !isWritable, let leaf = try leaf(for: start, in: table).flatMap({ Leaf(self, table, $0) }),
            let range = try leaf.range(prefix: prefix, from: start)
        {
            for index in range {
                let (key, payload) = try leaf.record(index)
                guard try body(key, payload) else { return }
            }
            return
        }
        var cursor = try cursor(table)
        var isThere = try cursor.seek(atMost: start)
        if !isThere || !hasPrefix(cursor.key, prefix) { isThere = try cursor.first(prefix: prefix) }
        while isThere, try body(cursor.key, cursor.payload) { isThere = try cursor.next(prefix: prefix) }
    }

    /// Hands out the records whose keys begin with `prefix`, ascending, until `body` returns false. Errors and cost: as
    /// of the other one.
    public func forEachRecord(
        _ table: Table, prefix: UnsafeRawBufferPointer,
        _ body: (_ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer) throws(StoreError) -> Bool
    ) throws(StoreError) {
        try forEachRecord(table, prefix: prefix, from: prefix, body)
    }
}

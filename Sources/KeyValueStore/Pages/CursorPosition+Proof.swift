internal import CLMDB
internal import GraphModel

/// Damage that a record's own checksum cannot show: a record that is not found although it is there.
///
/// A search that a damaged key or slot misled ends beside it, and one that a damaged branch page misled ends in a
/// leaf that the key does not belong to. So that nothing is there is taken for true only when the two records before
/// the place and the two after it ascend, the inner ones intact, and the way to their leaves goes through whole
/// pages. For the same reasons every step must ascend, and every leaf that a step enters is proven.
extension CursorPosition {
    /// Checks the neighbours of the place where `target` was sought and not found. The cursor stays on the first
    /// record after that place, or on none when there is no such record.
    ///
    /// Cost: up to six steps, a checksum over one neighbour, and two descents. Not paid in write transactions, which
    /// bulk loads use.
    mutating func proveAbsence(of target: UnsafeRawBufferPointer) throws(StoreError) {
        if transaction.isWritable { return }
        let leaf = try transaction.provenLeaf(for: target, in: table)
        let isAtEnd = key.baseAddress == nil
        if !isAtEnd {
            try require(target, before: key)
            try provePage()
        }
        let after = self
        if try move(isAtEnd ? MDB_LAST : MDB_PREV) {
            let before = key
            try require(before, before: target)
            try provePage()
            if let first = try peek(MDB_PREV) {
                try require(first, before: before)
                _ = try peek(MDB_NEXT)
            }
            if !isAtEnd { _ = try peek(MDB_NEXT) }
        }
        guard leaf == page || leaf == after.page else { throw .corruptOrder(table, key: target) }
        self = after
        if !isAtEnd, let last = try peek(MDB_NEXT) {
            try require(key, before: last)
            _ = try peek(MDB_PREV)
        }
    }

    /// Checks that the table has no page.
    func proveEmpty() throws(StoreError) {
        guard try transaction.provenLeaf(for: key, in: table) == 0 else { throw .corruptOrder(table, key: key) }
    }

    /// Moves without looking at more than the key; nil, and the cursor where it was, when there is no such record.
    private func peek(_ operation: MDB_cursor_op) throws(StoreError) -> UnsafeRawBufferPointer? {
        var lmdbKey = MDB_val()
        let status = mdb_cursor_get(handle, &lmdbKey, nil, operation)
        if status == MDB_NOTFOUND { return nil }
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "reading table \(table.name)") }
        return lmdbKey.buffer
    }

    /// Checks that a step went the right way.
    func checkOrder(from last: UnsafeRawBufferPointer, _ operation: MDB_cursor_op) throws(StoreError) {
        guard last.baseAddress != nil else { return }
        if operation == MDB_NEXT { try require(last, before: key) } else { try require(key, before: last) }
    }

    private func require(_ lesser: UnsafeRawBufferPointer, before greater: UnsafeRawBufferPointer) throws(StoreError) {
        guard compare(lesser, greater) < 0 else { throw .corruptOrder(table, key: greater) }
    }
}

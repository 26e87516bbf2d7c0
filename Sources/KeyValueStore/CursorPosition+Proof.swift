internal import CLMDB
internal import GraphModel

/// Damage that a record's own checksum cannot show: a record that is not found although it is there.
///
/// A search that a damaged key or slot misled ends beside it, and one that a damaged branch page misled ends in a leaf
/// whose keys are all on one side of what was sought. So that nothing is there is taken for true only when the two
/// records before the place and the two after it ascend, the inner ones intact. For the same reason every
/// step must ascend. What stays unseen is a leaf whose own count of records was damaged; verification sees that.
extension CursorPosition {
    /// Checks the neighbours of the place where `target` was sought and not found. The cursor stays on the first
    /// record after that place, or on none when there is no such record.
    ///
    /// Cost: up to six steps and a checksum over one neighbour. Not paid in write transactions, which bulk loads use.
    mutating func proveAbsence(of target: UnsafeRawBufferPointer) throws(StoreError) {
        if transaction.isWritable { return }
        let (after, afterPayload) = (key, payload)
        let isAtEnd = after.baseAddress == nil
        if !isAtEnd { try require(target, before: after) }
        if try move(isAtEnd ? MDB_LAST : MDB_PREV) {
            let before = key
            try require(before, before: target)
            if let first = try peek(MDB_PREV) {
                try require(first, before: before)
                _ = try peek(MDB_NEXT)
            }
            if !isAtEnd { _ = try peek(MDB_NEXT) }
        }
        guard !isAtEnd else { return clear() }
        if let last = try peek(MDB_NEXT) {
            try require(after, before: last)
            _ = try peek(MDB_PREV)
        }
        stand(on: after, afterPayload)
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
        guard last.baseAddress != nil, !transaction.isWritable else { return }
        if operation == MDB_NEXT { try require(last, before: key) } else { try require(key, before: last) }
    }

    private func require(_ lesser: UnsafeRawBufferPointer, before greater: UnsafeRawBufferPointer) throws(StoreError) {
        guard compare(lesser, greater) < 0 else { throw .corruptOrder(table, key: greater) }
    }
}

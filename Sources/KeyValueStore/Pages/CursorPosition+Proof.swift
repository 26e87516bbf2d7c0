internal import CLMDB
internal import GraphModel

/// Damage that a record's own checksum cannot show: a record that is not found although it is there.
///
/// A search that a damaged key or slot misled ends beside it; one that a damaged branch page misled ends in another
/// leaf than the tree leads to; a page whose count of nodes was damaged hides its last ones. So that nothing is there
/// is taken for true only when the two records before the place and the two after it ascend, the inner ones intact,
/// on the leaf where the key belongs, and at a leaf's edge only when it is whole. For the same reasons every step
/// must ascend, and one from leaf to leaf is proven.
extension CursorPosition {
    /// Checks the neighbours of the place where `target` was sought and not found, and that they are on the leaf where
    /// it belongs. The cursor stays on the first record after that place, or on none when there is no such record.
    ///
    /// Cost: up to six steps and a checksum over one neighbour; at the edge of a leaf two descents more.
    mutating func proveAbsence(of target: UnsafeRawBufferPointer, on leaf: UInt) throws(StoreError) {
        let isAtEnd = key.baseAddress == nil
        if !isAtEnd { try require(target, before: key) }
        var after = self
        if try move(isAtEnd ? MDB_LAST : MDB_PREV) {
            let before = key
            try require(before, before: target)
            if let first = try peek(MDB_PREV) {
                try require(first, before: before)
                _ = try peek(MDB_NEXT)
            }
            if !isAtEnd { _ = try peek(MDB_NEXT) }
        }
        guard leaf == page || leaf == after.page else { throw .corruptOrder(table, key: target) }
        if page != after.page { try after.proveCrossing(from: self, MDB_NEXT) }
        self = after
        if !isAtEnd, let last = try peek(MDB_NEXT) {
            try require(key, before: last)
            _ = try peek(MDB_PREV)
        }
    }

    /// Checks that the tree leads to the page that the cursor came from, if any, and to the one that it came to, if
    /// any, through pages that hide none between them; and that the former of both in order hides no records.
    mutating func proveCrossing(from last: CursorPosition, _ operation: MDB_cursor_op) throws(StoreError) {
        if last.page != last.provenPage { try last.provePage() }
        try provePage()
        provenPage = page
        let former = operation == MDB_NEXT ? last.page : page
        guard former == 0 || transaction.state.pointee.pages.isWhole(former) else {
            throw .corruptOrder(table, key: last.key)
        }
    }

    /// The address of the leaf that the tree leads to; 0 for a table without pages.
    func leaf(for key: UnsafeRawBufferPointer) throws(StoreError) -> UInt {
        PageMap.address(of: try transaction.leaf(for: key, in: table))
    }

    /// Checks that the tree leads to the page on which the cursor stands.
    private func provePage() throws(StoreError) {
        guard page != 0 else { return }
        guard try leaf(for: key) == page else { throw .corruptRecord(table, key: key) }
    }

    /// Checks, where the cursor stands on the table's first or last record or found none, that this is so.
    mutating func proveEnd(_ operation: MDB_cursor_op) throws(StoreError) {
        guard page == 0 else {
            let none = CursorPosition(handle: handle, transaction: transaction, table: table)
            return try proveCrossing(from: none, operation == MDB_LAST ? MDB_PREV : MDB_NEXT)
        }
        guard try leaf(for: key) == 0 else { throw .corruptOrder(table, key: key) }
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

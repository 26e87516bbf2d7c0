internal import CLMDB
internal import GraphModel

/// Damage that a record's own checksum cannot show: a record that is not found although it is there.
///
/// A search that a damaged key misled ends beside that key, and one that a damaged branch page misled ends in a leaf
/// whose keys are all on one side of what was sought. So that nothing is there is taken for true only when both neighbours
/// of the place are intact and on their sides of it. Leaves that follow each other must ascend for the same reason.
extension CursorPosition {
    /// Checks the neighbour before the place where `target` was sought and not found, and returns to where the cursor
    /// was: on the first record after that place, or on none when there is no such record.
    ///
    /// Cost: two steps and a checksum over the neighbour. Not paid in write transactions, which bulk loads use.
    mutating func proveAbsence(of target: UnsafeRawBufferPointer) throws(StoreError) {
        if transaction.isWritable { return }
        let isAtEnd = key.baseAddress == nil
        if !isAtEnd, compare(key, target) < 0 { throw .corruptOrder(table, key: target) }
        let hasNeighbour = try isAtEnd ? move(MDB_LAST) : move(MDB_PREV)
        if hasNeighbour, compare(key, target) >= 0 { throw .corruptOrder(table, key: target) }
        if isAtEnd { return clear() }
        let isBack = try hasNeighbour ? move(MDB_NEXT) : move(MDB_FIRST)
        guard isBack else { throw .corruptOrder(table, key: target) }
    }

    /// Checks, when a step went from one page to another, that the keys ascend.
    func checkOrder(from last: UnsafeRawBufferPointer, _ operation: MDB_cursor_op) throws(StoreError) {
        guard let from = last.baseAddress, let to = key.baseAddress, !transaction.isWritable else { return }
        let page = UInt(bitPattern: from) ^ UInt(bitPattern: to)
        guard page >= Self.smallestPage else { return }
        let order = compare(last, key)
        guard operation == MDB_NEXT ? order < 0 : order > 0 else { throw .corruptOrder(table, key: key) }
    }

    private static var smallestPage: UInt { 4096 }
}

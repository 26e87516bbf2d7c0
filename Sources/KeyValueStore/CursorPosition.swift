internal import CLMDB
internal import GraphModel

/// An LMDB cursor and the record that it stands on. Does not own the cursor.
struct CursorPosition {
    let handle: OpaquePointer
    let transaction: UnsafeTransaction
    let table: Table
    /// Of the record that the cursor stands on; empty when it stands on none.
    private(set) var key = UnsafeRawBufferPointer(start: nil, count: 0)
    private(set) var payload = UnsafeRawBufferPointer(start: nil, count: 0)
    /// The page that has the key, in its place; 0 when the cursor stands on none, and in write transactions.
    private(set) var page: UInt = 0
    /// The last page that the tree was found to lead to.
    var provenPage: UInt = 0
    /// Steps until the age of the transaction is looked at again: a step costs less than looking at the clock.
    private var stepsToCheck = 0

    private static let stepsPerCheck = 64

    init(handle: OpaquePointer, transaction: UnsafeTransaction, table: Table) {
        self.handle = handle
        self.transaction = transaction
        self.table = table
    }

    /// One of many moves in a row: `move`, and now and then the age check.
    mutating func step(_ operation: MDB_cursor_op) throws(StoreError) -> Bool {
        if stepsToCheck == 0 {
            try transaction.checkAge()
            stepsToCheck = Self.stepsPerCheck
        }
        stepsToCheck -= 1
        if transaction.isWritable { return try move(operation) }
        let last = self
        let isFound = try move(operation)
        if isFound { try checkOrder(from: last.key, operation) }
        if page != last.page { try proveCrossing(from: last, operation) }
        return isFound
    }

    /// Moves; false when there is no such record, and then the cursor stands on none.
    mutating func move(_ operation: MDB_cursor_op, to target: UnsafeRawBufferPointer? = nil) throws(StoreError) -> Bool
    {
        var lmdbKey = target.map { MDB_val($0) } ?? MDB_val()
        var value = MDB_val()
        let status = mdb_cursor_get(handle, &lmdbKey, &value, operation)
        guard status == MDB_SUCCESS else {
            clear()
            if status == MDB_NOTFOUND { return false }
            throw StoreError(status: status, "reading table \(table.name)")
        }
        key = lmdbKey.buffer
        guard let payload = Envelope.open(value.buffer, table: table, key: key) else {
            throw .corruptRecord(table, key: key)
        }
        self.payload = payload
        if !transaction.isWritable { try checkPlace(value.buffer) }
        return true
    }

    /// Checks that the pages of the record are where they belong: another intact page of the table would pass for it.
    private mutating func checkPlace(_ value: UnsafeRawBufferPointer) throws(StoreError) {
        guard let keyStart = key.baseAddress, let valueStart = value.baseAddress else { return }
        let pages = transaction.state.pointee.pages
        let found = pages.page(of: keyStart)
        let valuePage = pages.page(of: valueStart)
        guard found == page || pages.isInPlace(found), valuePage == found || pages.isInPlace(valuePage) else {
            throw .corruptRecord(table, key: key)
        }
        page = found
    }

    /// To the first or the last record, with proof that it is.
    mutating func moveToEnd(_ operation: MDB_cursor_op) throws(StoreError) -> Bool {
        let isFound = try move(operation)
        if !transaction.isWritable { try proveEnd(operation) }
        return isFound
    }

    /// To the first record whose key is not less than `key`, with proof that none was missed.
    mutating func seek(atLeast key: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        let isFound = try move(MDB_SET_RANGE, to: key)
        if transaction.isWritable { return isFound }
        let leaf = try leaf(for: key)
        if !isFound || compare(self.key, key) != 0 {
            try proveAbsence(of: key, on: leaf)
        } else if page != leaf {
            throw .corruptRecord(table, key: key)
        }
        return self.key.baseAddress != nil
    }

    /// Stands where it is, or on no record.
    mutating func stand(if isWanted: Bool) -> Bool {
        if !isWanted { clear() }
        return isWanted
    }

    mutating func clear() {
        key = UnsafeRawBufferPointer(start: nil, count: 0)
        payload = UnsafeRawBufferPointer(start: nil, count: 0)
        page = 0
    }
}

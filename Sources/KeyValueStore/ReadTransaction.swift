public import GraphModel

/// One snapshot of an environment: everything committed before it began, nothing after.
///
/// Ends when its owner lets go of it. Views of records are bound to it: using one after its end does not compile.
/// Readers never wait and never block the writer, but every page freed while one lives stays in the file; past
/// its age limit every read throws `storage.readerTooOld`. Used by one thread at a time.
public struct ReadTransaction: ~Copyable {
    let environment: EnvironmentHandle
    /// The same transaction for code that must keep it in a class.
    public let unsafe: UnsafeTransaction

    /// Begins a snapshot of the latest commit.
    init(_ environment: EnvironmentHandle, ageLimit: Duration) throws(StoreError) {
        let transaction = try environment.beginRead()
        let start = MonotonicClock.now
        let state = UnsafeMutablePointer<TransactionState>.allocate(capacity: 1)
        state.initialize(
            to: TransactionState(
                start: start, deadline: start &+ MonotonicClock.nanoseconds(ageLimit), pages: environment.pages,
                searchCount: environment.tables.count))
        environment.readers.insert(state)
        self.environment = environment
        unsafe = UnsafeTransaction(
            transaction: transaction, state: state, tables: environment.tables, isWritable: false)
    }

    deinit {
        precondition(unsafe.state.pointee.cursors == 0, "a cursor outlives its transaction")
        environment.readers.remove(unsafe.state)
        unsafe.state.pointee.deallocate()
        unsafe.state.deallocate()
        environment.endRead(unsafe.transaction)
    }

    /// LMDB's number of the commit that it sees.
    public var identifier: UInt64 { unsafe.identifier }

    /// Moves to the latest commit and starts the age anew. No cursor may be open; this is checked.
    public mutating func renew() throws(StoreError) {
        precondition(unsafe.state.pointee.cursors == 0, "a cursor outlives its snapshot")
        let limit = unsafe.state.pointee.deadline &- unsafe.state.pointee.start
        unsafe.state.pointee.move(to: .none)
        do throws(StoreError) {
            try environment.renew(unsafe.transaction)
            unsafe.state.pointee.pages = environment.pages
        } catch {
            // Every later read then fails as well, instead of touching pages that the writer may reuse.
            unsafe.state.pointee.deadline = 0
            throw error
        }
        environment.readers.remove(unsafe.state)
        unsafe.state.pointee.start = MonotonicClock.now
        unsafe.state.pointee.deadline = unsafe.state.pointee.start &+ limit
        environment.readers.insert(unsafe.state)
    }

    /// The payload of the record with this key, not copied, or nil when there is none.
    ///
    /// Errors and cost: see `UnsafeTransaction.get`.
    @_lifetime(borrow self)
    public borrowing func get(_ table: Table, _ key: borrowing RawSpan) throws(StoreError) -> RawSpan? {
        let found = try key.withUnsafeBytes { (key) throws(StoreError) in try unsafe.get(table, key) }
        guard let found else { return nil }
        return _overrideLifetime(RawSpan(_unsafeBytes: found), borrowing: self)
    }

    /// The payload of the record with this key, not copied, or nil when there is none.
    @_lifetime(borrow self)
    public borrowing func get(_ table: Table, _ key: [UInt8]) throws(StoreError) -> RawSpan? {
        try get(table, key.span.bytes)
    }

    /// How many records the table has. Constant cost.
    public borrowing func count(_ table: Table) throws(StoreError) -> Int { try unsafe.count(table) }

    /// A cursor on the table, before any record.
    @_lifetime(borrow self)
    public borrowing func cursor(_ table: Table) throws(StoreError) -> Cursor {
        _overrideLifetime(Cursor(unsafe: try UnsafeCursor(unsafe, table)), borrowing: self)
    }
}

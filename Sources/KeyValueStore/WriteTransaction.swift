public import GraphModel

/// The one running write of an environment, lent to the body of `Environment.write` on the writer thread.
///
/// Sees what it has written. Views of records are bound to it and end at its next change: using one after that does not
/// compile. What it did is kept when the body returns, and undone when the body throws.
public struct WriteTransaction: ~Copyable {
    /// The same transaction for code that must keep it in a class for the time of the body.
    public let unsafe: UnsafeTransaction
    /// What to run once the commit is durable.
    var hooks: [() -> Void] = []

    init(unsafe: UnsafeTransaction) {
        self.unsafe = unsafe
    }

    /// LMDB's number of the commit that this will be, shared with the other writes of the group.
    public var identifier: UInt64 { unsafe.identifier }

    /// Runs `hook` on the writer thread when this write is durable, before its caller is told: hooks run in
    /// the order of the writes. Not run when the write fails.
    public mutating func afterCommit(_ hook: @escaping () -> Void) { hooks.append(hook) }

    /// The payload of the record with this key, not copied, or nil when there is none.
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

    /// A cursor on the table, before any record. No change is possible but through it while it lives.
    @_lifetime(&self)
    public mutating func cursor(_ table: Table) throws(StoreError) -> Cursor {
        _overrideLifetime(Cursor(unsafe: try UnsafeCursor(unsafe, table)), mutating: &self)
    }

    /// Inserts or replaces the record with this key. Errors: see `UnsafeTransaction.put`.
    public mutating func put(
        _ table: Table, _ key: borrowing RawSpan, _ payload: borrowing RawSpan
    ) throws(StoreError) {
        try key.withUnsafeBytes { (key) throws(StoreError) in
            try payload.withUnsafeBytes { (payload) throws(StoreError) in try unsafe.put(table, key, payload) }
        }
    }

    /// Inserts or replaces the record with this key.
    public mutating func put(_ table: Table, _ key: [UInt8], _ payload: [UInt8]) throws(StoreError) {
        try put(table, key.span.bytes, payload.span.bytes)
    }

    /// Inserts a record after the table's last one. Errors: see `UnsafeTransaction.putAppending`.
    public mutating func putAppending(
        _ table: Table, _ key: borrowing RawSpan, _ payload: borrowing RawSpan
    ) throws(StoreError) {
        try key.withUnsafeBytes { (key) throws(StoreError) in
            try payload.withUnsafeBytes { (payload) throws(StoreError) in
                try unsafe.putAppending(table, key, payload)
            }
        }
    }

    /// Inserts a record after the table's last one.
    public mutating func putAppending(_ table: Table, _ key: [UInt8], _ payload: [UInt8]) throws(StoreError) {
        try putAppending(table, key.span.bytes, payload.span.bytes)
    }

    /// Deletes the record with this key; false when there was none.
    @discardableResult
    public mutating func delete(_ table: Table, _ key: borrowing RawSpan) throws(StoreError) -> Bool {
        try key.withUnsafeBytes { (key) throws(StoreError) in try unsafe.delete(table, key) }
    }

    /// Deletes the record with this key; false when there was none.
    @discardableResult
    public mutating func delete(_ table: Table, _ key: [UInt8]) throws(StoreError) -> Bool {
        try delete(table, key.span.bytes)
    }
}

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
    private let shared: SharedWork

    init(unsafe: UnsafeTransaction, shared: SharedWork) {
        self.unsafe = unsafe
        self.shared = shared
    }

    /// LMDB's number of the commit that this will be, shared with the other writes of the group.
    public var identifier: UInt64 { unsafe.identifier }

    /// Whether other writes may run in the same transaction, before or after this one. Then one that throws, whatever
    /// it throws, has all of them run again, each in a transaction of its own.
    public var isShared: Bool { shared.isGroup }

    /// The object that the writes of one transaction share: what one leaves for the next to go on with. Made by the
    /// first that asks.
    ///
    /// - Parameter finish: run with it once, after the last write and before the commit; what it throws undoes all.
    public mutating func companion<Object: AnyObject>(
        _ make: () throws(StoreError) -> Object, finish: @escaping (Object) throws(StoreError) -> Void
    ) throws(StoreError) -> Object {
        if let known = shared.companion as? Object { return known }
        let made = try make()
        shared.companion = made
        shared.finish = { () throws(StoreError) in try finish(made) }
        return made
    }

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

/// What the writes of one transaction have in common.
final class SharedWork {
    let isGroup: Bool
    var companion: AnyObject?
    var finish: () throws(StoreError) -> Void = {}

    init(isGroup: Bool) { self.isGroup = isGroup }

    /// Ends the shared work; why it cannot be committed, or nil.
    func close() -> StoreError? {
        do throws(StoreError) {
            try finish()
            return nil
        } catch {
            return error
        }
    }
}

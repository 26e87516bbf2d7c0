public import GraphModel

/// A position in a table, bound to its transaction: using it after that does not compile.
///
/// After a move that returns true, `key` and `payload` are those of the record it stands on, checked and not copied.
/// After one that returns false it stands on none. Errors and cost of the moves: see `UnsafeCursor`.
public struct Cursor: ~Copyable, ~Escapable {
    var unsafe: UnsafeCursor

    @_lifetime(immortal)
    init(unsafe: consuming UnsafeCursor) {
        self.unsafe = unsafe
    }

    /// Of the record that the cursor stands on; empty when it stands on none.
    public var key: RawSpan {
        @_lifetime(borrow self)
        borrowing get { _overrideLifetime(RawSpan(_unsafeBytes: unsafe.key), borrowing: self) }
    }

    /// Of the record that the cursor stands on; empty when it stands on none.
    public var payload: RawSpan {
        @_lifetime(borrow self)
        borrowing get { _overrideLifetime(RawSpan(_unsafeBytes: unsafe.payload), borrowing: self) }
    }

    /// To the first record.
    @_lifetime(self: copy self)
    public mutating func first() throws(StoreError) -> Bool { try unsafe.first() }

    /// To the last record.
    @_lifetime(self: copy self)
    public mutating func last() throws(StoreError) -> Bool { try unsafe.last() }

    /// To the following record; to the first when the cursor has not moved yet.
    @_lifetime(self: copy self)
    public mutating func next() throws(StoreError) -> Bool { try unsafe.next() }

    /// To the record before; to the last when the cursor has not moved yet.
    @_lifetime(self: copy self)
    public mutating func previous() throws(StoreError) -> Bool { try unsafe.previous() }

    /// To the first record whose key is not less than `key`.
    @_lifetime(self: copy self)
    public mutating func seek(atLeast key: [UInt8]) throws(StoreError) -> Bool {
        try key.span.bytes.withUnsafeBytes { (key) throws(StoreError) in try unsafe.seek(atLeast: key) }
    }

    /// To the last record whose key is not greater than `key`.
    @_lifetime(self: copy self)
    public mutating func seek(atMost key: [UInt8]) throws(StoreError) -> Bool {
        try key.span.bytes.withUnsafeBytes { (key) throws(StoreError) in try unsafe.seek(atMost: key) }
    }

    /// To the first record whose key begins with `prefix`.
    @_lifetime(self: copy self)
    public mutating func first(prefix: [UInt8]) throws(StoreError) -> Bool {
        try prefix.span.bytes.withUnsafeBytes { (key) throws(StoreError) in try unsafe.first(prefix: key) }
    }

    /// To the following record, if its key begins with `prefix`.
    @_lifetime(self: copy self)
    public mutating func next(prefix: [UInt8]) throws(StoreError) -> Bool {
        try prefix.span.bytes.withUnsafeBytes { (key) throws(StoreError) in try unsafe.next(prefix: key) }
    }

    /// Deletes the record that the cursor stands on; `next` then goes to the one that followed it.
    @_lifetime(self: copy self)
    public mutating func delete() throws(StoreError) { try unsafe.delete() }
}

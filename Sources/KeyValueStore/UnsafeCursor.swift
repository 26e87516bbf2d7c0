internal import CLMDB
internal import GraphModel

/// A position in a table that may be kept in a class; see `UnsafeTransaction` for what that costs in safety.
///
/// After a move that returns true, `key` and `payload` are those of the record it stands on, checked and not copied;
/// they stay valid until the cursor moves or the transaction writes or ends. After one that returns false it stands
/// on none. It must be gone before its transaction ends; this is checked. A class that keeps both declares the cursor
/// first: stored properties go in the order of their declarations.
public struct UnsafeCursor: ~Copyable {
    var position: CursorPosition

    public var table: Table { position.table }
    /// Of the record that the cursor stands on; empty when it stands on none.
    public var key: UnsafeRawBufferPointer { position.key }
    /// Of the record that the cursor stands on; empty when it stands on none.
    public var payload: UnsafeRawBufferPointer { position.payload }

    init(_ transaction: UnsafeTransaction, _ table: Table) throws(StoreError) {
        try transaction.checkAge()
        position = CursorPosition(handle: try transaction.openCursor(table), transaction: transaction, table: table)
        transaction.state.pointee.cursors += 1
    }

    deinit {
        position.transaction.state.pointee.cursors -= 1
        mdb_cursor_close(position.handle)
    }
}

internal import CLMDB
internal import Glibc
public import GraphModel

/// A copyable handle to a running transaction, for code that must keep it in a class: the same operations as
/// `ReadTransaction` and `WriteTransaction`, without the compiler's proof that none outlives the transaction.
///
/// Valid until its transaction ends; what it returns is valid until then too, and in a write transaction only until the
/// next change. Writing through the handle of a read transaction is a programmer error and traps. One thread at a time.
public struct UnsafeTransaction {
    let transaction: OpaquePointer
    let state: UnsafeMutablePointer<TransactionState>
    let tables: TableHandles
    /// Whether it is a write transaction.
    public let isWritable: Bool

    /// LMDB's number of the commit that a reader sees, or of the one that a writer is making.
    public var identifier: UInt64 { UInt64(mdb_txn_id(transaction)) }

    /// Throws `storage.readerTooOld` when the transaction is past its age limit.
    public func checkAge() throws(StoreError) {
        let deadline = state.pointee.deadline
        if deadline != .max, MonotonicClock.now > deadline { throw Self.tooOld }
    }

    private static var tooOld: StoreError {
        StoreError(
            .readerTooOld, "this snapshot was held for longer than the age limit of readers",
            advice: "Take a new snapshot, or declare a long job with a longer limit.")
    }

    func checkWritable() {
        precondition(isWritable, "write in a read transaction")
        assert(state.pointee.thread == pthread_self(), "write transaction used off the writer thread")
    }
}

/// LMDB's handle of each declared table, by table number.
struct TableHandles: @unchecked Sendable {
    static let undeclared = MDB_dbi.max
    let byNumber: UnsafeMutablePointer<MDB_dbi>
    /// One more than the highest number.
    let count: Int

    init(_ tables: [Table]) {
        precondition(Set(tables.map(\.number)).count == tables.count, "two tables have one number")
        count = Int(tables.map(\.number).max() ?? 0) + 1
        byNumber = .allocate(capacity: count)
        byNumber.initialize(repeating: Self.undeclared, count: count)
    }

    subscript(table: Table) -> MDB_dbi {
        let handle = table.number < count ? byNumber[Int(table.number)] : Self.undeclared
        precondition(handle != Self.undeclared, "table was not declared when the environment was opened")
        return handle
    }

    func contains(_ table: Table) -> Bool {
        table.number < count && byNumber[Int(table.number)] != Self.undeclared
    }

    func deallocate() { byNumber.deallocate() }
}

extension MDB_val {
    init(_ bytes: UnsafeRawBufferPointer) {
        self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }

    var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: mv_data, count: mv_size) }
}

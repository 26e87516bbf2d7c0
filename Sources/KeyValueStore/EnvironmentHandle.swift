internal import CLMDB
internal import GraphModel
internal import Synchronization

/// An open LMDB environment and what goes with it. Transactions and the writer thread keep it alive; the last one to go
/// closes it.
final class EnvironmentHandle: @unchecked Sendable {
    let environment: OpaquePointer
    let folder: String
    let settings: EnvironmentSettings
    let declared: [Table]
    let tables: TableHandles
    let readers = ReaderList()
    private let identity: EnvironmentRegistry.Identity
    private let lock: WriterLock?
    /// Reader slots that are not in use, to be renewed: cheaper than taking a new one.
    private let idle = Mutex<[Idle]>([])

    /// A read transaction that was reset.
    struct Idle: @unchecked Sendable {
        let transaction: OpaquePointer
    }

    private static let mostIdle = 32

    init(
        environment: OpaquePointer, folder: String, settings: EnvironmentSettings, tables: [Table],
        identity: EnvironmentRegistry.Identity, lock: consuming WriterLock?
    ) {
        self.environment = environment
        self.folder = folder
        self.settings = settings
        declared = tables
        self.tables = TableHandles(tables)
        self.identity = identity
        self.lock = lock
    }

    deinit {
        idle.withLock { idle in
            for reader in idle { mdb_txn_abort(reader.transaction) }
        }
        mdb_env_close(environment)
        tables.deallocate()
        EnvironmentRegistry.release(identity)
    }

    /// Begins a read transaction of the latest commit.
    func beginRead() throws(StoreError) -> OpaquePointer {
        if let reused = idle.withLock({ $0.popLast() }) {
            let status = mdb_txn_renew(reused.transaction)
            if status == MDB_SUCCESS { return reused.transaction }
            mdb_txn_abort(reused.transaction)
        }
        var transaction: OpaquePointer?
        let status = mdb_txn_begin(environment, nil, CUnsignedInt(MDB_RDONLY), &transaction)
        guard status == MDB_SUCCESS, let transaction else {
            throw StoreError(status: status, "beginning to read \(folder)")
        }
        return transaction
    }

    /// Ends a read transaction and keeps its slot for the next one.
    func endRead(_ transaction: OpaquePointer) {
        mdb_txn_reset(transaction)
        let isKept = idle.withLock { idle in
            guard idle.count < Self.mostIdle else { return false }
            idle.append(Idle(transaction: transaction))
            return true
        }
        if !isKept { mdb_txn_abort(transaction) }
    }

    /// Frees the slots of readers whose process died; until then they hold on to every page freed since.
    @discardableResult
    func clearDeadReaders() throws(StoreError) -> Int {
        var dead: CInt = 0
        let status = mdb_reader_check(environment, &dead)
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "checking the readers of \(folder)") }
        return Int(dead)
    }
}

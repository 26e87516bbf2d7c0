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
    /// Set once, while the environment is opened.
    var pageMap = PageMap.none
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
        DamageGuard.watch(environment)
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
        let transaction = try takeSlot()
        do throws(StoreError) {
            try settle(transaction)
        } catch {
            mdb_txn_abort(transaction)
            throw error
        }
        return transaction
    }

    /// Moves a read transaction to the latest commit. After an error it can only be ended.
    func renew(_ transaction: OpaquePointer) throws(StoreError) {
        try restart(transaction)
        try settle(transaction)
    }

    /// Makes sure that a reader sees the roots of the commit whose number it has.
    ///
    /// LMDB takes the number first and then copies the roots from the one of two meta pages that the number's parity
    /// selects. A reader that loses the processor in between while two commits pass finds the second one's roots
    /// there, perhaps half written and not yet on disk. None has passed while its number is still the last one, or
    /// while a reader that begins later gets the same number.
    private func settle(_ transaction: OpaquePointer) throws(StoreError) {
        while lastCommit != mdb_txn_id(transaction) {
            let later = try takeSlot()
            let number = mdb_txn_id(later)
            endRead(later)
            if number == mdb_txn_id(transaction) { return }
            try restart(transaction)
        }
    }

    /// The last commit in the meta pages: a reader may begin at the one before until this one is on disk.
    private var lastCommit: Int {
        var information = MDB_envinfo()
        mdb_env_info(environment, &information)
        return information.me_last_txnid
    }

    private func restart(_ transaction: OpaquePointer) throws(StoreError) {
        mdb_txn_reset(transaction)
        try check(mdb_txn_renew(transaction))
    }

    /// A read transaction as LMDB begins it.
    private func takeSlot() throws(StoreError) -> OpaquePointer {
        if let reused = idle.withLock({ $0.popLast() }) {
            if mdb_txn_renew(reused.transaction) == MDB_SUCCESS { return reused.transaction }
            mdb_txn_abort(reused.transaction)
        }
        var transaction: OpaquePointer?
        try check(mdb_txn_begin(environment, nil, CUnsignedInt(MDB_RDONLY), &transaction))
        guard let transaction else { preconditionFailure("LMDB began nothing") }
        return transaction
    }

    private func check(_ status: CInt) throws(StoreError) {
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "beginning to read \(folder)") }
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

internal import CLMDB
public import GraphModel

/// An open store folder: tables of ordered keys with checked values, one writer, any number of readers.
///
/// Open it once in a process and share it; it closes when the last reference and the last transaction are gone.
/// ```swift
/// let people = Table(number: 1, name: "people")
/// let environment = try Environment.create(at: "store", tables: [people])
/// try environment.write { transaction in try transaction.put(people, Array("ada".utf8), [1]) }
/// let found = try environment.read { transaction in try transaction.get(people, Array("ada".utf8)) != nil }
/// ```
public final class Environment: Sendable {
    let handle: EnvironmentHandle
    /// None when the environment was opened for reading.
    let writer: Writer?

    /// The store's folder, as it was given.
    public var folder: String { handle.folder }

    init(handle: EnvironmentHandle) throws(StoreError) {
        self.handle = handle
        writer = handle.settings.access == .readWrite ? try Writer(handle) : nil
    }

    deinit { writer?.stop() }

    /// Begins a snapshot of the latest commit.
    ///
    /// - Parameter ageLimit: how long it may live; without one, `EnvironmentSettings.readerAgeLimit`. Declared long
    ///   jobs pass more, and the file grows by what the writer replaces meanwhile.
    ///
    /// Errors: `storage.readersFull`. Cost: about a microsecond.
    public func beginRead(ageLimit: Duration? = nil) throws(StoreError) -> ReadTransaction {
        try ReadTransaction(handle, ageLimit: ageLimit ?? handle.settings.readerAgeLimit)
    }

    /// Runs `body` on a snapshot of the latest commit.
    public func read<Result>(
        ageLimit: Duration? = nil, _ body: (borrowing ReadTransaction) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        let transaction = try beginRead(ageLimit: ageLimit)
        return try body(transaction)
    }

    /// Frees the reader slots of processes that died. Done when opening and every 30 seconds while writing.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func clearDeadReaders() throws(StoreError) -> Int { try handle.clearDeadReaders() }

    /// What an operator wants to know of the environment. Cost: microseconds.
    public func gauges() throws(StoreError) -> EnvironmentGauges {
        var information = MDB_envinfo()
        var statistics = MDB_stat()
        var status = mdb_env_info(handle.environment, &information)
        if status == MDB_SUCCESS { status = mdb_env_stat(handle.environment, &statistics) }
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "looking at \(folder)") }
        let readers = handle.readers.summary
        let age = readers.oldestStart.map { Int64(clamping: MonotonicClock.now &- $0) }
        return EnvironmentGauges(
            lastTransaction: UInt64(information.me_last_txnid),
            usedBytes: (information.me_last_pgno + 1) * Int(statistics.ms_psize),
            mapBytes: information.me_mapsize, readerSlots: Int(information.me_numreaders), readers: readers.count,
            oldestReaderAge: age.map { .nanoseconds($0) })
    }
}

/// Figures of an environment at one moment.
public struct EnvironmentGauges: Hashable, Sendable {
    /// LMDB's number of the last commit.
    public var lastTransaction: UInt64
    /// Length of the data file up to its last page, free pages included.
    public var usedBytes: Int
    /// Largest length of the data file.
    public var mapBytes: Int
    /// Reader slots in use or kept, in all processes.
    public var readerSlots: Int
    /// Read transactions that run in this process.
    public var readers: Int
    /// Age of the oldest of them.
    public var oldestReaderAge: Duration?
}

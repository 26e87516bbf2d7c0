internal import CLMDB
internal import Glibc
public import GraphModel

extension Environment {
    /// Makes a store in a folder that is empty or does not exist yet. On failure nothing is left.
    ///
    /// Errors: `storage.exists`, `storage.permission`, `storage.unsupportedFileSystem`, `storage.full`.
    public static func create(
        at folder: String, tables: [Table], settings: EnvironmentSettings = EnvironmentSettings()
    ) throws(StoreError) -> Environment {
        precondition(settings.access == .readWrite, "a store that is created is written to")
        if let status = try FileSystem.status(folder) {
            guard FileSystem.isFolder(status), try FileSystem.names(in: folder).isEmpty else { throw occupied(folder) }
        } else {
            guard mkdir(folder, 0o750) == 0 else { throw FileSystem.failure("making folder \(folder)") }
            try FileSystem.syncFolder(FileSystem.parent(folder))
        }
        do {
            return try Environment(handle: open(folder, tables: tables, settings: settings, isNew: true))
        } catch {
            // What another process is making, or has made meanwhile, is not ours to remove.
            if ![.locked, .alreadyOpen, .exists].contains(error.kind) { FileSystem.removeStore(folder) }
            throw error
        }
    }

    private static func occupied(_ folder: String) -> StoreError {
        StoreError(
            .exists, "there is already something at \(folder)",
            advice: "Choose another path, or open the store that is there.")
    }

    /// Opens the store in a folder.
    ///
    /// Tables that it lacks are added when it is opened for writing; only optional ones may be lacking otherwise.
    ///
    /// Errors: `storage.notFound`, `storage.notAStore`, `storage.truncated`, `storage.locked`, `storage.alreadyOpen`,
    /// `storage.permission`, `storage.unsupportedFileSystem`.
    public static func open(
        at folder: String, tables: [Table], settings: EnvironmentSettings = EnvironmentSettings()
    ) throws(StoreError) -> Environment {
        guard let status = try FileSystem.status(folder) else {
            throw StoreError(.notFound, "there is no store at \(folder)")
        }
        guard FileSystem.isFolder(status) else {
            throw StoreError(.notAStore, "\(folder) is not a folder, and a store is one")
        }
        guard try FileSystem.status(folder + "/" + StoreFile.name) != nil else {
            throw StoreError(.notFound, "there is no store at \(folder): it has no \(StoreFile.name)")
        }
        return try Environment(handle: open(folder, tables: tables, settings: settings, isNew: false))
    }

    private static func open(
        _ folder: String, tables: [Table], settings: EnvironmentSettings, isNew: Bool
    ) throws(StoreError) -> EnvironmentHandle {
        try FileSystem.requireLocal(folder)
        let identity = try EnvironmentRegistry.claim(folder)
        let handle: EnvironmentHandle
        do throws(StoreError) {
            let lock = settings.access == .readWrite ? try WriterLock(folder: folder) : nil
            if !isNew {
                try StoreFile(folder: folder).checkLength()
            } else if try FileSystem.status(folder + "/" + StoreFile.name) != nil {
                throw occupied(folder)
            }
            let environment = try map(folder, settings: settings, tableCount: tables.count)
            handle = EnvironmentHandle(
                environment: environment, folder: folder, settings: settings, tables: tables, identity: identity,
                lock: lock)
        } catch {
            EnvironmentRegistry.release(identity)
            throw error
        }
        try handle.clearDeadReaders()
        try handle.openTables()
        try handle.locatePages()
        if isNew { try FileSystem.syncFolder(folder) }
        return handle
    }

    private static func map(
        _ folder: String, settings: EnvironmentSettings, tableCount: Int
    ) throws(StoreError) -> OpaquePointer {
        var created: OpaquePointer?
        var status = mdb_env_create(&created)
        guard status == MDB_SUCCESS, let environment = created else {
            throw StoreError(status: status, "opening \(folder)")
        }
        status = mdb_env_set_mapsize(environment, settings.mapBytes)
        if status == MDB_SUCCESS { status = mdb_env_set_maxreaders(environment, CUnsignedInt(settings.maxReaders)) }
        if status == MDB_SUCCESS { status = mdb_env_set_maxdbs(environment, MDB_dbi(max(tableCount, 1))) }
        if status == MDB_SUCCESS { status = mdb_env_open(environment, folder, flags(of: settings), 0o640) }
        guard status == MDB_SUCCESS else {
            mdb_env_close(environment)
            throw StoreError(status: status, "opening \(folder)")
        }
        return environment
    }

    private static func flags(of settings: EnvironmentSettings) -> CUnsignedInt {
        // A read transaction belongs to whoever holds it, not to a thread: Swift tasks hop between threads.
        var flags = CUnsignedInt(MDB_NOTLS)
        if settings.access == .readOnly { flags |= CUnsignedInt(MDB_RDONLY) }
        switch settings.durability {
        case .full: break
        case .withoutMetaSync: flags |= CUnsignedInt(MDB_NOMETASYNC)
        case .none: flags |= CUnsignedInt(MDB_NOSYNC)
        }
        return flags
    }
}

extension EnvironmentHandle {
    /// Opens every table, for the life of the environment; creates those that are missing when it may.
    func openTables() throws(StoreError) {
        let mayCreate = settings.access == .readWrite
        var begun: OpaquePointer?
        var status = mdb_txn_begin(environment, nil, mayCreate ? 0 : CUnsignedInt(MDB_RDONLY), &begun)
        guard status == MDB_SUCCESS, let transaction = begun else {
            throw StoreError(status: status, "opening \(folder)")
        }
        for table in declared {
            var handle = MDB_dbi()
            status = mdb_dbi_open(transaction, table.name, mayCreate ? CUnsignedInt(MDB_CREATE) : 0, &handle)
            if status == MDB_NOTFOUND, table.isOptional { continue }
            guard status == MDB_SUCCESS else {
                mdb_txn_abort(transaction)
                if status == MDB_NOTFOUND {
                    throw StoreError(.notAStore, "\(folder) lacks the table \(table.name)")
                }
                throw StoreError(status: status, "opening table \(table.name) of \(folder)")
            }
            tables.byNumber[Int(table.number)] = handle
        }
        status = mdb_txn_commit(transaction)
        guard status == MDB_SUCCESS else { throw StoreError(status: status, "opening \(folder)") }
    }
}

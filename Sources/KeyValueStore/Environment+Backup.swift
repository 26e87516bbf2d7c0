internal import CLMDB
internal import Glibc
public import GraphModel

extension Environment {
    /// Copies one commit of the store, without its free pages, to a new folder, and reads the copy back before it
    /// says that it is good. Writes go on meanwhile; the file grows by what they replace.
    ///
    /// Everything is done in `folder.incomplete` beside the target, which is renamed at the end: a folder of the
    /// target's name is a whole, verified copy. On failure nothing is left. Never overwrites.
    ///
    /// Errors: `storage.exists`, `storage.full`, `storage.permission`, `storage.corrupt` when the copy cannot be read
    /// back. Cost: one read and write of the used part of the file, two reads of the copy.
    @discardableResult
    public func backup(to folder: String) throws(StoreError) -> PageVerificationReport {
        guard try FileSystem.status(folder) == nil else { throw Self.targetTaken(folder) }
        let draft = folder + ".incomplete"
        guard mkdir(draft, 0o750) == 0 else {
            throw errno == EEXIST ? Self.targetTaken(draft) : FileSystem.failure("making folder \(draft)")
        }
        do {
            try copy(to: draft)
            let report = try check(draft)
            try FileSystem.removeFile(draft + "/lock.mdb")
            try FileSystem.syncFolder(draft)
            try FileSystem.renameToNew(draft, folder)
            try FileSystem.syncFolder(FileSystem.parent(folder))
            return report
        } catch {
            FileSystem.removeStore(draft)
            throw error
        }
    }

    private func copy(to draft: String) throws(StoreError) {
        let file = try FileDescriptor(draft + "/" + StoreFile.name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC)
        let status = mdb_env_copyfd2(handle.environment, file.number, CUnsignedInt(MDB_CP_COMPACT))
        guard status == MDB_SUCCESS else {
            let isFull = status == EIO && FileSystem.isNearlyFull(draft)
            throw StoreError(status: isFull ? ENOSPC : status, "copying \(self.folder) to \(draft)")
        }
        try file.sync()
    }

    private func check(_ draft: String) throws(StoreError) -> PageVerificationReport {
        var readOnly = EnvironmentSettings()
        readOnly.access = .readOnly
        readOnly.mapBytes = handle.settings.mapBytes
        return try Environment.open(at: draft, tables: handle.declared, settings: readOnly).verifyPages()
    }

    private static func targetTaken(_ path: String) -> StoreError {
        StoreError(
            .exists, "there is already something at \(path)",
            advice: "A backup never overwrites: choose another path, or remove what is there.")
    }
}

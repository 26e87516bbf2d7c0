internal import Glibc
internal import GraphModel

/// What the two meta pages at the head of `data.mdb` say. Read before LMDB maps the file: LMDB takes an empty file for
/// a new store, and dies of SIGBUS on one that was cut short.
struct StoreFile {
    static let name = "data.mdb"

    let folder: String
    /// What the last commit wrote.
    let meta: MetaPages.Meta
    let fileBytes: Int

    /// Bytes that the file must have.
    var neededBytes: Int { (meta.lastPage + 1) * meta.pageSize }

    init(folder: String) throws(StoreError) {
        self.folder = folder
        let path = folder + "/" + Self.name
        let descriptor = try FileDescriptor(path, O_RDONLY | O_CLOEXEC)
        let status = try descriptor.status()
        guard status.st_mode & S_IFMT == S_IFREG else { throw Self.notAStore(path, "it is not a file") }
        meta = try MetaPages(descriptor).newest
        // After the meta pages, so that another process that commits meanwhile cannot make the file look short.
        fileBytes = Int(try descriptor.status().st_size)
    }

    /// Refuses a file that lacks pages which are in use.
    func checkLength() throws(StoreError) {
        guard fileBytes < neededBytes else { return }
        let firstMissing = fileBytes / meta.pageSize
        var pages = try FreePages(
            folder: folder, pageSize: meta.pageSize, fileBytes: fileBytes, lastPage: meta.lastPage)
        let free = try pages.count(root: meta.freeRoot, from: firstMissing)
        if free == meta.lastPage + 1 - firstMissing { return }
        // Another process may have committed, and used those pages, since the meta pages were read.
        let now = try StoreFile(folder: folder)
        if now.meta.transaction != meta.transaction { return try now.checkLength() }
        throw StoreError(
            .truncated, "\(folder)/\(Self.name) has \(fileBytes) bytes and should have \(neededBytes)",
            advice: "The file was cut short, perhaps by an interrupted copy. Restore a backup.")
    }

    static func notAStore(_ path: String, _ reason: String) -> StoreError {
        StoreError(
            .notAStore, "\(path) is not a store: \(reason)",
            advice: "Check the path; if it was a store, restore a backup.")
    }
}

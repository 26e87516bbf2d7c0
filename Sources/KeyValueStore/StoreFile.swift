internal import Glibc
internal import GraphModel

/// What the two meta pages at the head of `data.mdb` say. Read before LMDB maps the file: LMDB takes an empty file for
/// a new store, and dies of SIGBUS on one that was cut short.
struct StoreFile {
    static let name = "data.mdb"
    static let magic: UInt32 = 0xBEEF_C0DE
    static let version: UInt32 = 1

    let folder: String
    var pageSize: Int
    var lastPage: Int
    var transaction: UInt64
    var fileBytes: Int
    /// First page of the list of free pages.
    var freeRoot: UInt64

    /// Bytes that the file must have.
    var neededBytes: Int { (lastPage + 1) * pageSize }

    init(folder: String) throws(StoreError) {
        self.folder = folder
        let path = folder + "/" + Self.name
        let descriptor = try FileDescriptor(path, O_RDONLY | O_CLOEXEC)
        let status = try descriptor.status()
        guard status.st_mode & S_IFMT == S_IFREG else { throw Self.notAStore(path, "it is not a file") }
        let first = try Self.meta(descriptor, at: 0)
        guard [4096, 8192, 16384, 32768, 65536, 1024, 2048, 512].contains(first.pageSize) else {
            throw Self.notAStore(path, "its page size is \(first.pageSize)")
        }
        let second = try Self.meta(descriptor, at: first.pageSize)
        let newest = second.transaction > first.transaction ? second : first
        pageSize = first.pageSize
        lastPage = newest.lastPage
        transaction = newest.transaction
        freeRoot = newest.freeRoot
        // After the meta pages, so that another process that commits meanwhile cannot make the file look short.
        fileBytes = Int(try descriptor.status().st_size)
    }

    /// Refuses a file that lacks pages which are in use.
    func checkLength() throws(StoreError) {
        guard fileBytes < neededBytes else { return }
        let firstMissing = fileBytes / pageSize
        var pages = try FreePages(folder: folder, pageSize: pageSize, fileBytes: fileBytes, lastPage: lastPage)
        let free = try pages.count(root: freeRoot, from: firstMissing)
        if free == lastPage + 1 - firstMissing { return }
        // Another process may have committed, and used those pages, since the meta pages were read.
        let now = try StoreFile(folder: folder)
        if now.transaction != transaction { return try now.checkLength() }
        throw StoreError(
            .truncated, "\(folder)/\(Self.name) has \(fileBytes) bytes and should have \(neededBytes)",
            advice: "The file was cut short, perhaps by an interrupted copy. Restore a backup.")
    }

    private struct Meta {
        var pageSize: Int
        var lastPage: Int
        var transaction: UInt64
        var freeRoot: UInt64
    }

    /// One meta page: a 16-byte page header, then `MDB_meta` of liblmdb 0.9 on a 64-bit machine.
    private static func meta(_ descriptor: borrowing FileDescriptor, at offset: Int) throws(StoreError) -> Meta {
        let page = try descriptor.read(at: offset, count: 152)
        guard page.count == 152 else { throw notAStore(descriptor.path, "it ends at byte \(offset + page.count)") }
        func field<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: T.Type) -> T {
            page.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type)
        }
        guard field(16, as: UInt32.self) == magic else {
            throw notAStore(descriptor.path, "its first bytes are not LMDB's")
        }
        let version = field(20, as: UInt32.self)
        guard version == Self.version else {
            throw StoreError(
                .otherVersion, "\(descriptor.path) was written by another version of LMDB (\(version))",
                advice: "Use the system's liblmdb that wrote it; nothing was changed.")
        }
        let lastPage = field(136, as: UInt64.self)
        guard lastPage < 1 << 48 else { throw notAStore(descriptor.path, "its last page is \(lastPage)") }
        return Meta(
            pageSize: Int(field(40, as: UInt32.self)), lastPage: Int(lastPage),
            transaction: field(144, as: UInt64.self), freeRoot: field(80, as: UInt64.self))
    }

    private static func notAStore(_ path: String, _ reason: String) -> StoreError {
        StoreError(
            .notAStore, "\(path) is not a store: \(reason)",
            advice: "Check the path; if it was a store, restore a backup.")
    }
}

internal import GraphModel

/// The two meta pages at the head of a data file: of the last commit and of the one before it.
struct MetaPages: Equatable {
    private static let magic: UInt32 = 0xBEEF_C0DE
    private static let version: UInt32 = 1

    private var first: Meta
    private var second: Meta

    struct Meta: Equatable {
        var pageSize: Int
        var lastPage: Int
        var transaction: UInt64
        /// First page of the list of free pages.
        var freeRoot: UInt64
        /// First page of the list of tables, and how many levels of pages it has.
        var tableList: UInt64
        var tableListDepth: Int
    }

    var newest: Meta { second.transaction > first.transaction ? second : first }
    private var older: Meta { second.transaction > first.transaction ? first : second }

    /// Reads both, again as long as they do not fit together and another process writes them.
    init(_ descriptor: borrowing FileDescriptor) throws(StoreError) {
        self = try Self.read(descriptor)
        while !isPair {
            let again = try Self.read(descriptor)
            guard again != self else {
                throw StoreError(
                    .corrupt, "the meta pages of \(descriptor.path) contradict each other", advice: "Restore a backup.")
            }
            self = again
        }
    }

    private static func read(_ descriptor: borrowing FileDescriptor) throws(StoreError) -> MetaPages {
        let first = try meta(descriptor, at: 0)
        guard [4096, 8192, 16384, 32768, 65536, 1024, 2048, 512].contains(first.pageSize) else {
            throw StoreFile.notAStore(descriptor.path, "its page size is \(first.pageSize)")
        }
        return MetaPages(first: first, second: try meta(descriptor, at: first.pageSize))
    }

    private init(first: Meta, second: Meta) {
        self.first = first
        self.second = second
    }

    /// Whether commits can have left them so: LMDB writes those with even numbers to the first page, those with odd
    /// numbers to the second, and never gives pages at the end of the file back.
    private var isPair: Bool {
        if newest.transaction == 0 { return true }
        return first.transaction % 2 == 0 && newest.transaction - older.transaction == 1
            && newest.lastPage >= older.lastPage && first.pageSize == second.pageSize
    }

    /// One meta page: a 16-byte page header, then `MDB_meta` of liblmdb 0.9 on a 64-bit machine.
    private static func meta(_ descriptor: borrowing FileDescriptor, at offset: Int) throws(StoreError) -> Meta {
        let page = try descriptor.read(at: offset, count: 152)
        guard page.count == 152 else {
            throw StoreFile.notAStore(descriptor.path, "it ends at byte \(offset + page.count)")
        }
        func field<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: T.Type) -> T {
            page.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type)
        }
        guard field(16, as: UInt32.self) == magic else {
            throw StoreFile.notAStore(descriptor.path, "its first bytes are not LMDB's")
        }
        let version = field(20, as: UInt32.self)
        guard version == Self.version else {
            throw StoreError(
                .otherVersion, "\(descriptor.path) was written by another version of LMDB (\(version))",
                advice: "Use the system's liblmdb that wrote it; nothing was changed.")
        }
        let lastPage = field(136, as: UInt64.self)
        guard lastPage < 1 << 48 else { throw StoreFile.notAStore(descriptor.path, "its last page is \(lastPage)") }
        return Meta(
            pageSize: Int(field(40, as: UInt32.self)), lastPage: Int(lastPage),
            transaction: field(144, as: UInt64.self), freeRoot: field(80, as: UInt64.self),
            tableList: field(128, as: UInt64.self), tableListDepth: Int(field(94, as: UInt16.self)))
    }
}

internal import Glibc
internal import GraphModel

/// Reads LMDB's list of free pages from the file, without mapping it.
///
/// A commit may count pages at the end of the file that it took and gave back without ever writing them: such a file is
/// shorter than its last page says and yet whole. Only when a page is missing that is not free was the file cut.
struct FreePages: ~Copyable {
    private let descriptor: FileDescriptor
    private let pageSize: Int
    private let fileBytes: Int
    private let lastPage: Int
    /// Pages of the list that were read, against loops in a damaged file.
    private var visited = 0

    init(folder: String, pageSize: Int, fileBytes: Int, lastPage: Int) throws(StoreError) {
        descriptor = try FileDescriptor(folder + "/" + StoreFile.name, O_RDONLY | O_CLOEXEC)
        self.pageSize = pageSize
        self.fileBytes = fileBytes
        self.lastPage = lastPage
    }

    private static let headerBytes = 16
    private static let mostDepth = 32

    private enum Flag {
        static let branch: UInt16 = 1
        static let leaf: UInt16 = 2
        static let overflow: UInt16 = 4
        static let bigData: UInt16 = 1
    }

    /// How many pages from `firstMissing` to the last one are free; nil when the list itself is cut or damaged.
    mutating func count(root: UInt64, from firstMissing: Int) throws(StoreError) -> Int? {
        // An empty list has no root page.
        guard root != .max else { return 0 }
        var free = Set<Int>()
        guard try collect(root, depth: 0, from: firstMissing, into: &free) else { return nil }
        return free.count
    }

    private mutating func collect(
        _ page: UInt64, depth: Int, from firstMissing: Int, into free: inout Set<Int>
    ) throws(StoreError) -> Bool {
        visited += 1
        guard depth < Self.mostDepth, visited <= lastPage, let bytes = try read(page) else { return false }
        let flags = integer(bytes, 10, as: UInt16.self)
        let nodes = (Int(integer(bytes, 12, as: UInt16.self)) - Self.headerBytes) / 2
        guard nodes >= 0, Self.headerBytes + nodes * 2 <= pageSize else { return false }
        for index in 0..<nodes {
            let node = Int(integer(bytes, Self.headerBytes + index * 2, as: UInt16.self))
            guard node >= Self.headerBytes, node + 8 <= pageSize else { return false }
            let low = UInt64(integer(bytes, node, as: UInt32.self))
            let nodeFlags = integer(bytes, node + 4, as: UInt16.self)
            if flags & Flag.branch != 0 {
                let child = low | UInt64(nodeFlags) << 32
                guard try collect(child, depth: depth + 1, from: firstMissing, into: &free) else { return false }
            } else if flags & Flag.leaf != 0 {
                let data = node + 8 + Int(integer(bytes, node + 6, as: UInt16.self))
                guard let list = try list(bytes, at: data, count: Int(low), isBig: nodeFlags & Flag.bigData != 0) else {
                    return false
                }
                for number in list where number >= firstMissing && number <= lastPage { free.insert(number) }
            } else {
                return false
            }
        }
        return true
    }

    /// Page numbers of one record: their count, then themselves, 8 bytes each.
    private func list(_ page: [UInt8], at offset: Int, count: Int, isBig: Bool) throws(StoreError) -> [Int]? {
        var bytes = page
        var start = offset
        if isBig {
            guard offset + 8 <= page.count else { return nil }
            let overflow = integer(page, offset, as: UInt64.self)
            guard let found = try read(overflow, bytes: Self.headerBytes + count) else { return nil }
            (bytes, start) = (found, Self.headerBytes)
        }
        guard count >= 8, start + count <= bytes.count else { return nil }
        let listed = integer(bytes, start, as: UInt64.self)
        guard listed <= UInt64(count / 8 - 1) else { return nil }
        return (0..<Int(listed)).map { Int(truncatingIfNeeded: integer(bytes, start + 8 + $0 * 8, as: UInt64.self)) }
    }

    private func read(_ page: UInt64, bytes: Int? = nil) throws(StoreError) -> [UInt8]? {
        let count = bytes ?? pageSize
        guard page <= UInt64(lastPage), Int(page) * pageSize + count <= fileBytes else { return nil }
        return try descriptor.read(at: Int(page) * pageSize, count: count)
    }

    private func integer<T: FixedWidthInteger & BitwiseCopyable>(_ bytes: [UInt8], _ offset: Int, as: T.Type) -> T {
        bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: T.self)
    }
}

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

    private static let mostDepth = 32

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
        guard depth < Self.mostDepth, visited <= lastPage, let bytes = try read(page), let nodes = nodes(bytes) else {
            return false
        }
        for node in nodes {
            switch node {
            case .child(let child):
                guard try collect(child, depth: depth + 1, from: firstMissing, into: &free) else { return false }
            case .record(let place, let count, let isBig):
                guard let list = try list(bytes, at: place, count: count, isBig: isBig) else { return false }
                for number in list where number >= firstMissing && number <= lastPage { free.insert(number) }
            }
        }
        return true
    }

    private enum Node {
        case child(UInt64)
        case record(place: Int, count: Int, isBig: Bool)
    }

    /// The nodes of a page; nil when it is none of a tree, or they are not in it.
    private func nodes(_ bytes: [UInt8]) -> [Node]? {
        bytes.withUnsafeBytes { bytes in
            let page = PageView(bytes: bytes)
            guard let count = page.nodeCount, page.isBranch != page.isLeaf else { return nil }
            var nodes: [Node] = []
            for index in 0..<count {
                guard let place = page.place(of: index) else { return nil }
                let value = page.value(at: place)
                nodes.append(
                    page.isBranch
                        ? .child(page.child(at: place))
                        : .record(place: value.place, count: value.count, isBig: value.isBig))
            }
            return nodes
        }
    }

    /// Page numbers of one record: their count, then themselves, 8 bytes each.
    private func list(_ page: [UInt8], at offset: Int, count: Int, isBig: Bool) throws(StoreError) -> [Int]? {
        var bytes = page
        var start = offset
        if isBig {
            guard offset + 8 <= page.count else { return nil }
            let overflow = integer(page, offset)
            guard let found = try read(overflow, bytes: PageView.headBytes + count) else { return nil }
            (bytes, start) = (found, PageView.headBytes)
        }
        guard count >= 8, start + count <= bytes.count else { return nil }
        let listed = integer(bytes, start)
        guard listed <= UInt64(count / 8 - 1) else { return nil }
        return (0..<Int(listed)).map { Int(truncatingIfNeeded: integer(bytes, start + 8 + $0 * 8)) }
    }

    private func read(_ page: UInt64, bytes: Int? = nil) throws(StoreError) -> [UInt8]? {
        let count = bytes ?? pageSize
        guard page <= UInt64(lastPage), Int(page) * pageSize + count <= fileBytes else { return nil }
        return try descriptor.read(at: Int(page) * pageSize, count: count)
    }

    private func integer(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
        bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
}

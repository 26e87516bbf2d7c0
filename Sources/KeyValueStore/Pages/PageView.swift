internal import GraphModel

/// One page of LMDB's trees as liblmdb 0.9 lays it out on a 64-bit machine: a head of 16 bytes, then the places of its
/// nodes, 2 bytes each, then what is free, then the nodes without gaps, up to the end of the page.
///
/// Trusts nothing: whatever the bytes are, it reads no others.
struct PageView {
    static let headBytes = 16
    private static let nodeHeadBytes = 8
    private static let pageNumberBytes = 8
    /// Of the record that describes a table, `MDB_db`: its size, and where it has the number of the table's root.
    static let descriptionBytes = 48
    static let rootOffset = 40

    let bytes: UnsafeRawBufferPointer

    private enum Flag {
        static let branch: UInt16 = 1
        static let leaf: UInt16 = 2
        /// Of a node: its value is in pages of its own.
        static let bigData: UInt16 = 1
    }

    /// The number that the page itself says it has.
    var number: UInt64 { integer(0) }
    var isBranch: Bool { flags & Flag.branch != 0 }
    var isLeaf: Bool { flags & Flag.leaf != 0 }
    private var flags: UInt16 { integer(10) }

    /// How many nodes it has; nil when that many places do not fit in.
    var nodeCount: Int? {
        let end = Int(integer(12) as UInt16)
        guard end >= Self.headBytes, end <= bytes.count, end % 2 == 0 else { return nil }
        return (end - Self.headBytes) / 2
    }

    /// Where a node begins; nil when its head is not in the page.
    func place(of index: Int) -> Int? {
        let place = Int(integer(Self.headBytes + index * 2) as UInt16)
        return place >= Self.headBytes && place + Self.nodeHeadBytes <= bytes.count ? place : nil
    }

    /// The page below a branch page's node.
    func child(at place: Int) -> UInt64 {
        UInt64(integer(place) as UInt32) | UInt64(integer(place + 4) as UInt16) << 32
    }

    /// The page below a branch page that a search for the key goes on in. The first node has no key: it leads to
    /// everything that is less than the second one's.
    func child(for key: UnsafeRawBufferPointer) -> UInt64? {
        childIndex(for: key).flatMap(place(of:)).map(child(at:))
    }

    /// Which of a branch page's nodes that is.
    func childIndex(for key: UnsafeRawBufferPointer) -> Int? {
        guard let count = nodeCount, count > 0 else { return nil }
        var (low, high) = (1, count)
        while low < high {
            let middle = (low + high) / 2
            guard let place = place(of: middle), let separator = self.key(at: place) else { return nil }
            if compare(separator, key) <= 0 { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    func childIndex(for key: [UInt8]) -> Int? { key.withUnsafeBytes { childIndex(for: $0) } }

    /// Whether the key lies between the first and the last of a leaf.
    func mayShow(_ key: UnsafeRawBufferPointer) -> Bool {
        guard let count = nodeCount, count > 0, let first = place(of: 0).flatMap(self.key(at:)),
            let last = place(of: count - 1).flatMap(self.key(at:))
        else { return false }
        return compare(first, key) <= 0 && compare(key, last) <= 0
    }

    /// Where the leaf node with exactly this key begins.
    func find(_ key: UnsafeRawBufferPointer) -> Int? {
        var (low, high) = (0, nodeCount ?? 0)
        while low < high {
            let middle = (low + high) / 2
            guard let place = place(of: middle), let found = self.key(at: place) else { return nil }
            let order = compare(found, key)
            if order == 0 { return place }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// A node's key; nil when it goes beyond the page.
    func key(at place: Int) -> UnsafeRawBufferPointer? {
        let start = place + Self.nodeHeadBytes
        let count = Int(integer(place + 6) as UInt16)
        return start + count <= bytes.count ? UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]) : nil
    }

    /// Where a leaf node's value begins, how long it is, and whether that place has the number of its first page
    /// instead.
    func value(at place: Int) -> (place: Int, count: Int, isBig: Bool) {
        let start = place + Self.nodeHeadBytes + Int(integer(place + 6) as UInt16)
        return (start, Int(integer(place) as UInt32), integer(place + 4) & Flag.bigData != 0)
    }

    /// Whether its nodes fill it exactly: when its count of nodes was damaged, they do not.
    var isWhole: Bool {
        guard let count = nodeCount, isBranch != isLeaf else { return false }
        let hasValues = isLeaf
        var used = 0
        for index in 0..<count {
            guard let place = place(of: index) else { return false }
            used += nodeBytes(at: place, hasValue: hasValues)
        }
        return used == usedBytes
    }

    /// Whether so many nodes of a leaf, each like the one at a place, fill it exactly.
    func isFilled(by count: Int, likeThatAt place: Int) -> Bool {
        count * nodeBytes(at: place, hasValue: true) == usedBytes
    }

    private var usedBytes: Int { bytes.count - Int(integer(14) as UInt16) }

    private func nodeBytes(at place: Int, hasValue: Bool) -> Int {
        // Length of the value, or half of a page number; flags; length of the key.
        let head: UInt64 = integer(place)
        var size = Self.nodeHeadBytes + Int(head >> 48)
        if hasValue {
            let isBig = head >> 32 & UInt64(Flag.bigData) != 0
            size += isBig ? Self.pageNumberBytes : Int(head & 0xFFFF_FFFF)
        }
        return (size + 1) & ~1
    }

    /// Precondition of all callers: the integer is in the page.
    @inline(__always)
    func integer<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> T {
        bytes.loadUnaligned(fromByteOffset: offset, as: T.self)
    }
}

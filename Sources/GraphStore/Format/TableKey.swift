internal import GraphModel

/// A key of at most 24 bytes, held inline: no allocation per look-up.
///
/// Bytes are appended most significant first, so that keys order as the numbers in them do.
struct TableKey {
    private var high: UInt64 = 0
    private var middle: UInt64 = 0
    private var low: UInt64 = 0
    private(set) var count = 0

    init() {}

    /// A copy of at most 24 bytes.
    init(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes { append(byte: byte) }
    }

    /// Appends the low `width` bytes of `value`.
    @inline(__always)
    mutating func append(_ value: UInt64, width: Int) {
        var shift = (width - 1) * 8
        while shift >= 0 {
            append(byte: UInt8(truncatingIfNeeded: value >> UInt64(shift)))
            shift -= 8
        }
    }

    @inline(__always)
    mutating func append(byte: UInt8) {
        precondition(count < 24, "keys of fixed form have at most 24 bytes")
        let shifted = UInt64(byte) << UInt64(56 - (count & 7) * 8)
        switch count >> 3 {
        case 0: high |= shifted
        case 1: middle |= shifted
        default: low |= shifted
        }
        count += 1
    }

    /// Whether `bytes` begin with this key.
    @inline(__always)
    func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= count else { return false }
        return withBytes { mine in
            for index in 0..<mine.count where mine[index] != bytes[index] { return false }
            return true
        }
    }

    /// The key's bytes, valid inside `body` only.
    @inline(__always)
    func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        var storage = (high.bigEndian, middle.bigEndian, low.bigEndian)
        let count = count
        return try withUnsafeBytes(of: &storage) { bytes throws(E) -> R in
            try body(UnsafeRawBufferPointer(rebasing: bytes[0..<count]))
        }
    }
}

extension TableKey {
    static func node(_ id: NodeID) -> TableKey {
        var key = TableKey()
        key.append(id.rawValue, width: 5)
        return key
    }

    static func relationship(_ id: RelationshipID) -> TableKey {
        var key = TableKey()
        key.append(id.rawValue, width: 5)
        return key
    }

    static func commit(_ number: CommitNumber) -> TableKey {
        var key = TableKey()
        key.append(number.rawValue, width: 5)
        return key
    }

    static func run(_ number: RunNumber) -> TableKey {
        var key = TableKey()
        key.append(number.rawValue, width: 5)
        return key
    }

    /// What all chunks of a node's relationships in one direction begin with.
    static func adjacency(_ node: UInt64, _ direction: Direction) -> TableKey {
        var key = TableKey()
        key.append(node, width: 5)
        key.append(byte: direction.rawValue)
        return key
    }

    static func token(_ token: UInt16) -> TableKey {
        var key = TableKey()
        key.append(UInt64(token), width: 2)
        return key
    }

    static func nodeHistory(_ id: NodeID, until: CommitNumber) -> TableKey {
        var key = TableKey.node(id)
        key.append(until.rawValue, width: 5)
        return key
    }

    static func relationshipHistory(
        _ node: NodeID, _ direction: Direction, until: CommitNumber, _ id: RelationshipID
    ) -> TableKey {
        var key = TableKey.adjacency(node.rawValue, direction)
        key.append(until.rawValue, width: 5)
        key.append(id.rawValue, width: 5)
        return key
    }
}

internal import GraphModel

/// One relationship as one of its ends lists it, in 24 bytes: the end, the type, the other end, the relationship, the
/// version, and flags.
///
/// The fields are packed so that three integer comparisons order entries by (end, type, other end, relationship).
struct AdjacencyEntry: BitwiseCopyable {
    /// 40 bits end, 16 bits type, 8 bits flags.
    var high: UInt64
    /// 40 bits other end, upper 24 bits of the relationship.
    var middle: UInt64
    /// Lower 16 bits of the relationship, 48 bits version.
    var low: UInt64

    static let removalFlag: UInt64 = 1
    static let propertiesFlag: UInt64 = 2

    @inline(__always)
    init(
        node: UInt64, type: UInt16, other: UInt64, relationship: UInt64, version: UInt64, hasProperties: Bool,
        isRemoval: Bool = false
    ) {
        let flags = (isRemoval ? Self.removalFlag : 0) | (hasProperties ? Self.propertiesFlag : 0)
        high = node << 24 | UInt64(type) << 8 | flags
        middle = other << 24 | relationship >> 16
        low = relationship << 48 | version
    }

    @inline(__always) var node: UInt64 { high >> 24 }
    @inline(__always) var type: UInt16 { UInt16(truncatingIfNeeded: high >> 8) }
    @inline(__always) var other: UInt64 { middle >> 24 }
    @inline(__always) var relationship: UInt64 { (middle & 0xFF_FFFF) << 16 | low >> 48 }
    @inline(__always) var version: UInt64 { low & 0xFFFF_FFFF_FFFF }
    @inline(__always) var hasProperties: Bool { high & Self.propertiesFlag != 0 }
    @inline(__always) var isRemoval: Bool { high & Self.removalFlag != 0 }

    /// The same relationship as the other end lists it.
    @inline(__always)
    var reversed: AdjacencyEntry {
        var entry = self
        entry.high = other << 24 | high & 0xFF_FFFF
        entry.middle = node << 24 | middle & 0xFF_FFFF
        return entry
    }
}

extension AdjacencyEntry: ChunkEntry {
    @inline(__always)
    static func precedes(_ a: AdjacencyEntry, _ b: AdjacencyEntry) -> Bool {
        if a.high >> 8 != b.high >> 8 { return a.high >> 8 < b.high >> 8 }
        if a.middle != b.middle { return a.middle < b.middle }
        return a.low >> 48 < b.low >> 48
    }

    func appendBoundary(to key: inout TableKey) {
        key.append(UInt64(type), width: 2)
        key.append(other, width: 5)
        key.append(relationship, width: 5)
    }

    func isAtOrAfter(boundary: UnsafeRawBufferPointer) -> Bool {
        guard boundary.count == 12 else { return true }
        var reader = ByteReader(boundary)
        guard let type = try? reader.bigEndian(width: 2), let other = try? reader.bigEndian(width: 5),
            let relationship = try? reader.bigEndian(width: 5)
        else { return true }
        return (UInt64(self.type), self.other, self.relationship) >= (type, other, relationship)
    }

    static func encode(_ entries: UnsafeBufferPointer<AdjacencyEntry>, into writer: inout ByteWriter) {
        var base = UInt64.max
        for entry in entries { base = min(base, entry.version) }
        writer.varint(base)
        var start = 0
        var previousRelationship: UInt64 = 0
        while start < entries.count {
            let type = entries[start].type
            var end = start + 1
            while end < entries.count, entries[end].type == type { end += 1 }
            writer.varint(UInt64(type))
            writer.varint(UInt64(end - start))
            var previousOther: UInt64 = 0
            for index in start..<end {
                let entry = entries[index]
                writer.varint(entry.other - previousOther)
                writer.signedVarint(Int64(entry.relationship) - Int64(previousRelationship))
                writer.varint((entry.version - base) << 1 | (entry.hasProperties ? 1 : 0))
                previousOther = entry.other
                previousRelationship = entry.relationship
            }
            start = end
        }
    }

    static func decode(
        _ payload: UnsafeRawBufferPointer, owner: UInt64, into entries: inout [AdjacencyEntry]
    ) throws(DecodingFault) {
        var cursor = try AdjacencyChunkCursor(payload, owner: owner)
        while let entry = try cursor.next() { entries.append(entry) }
    }
}

/// Goes through a chunk's entries without keeping them.
struct AdjacencyChunkCursor {
    private var reader: ByteReader
    private let owner: UInt64
    private let base: UInt64
    private var type: UInt16 = 0
    private var leftInGroup: UInt64 = 0
    private var other: UInt64 = 0
    private var relationship: UInt64 = 0

    init(_ payload: UnsafeRawBufferPointer, owner: UInt64) throws(DecodingFault) {
        reader = ByteReader(payload)
        self.owner = owner
        base = try reader.varint()
    }

    @inline(__always)
    mutating func next() throws(DecodingFault) -> AdjacencyEntry? {
        if leftInGroup == 0 {
            if reader.isAtEnd { return nil }
            try startGroup()
        }
        leftInGroup -= 1
        other &+= try reader.varint()
        relationship = UInt64(bitPattern: Int64(bitPattern: relationship) &+ (try reader.signedVarint()))
        let tail = try reader.varint()
        let version = base &+ tail >> 1
        guard (other | relationship | version) >> 40 == 0 else {
            throw DecodingFault(offset: reader.offset, reason: "identity out of range")
        }
        return AdjacencyEntry(
            node: owner, type: type, other: other, relationship: relationship, version: version,
            hasProperties: tail & 1 != 0)
    }

    private mutating func startGroup() throws(DecodingFault) {
        let raw = try reader.varint()
        guard raw <= UInt64(UInt16.max) else {
            throw DecodingFault(offset: reader.offset, reason: "relationship type out of range")
        }
        type = UInt16(raw)
        leftInGroup = UInt64(try reader.count(unit: 3))
        guard leftInGroup > 0 else { throw DecodingFault(offset: reader.offset, reason: "empty group") }
        other = 0
    }
}

internal import GraphModel

/// A node in the list of a label or of a relationship type's sources, in 8 bytes: 16 bits list, 40 bits node, 8 bits
/// flags.
struct PostingEntry: BitwiseCopyable {
    var bits: UInt64

    @inline(__always)
    init(list: UInt16, node: UInt64, isRemoval: Bool = false) {
        bits = UInt64(list) << 48 | node << 8 | (isRemoval ? 1 : 0)
    }

    @inline(__always) var list: UInt16 { UInt16(truncatingIfNeeded: bits >> 48) }
    @inline(__always) var node: UInt64 { bits >> 8 & Limits.identity }
    @inline(__always) var isRemoval: Bool { bits & 1 != 0 }
}

extension PostingEntry: ChunkEntry {
    @inline(__always)
    static func precedes(_ a: PostingEntry, _ b: PostingEntry) -> Bool { a.bits >> 8 < b.bits >> 8 }

    func appendBoundary(to key: inout TableKey) { key.append(node, width: 5) }

    func isAtOrAfter(boundary: UnsafeRawBufferPointer) -> Bool {
        guard boundary.count == 5 else { return true }
        var reader = ByteReader(boundary)
        guard let first = try? reader.bigEndian(width: 5) else { return true }
        return node >= first
    }

    static func encode(_ entries: UnsafeBufferPointer<PostingEntry>, into writer: inout ByteWriter) {
        writer.varint(UInt64(entries.count))
        var previous: UInt64 = 0
        for entry in entries {
            writer.varint(entry.node - previous)
            previous = entry.node
        }
    }

    static func decode(
        _ payload: UnsafeRawBufferPointer, owner: UInt64, into entries: inout [PostingEntry]
    ) throws(DecodingFault) {
        var cursor = try PostingChunkCursor(payload)
        let list = UInt16(truncatingIfNeeded: owner)
        while let node = try cursor.next() { entries.append(PostingEntry(list: list, node: node)) }
    }
}

/// Goes through the nodes of a posting chunk in ascending order.
struct PostingChunkCursor {
    private var reader: ByteReader
    private var remaining: Int
    private var node: UInt64 = 0

    init(_ payload: UnsafeRawBufferPointer) throws(DecodingFault) {
        reader = ByteReader(payload)
        remaining = try reader.count()
    }

    @inline(__always)
    mutating func next() throws(DecodingFault) -> UInt64? {
        guard remaining > 0 else {
            guard reader.isAtEnd else {
                throw DecodingFault(offset: reader.offset, reason: "bytes after the last node")
            }
            return nil
        }
        remaining -= 1
        node &+= try reader.varint()
        guard node <= Limits.identity else {
            throw DecodingFault(offset: reader.offset, reason: "identity out of range")
        }
        return node
    }
}

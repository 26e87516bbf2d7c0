internal import GraphModel

/// A stored version of a node: varint version commit, varint label set, property block. A view of memory that its
/// owner keeps.
struct NodeRecord {
    let version: CommitNumber
    let labelSet: UInt16
    let properties: PropertyBlock

    init(_ payload: UnsafeRawBufferPointer) throws(DecodingFault) {
        var reader = ByteReader(payload)
        version = CommitNumber(try reader.varint())
        let set = try reader.varint()
        guard set <= UInt64(UInt16.max) else { throw DecodingFault(offset: reader.offset, reason: "no such label set") }
        labelSet = UInt16(set)
        properties = PropertyBlock(try reader.raw(reader.remaining))
    }

    static func encodeHead(version: CommitNumber, labelSet: UInt16, into writer: inout ByteWriter) {
        writer.varint(version.rawValue)
        writer.varint(UInt64(labelSet))
    }
}

/// A superseded version of a relationship as one of its ends' history rows holds it: u16 type, u40 other end, varint
/// version commit, property block.
struct RelationshipHistoryRecord {
    let type: UInt16
    let other: NodeID
    let version: CommitNumber
    let properties: PropertyBlock

    init(_ payload: UnsafeRawBufferPointer) throws(DecodingFault) {
        var reader = ByteReader(payload)
        type = UInt16(try reader.bigEndian(width: 2))
        other = NodeID(try reader.bigEndian(width: 5))
        version = CommitNumber(try reader.varint())
        properties = PropertyBlock(try reader.raw(reader.remaining))
    }

    static func encode(
        type: UInt16, other: NodeID, version: CommitNumber, properties: UnsafeRawBufferPointer,
        into writer: inout ByteWriter
    ) {
        writer.bigEndian(UInt64(type), width: 2)
        writer.bigEndian(other.rawValue, width: 5)
        writer.varint(version.rawValue)
        writer.bytes.append(contentsOf: properties)
    }
}

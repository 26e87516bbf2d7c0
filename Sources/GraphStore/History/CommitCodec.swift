internal import GraphModel

/// What the store keeps of a commit in the table `commits`.
struct CommitRecord: Hashable, Sendable {
    var metadata: CommitMetadata
    var counts: ChangeCounts
    /// The identities that the next new node and relationship get. Recorded because a commit may use identities up
    /// without trace, and a replayed store must go on exactly as the original.
    var nextNode: UInt64
    var nextRelationship: UInt64
}

/// The payload of the table `commits`, as docs/format.md describes it. What a store needs of its last commit comes
/// first.
enum CommitCodec {
    static func encode(_ record: CommitRecord, into writer: inout ByteWriter) {
        writer.signedVarint(record.metadata.time.microsecondsSinceEpoch)
        writer.varint(record.nextNode)
        writer.varint(record.nextRelationship)
        encode(record.counts, into: &writer)
        writer.string(record.metadata.author)
        writer.string(record.metadata.source)
        writer.byte(record.metadata.reason == nil ? 0 : 1)
        if let reason = record.metadata.reason { writer.string(reason) }
    }

    static func decode(_ payload: UnsafeRawBufferPointer) throws(DecodingFault) -> CommitRecord {
        var reader = ByteReader(payload)
        let head = try decodeHead(of: .zero, from: &reader)
        let counts = try decodeCounts(from: &reader)
        var metadata = CommitMetadata(author: try reader.string(), source: try reader.string(), time: head.time)
        switch try reader.byte() {
        case 0: break
        case 1: metadata.reason = try reader.string()
        default: throw DecodingFault(offset: reader.offset - 1, reason: "neither a reason nor none")
        }
        guard reader.isAtEnd else { throw DecodingFault(offset: reader.offset, reason: "bytes after the commit") }
        return CommitRecord(
            metadata: metadata, counts: counts, nextNode: head.nextNode, nextRelationship: head.nextRelationship)
    }

    /// Where the store stands after a commit.
    static func decodeHead(
        of commit: CommitNumber, from reader: inout ByteReader
    ) throws(DecodingFault) -> StoreHead {
        StoreHead(
            commit: commit, time: Timestamp(microsecondsSinceEpoch: try reader.signedVarint()),
            nextNode: try reader.varint(), nextRelationship: try reader.varint())
    }

    private static func encode(_ counts: ChangeCounts, into writer: inout ByteWriter) {
        writer.varint(UInt64(counts.nodesCreated))
        writer.varint(UInt64(counts.nodesUpdated))
        writer.varint(UInt64(counts.nodesDeleted))
        writer.varint(UInt64(counts.relationshipsCreated))
        writer.varint(UInt64(counts.relationshipsUpdated))
        writer.varint(UInt64(counts.relationshipsDeleted))
        writer.varint(UInt64(counts.definitionsChanged))
    }

    private static func decodeCounts(from reader: inout ByteReader) throws(DecodingFault) -> ChangeCounts {
        var counts = ChangeCounts()
        counts.nodesCreated = try reader.identifierCount()
        counts.nodesUpdated = try reader.identifierCount()
        counts.nodesDeleted = try reader.identifierCount()
        counts.relationshipsCreated = try reader.identifierCount()
        counts.relationshipsUpdated = try reader.identifierCount()
        counts.relationshipsDeleted = try reader.identifierCount()
        counts.definitionsChanged = try reader.identifierCount()
        return counts
    }
}

extension ByteReader {
    /// A number of elements, which cannot exceed the number of identities.
    fileprivate mutating func identifierCount() throws(DecodingFault) -> Int {
        let start = offset
        let value = try varint()
        guard value <= Limits.identity else { throw DecodingFault(offset: start, reason: "count out of range") }
        return Int(value)
    }
}

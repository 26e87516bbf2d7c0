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

/// The payload of the table `commits`, as docs/format.md describes it.
enum CommitCodec {
    static func encode(_ record: CommitRecord, into writer: inout ByteWriter) {
        writer.signedVarint(record.metadata.time.microsecondsSinceEpoch)
        writer.string(record.metadata.author)
        writer.string(record.metadata.source)
        writer.byte(record.metadata.reason == nil ? 0 : 1)
        if let reason = record.metadata.reason { writer.string(reason) }
        for place in 0..<ChangeCounts.codecFields.count {
            writer.varint(UInt64(record.counts[keyPath: ChangeCounts.codecFields[place]]))
        }
        writer.varint(record.nextNode)
        writer.varint(record.nextRelationship)
    }

    static func decode(_ payload: UnsafeRawBufferPointer) throws(DecodingFault) -> CommitRecord {
        var reader = ByteReader(payload)
        let time = Timestamp(microsecondsSinceEpoch: try reader.signedVarint())
        var metadata = CommitMetadata(author: try reader.string(), source: try reader.string(), time: time)
        switch try reader.byte() {
        case 0: break
        case 1: metadata.reason = try reader.string()
        default: throw DecodingFault(offset: reader.offset - 1, reason: "neither a reason nor none")
        }
        var counts = ChangeCounts()
        for place in 0..<ChangeCounts.codecFields.count {
            counts[keyPath: ChangeCounts.codecFields[place]] = try reader.identifierCount()
        }
        let nextNode = try reader.varint()
        let nextRelationship = try reader.varint()
        guard reader.isAtEnd else { throw DecodingFault(offset: reader.offset, reason: "bytes after the commit") }
        return CommitRecord(
            metadata: metadata, counts: counts, nextNode: nextNode, nextRelationship: nextRelationship)
    }
}

extension ChangeCounts {
    /// In the order of the format.
    fileprivate static var codecFields: [WritableKeyPath<ChangeCounts, Int>] {
        [
            \.nodesCreated, \.nodesUpdated, \.nodesDeleted, \.relationshipsCreated, \.relationshipsUpdated,
            \.relationshipsDeleted, \.definitionsChanged,
        ]
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

public import GraphModel

/// A row of the table `runs`: what somebody noted of one piece of work, such as an import, beside the graph.
///
/// Rows are no part of any version of the graph: history, logs and restores know nothing of them.
public struct StoredRun: Hashable, Sendable {
    public let number: RunNumber
    /// The store's last commit when the row was written.
    public let storeCommit: CommitNumber
    /// Whether the write that left the row made that commit.
    public let madeCommit: Bool
    /// What was noted. The store never looks into it.
    public let bytes: [UInt8]

    /// The commit that the row belongs to; nil when its write changed nothing in the graph.
    public var commit: CommitNumber? { madeCommit ? storeCommit : nil }
}

/// The payload of the table `runs`, as docs/format.md describes it.
enum RunCodec {
    static func encode(_ bytes: [UInt8], at commit: CommitNumber, madeCommit: Bool) -> [UInt8] {
        var writer = ByteWriter(capacity: bytes.count + 10)
        writer.varint(commit.rawValue << 1 | (madeCommit ? 1 : 0))
        return writer.bytes + bytes
    }

    /// What is before the opaque bytes.
    static func decodeHead(
        from reader: inout ByteReader
    ) throws(DecodingFault) -> (storeCommit: CommitNumber, madeCommit: Bool) {
        let head = try reader.varint()
        guard head >> 1 <= Limits.identity else { throw DecodingFault(offset: 0, reason: "commit out of range") }
        return (CommitNumber(head >> 1), head & 1 == 1)
    }

    static func decode(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) throws(DecodingFault) -> StoredRun {
        var (key, reader) = (ByteReader(key), ByteReader(payload))
        let number = RunNumber(try key.bigEndian(width: 5))
        let head = try decodeHead(from: &reader)
        return StoredRun(
            number: number, storeCommit: head.storeCommit, madeCommit: head.madeCommit,
            bytes: [UInt8](try reader.raw(reader.remaining)))
    }
}

/// The binary form of a whole delta, as docs/change-feed.md describes it: for a delta that travels by itself. The log
/// of a store, whose commits may be larger than memory, uses operation blocks directly.
public enum DeltaCodec {
    /// The first byte.
    public static let formatVersion: UInt8 = 1
    /// Operations are cut into blocks of about this size.
    static let blockBytes = 256 << 10

    private enum ReadCode: UInt8 {
        case everything = 0
        case node = 1
        case relationships = 2
        case label = 3
    }

    /// The delta's bytes. Deterministic: equal deltas have equal bytes.
    public static func encode(_ delta: GraphDelta) -> [UInt8] {
        var writer = ByteWriter(capacity: 256)
        writer.byte(formatVersion)
        writer.varint(delta.base.map { $0.rawValue + 1 } ?? 0)
        writer.varint(UInt64(delta.reads.count))
        for read in delta.reads { encode(read, into: &writer) }
        var encoder = OperationBlockEncoder()
        for operation in delta.operations {
            encoder.append(operation)
            if encoder.byteCount >= blockBytes { writer.lengthPrefixed(encoder.finish()) }
        }
        if encoder.count > 0 { writer.lengthPrefixed(encoder.finish()) }
        return writer.bytes
    }

    /// Reads a delta that fills all of `bytes`. Whatever they are, it ends with a delta or a fault.
    public static func decode(_ bytes: UnsafeRawBufferPointer) throws(DecodingFault) -> GraphDelta {
        var reader = ByteReader(bytes)
        guard try reader.byte() == formatVersion else {
            throw DecodingFault(offset: 0, reason: "delta of an unknown format version")
        }
        var delta = GraphDelta()
        let base = try reader.varint()
        guard base <= Limits.identity + 1 else { throw DecodingFault(offset: 1, reason: "commit out of range") }
        if base > 0 { delta.base = CommitNumber(base - 1) }
        for _ in 0..<(try reader.count()) { delta.reads.append(try decodeRead(&reader)) }
        while !reader.isAtEnd {
            let block = try reader.lengthPrefixed()
            let start = reader.offset - block.count
            do {
                var decoder = try OperationBlockDecoder(block)
                while let operation = try decoder.next() { delta.operations.append(operation) }
            } catch {
                throw DecodingFault(offset: start + error.offset, reason: error.reason)
            }
        }
        return delta
    }

    private static func encode(_ read: ReadDependency, into writer: inout ByteWriter) {
        switch read {
        case .everything: writer.byte(ReadCode.everything.rawValue)
        case .node(let id):
            writer.byte(ReadCode.node.rawValue)
            writer.varint(id.rawValue)
        case .relationships(let id):
            writer.byte(ReadCode.relationships.rawValue)
            writer.varint(id.rawValue)
        case .label(let label):
            writer.byte(ReadCode.label.rawValue)
            writer.string(label)
        }
    }

    private static func decodeRead(_ reader: inout ByteReader) throws(DecodingFault) -> ReadDependency {
        let start = reader.offset
        switch ReadCode(rawValue: try reader.byte()) {
        case .everything: return .everything
        case .node: return .node(try identity(&reader))
        case .relationships: return .relationships(of: try identity(&reader))
        case .label: return .label(try reader.string())
        case nil: throw DecodingFault(offset: start, reason: "unknown kind of read")
        }
    }

    private static func identity(_ reader: inout ByteReader) throws(DecodingFault) -> NodeID {
        let start = reader.offset
        let identity = try reader.varint()
        guard identity <= Limits.identity else { throw DecodingFault(offset: start, reason: "identity out of range") }
        return NodeID(identity)
    }
}

internal import GraphModel

/// Keys of the table `indexes`: u16 index, the ordered encodings of the values, then the element: u40 node, or u40
/// relationship and u40 source.
///
/// Encodings that together reach `valueBytes` are cut: their beginning, then a hash of the whole. Keys whose value part
/// has exactly that length are candidates only, to be checked against the element.
enum IndexKey {
    /// Length of the value part from which it is cut.
    static let valueBytes = 400
    private static let hashBytes = 8

    /// Bytes of the element at the end of a key.
    static func elementBytes(isRelationship: Bool) -> Int { isRelationship ? 10 : 5 }

    /// Cuts the value part that begins at `start` of the writer's bytes, if it is too long.
    static func cut(_ writer: inout ByteWriter, from start: Int) {
        guard writer.bytes.count - start >= valueBytes else { return }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in start..<writer.bytes.count { hash = (hash ^ UInt64(writer.bytes[index])) &* 0x100_0000_01B3 }
        writer.bytes.removeSubrange((start + valueBytes - hashBytes)...)
        writer.bigEndian(hash, width: hashBytes)
    }

    static func isCut(valueCount: Int) -> Bool { valueCount >= valueBytes }

    /// The index and the values, without the element.
    static func encode(index: UInt16, values: [PropertyValue], into writer: inout ByteWriter) {
        writer.bigEndian(UInt64(index), width: 2)
        let start = writer.bytes.count
        for value in values { OrderedValueEncoding.encode(value, into: &writer) }
        cut(&writer, from: start)
    }

    /// The element that a key ends with; nil when the key is too short.
    static func element(_ key: UnsafeRawBufferPointer, isRelationship: Bool) -> IndexedElementID? {
        let width = elementBytes(isRelationship: isRelationship)
        guard key.count >= 2 + width else { return nil }
        var reader = ByteReader(key, offset: key.count - width)
        guard let first = try? reader.bigEndian(width: 5) else { return nil }
        guard isRelationship else { return .node(NodeID(first)) }
        guard let source = try? reader.bigEndian(width: 5) else { return nil }
        return .relationship(RelationshipID(first), source: NodeID(source))
    }
}

/// What an index entry stands for.
enum IndexedElementID: Hashable {
    case node(NodeID)
    case relationship(RelationshipID, source: NodeID)

    /// Nodes by identity, then relationships by identity.
    static func precedes(_ a: IndexedElementID, _ b: IndexedElementID) -> Bool {
        switch (a, b) {
        case (.node(let x), .node(let y)): x < y
        case (.relationship(let x, _), .relationship(let y, _)): x < y
        case (.node, .relationship): true
        case (.relationship, .node): false
        }
    }
}

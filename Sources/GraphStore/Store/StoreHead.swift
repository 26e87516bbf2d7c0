internal import GraphModel

/// Where the store stands: the record `head` of the table `meta`, written by every commit.
struct StoreHead: Hashable, Sendable {
    var commit = CommitNumber.zero
    var time = Timestamp(microsecondsSinceEpoch: .min)
    /// Identities that the next new elements get.
    var nextNode: UInt64 = 1
    var nextRelationship: UInt64 = 1

    static let key = Array("head".utf8)

    init() {}

    /// varint commit, svarint time, varint next node, varint next relationship.
    init(_ payload: UnsafeRawBufferPointer) throws(DecodingFault) {
        var reader = ByteReader(payload)
        commit = CommitNumber(try reader.varint())
        time = Timestamp(microsecondsSinceEpoch: try reader.signedVarint())
        nextNode = try reader.varint()
        nextRelationship = try reader.varint()
    }

    func encode() -> [UInt8] {
        var writer = ByteWriter()
        writer.varint(commit.rawValue)
        writer.signedVarint(time.microsecondsSinceEpoch)
        writer.varint(nextNode)
        writer.varint(nextRelationship)
        return writer.bytes
    }
}

/// What is kept in memory of a store's latest commit.
struct StoreState: Sendable {
    var head = StoreHead()
    var names = Names()
    var definitions = Definitions()
    /// What was worked out of these names and definitions.
    var plans = PlanCache()
}

internal import GraphModel
internal import KeyValueStore

/// Cursors that stay where they found what was sought last: what an import asks for comes mostly in the order in which
/// an earlier one wrote it, and is then found without a descent of the tree.
///
/// None may outlive the transaction: see `GraphWriter.readingNearby`.
final class NearbyReads {
    var nodes: UnsafeCursor
    var indexes: UnsafeCursor
    var adjacency: UnsafeCursor
    var relationships: UnsafeCursor
    /// The index key under way. Kept for its memory.
    var key = ByteWriter(capacity: 512)

    init(_ transaction: UnsafeTransaction) throws(StoreError) {
        nodes = try transaction.cursor(.nodes)
        indexes = try transaction.cursor(.indexes)
        adjacency = try transaction.cursor(.adjacency)
        relationships = try transaction.cursor(.relationships)
    }

    /// The record of a node, valid until the next change.
    func node(_ id: NodeID) throws(StoreError) -> NodeRecord? {
        guard id.rawValue <= Limits.identity,
            try TableKey.node(id).withBytes({ (key) throws(StoreError) in try nodes.seek(key) })
        else { return nil }
        return try decoding(.nodes) { () throws(DecodingFault) in try NodeRecord(nodes.payload) }
    }

    /// The properties of a relationship that has some, valid until the next change.
    func properties(of id: UInt64) throws(StoreError) -> PropertyBlock? {
        let key = TableKey.relationship(RelationshipID(id))
        guard try key.withBytes({ (key) throws(StoreError) in try relationships.seek(key) }) else { return nil }
        return PropertyBlock(relationships.payload)
    }

    /// The first node that the table has under `key`.
    func firstIndexedNode() throws(StoreError) -> NodeID? {
        try key.bytes.withStoredBytes { (key) throws(StoreError) in
            let length = key.count + IndexKey.elementBytes(isRelationship: false)
            var isThere = try indexes.first(prefix: key)
            while isThere {
                // A longer key is that of a text that goes on with a zero.
                if indexes.key.count == length { return IndexKey.element(indexes.key, isRelationship: false)?.node }
                isThere = try indexes.next(prefix: key)
            }
            return nil
        }
    }
}

public import GraphModel
internal import KeyValueStore

/// An index over one property, looked up once for many nodes of one write.
public struct TextIndex {
    let index: IndexInfo
}

/// What an import asks of a store that holds most of what it reports: bytes are compared with bytes, and nothing is
/// decoded. Inside `readingNearby` look-ups in nearly the order of the tables cost a third of a microsecond; outside
/// each costs a descent and the opening of cursors.
extension GraphWriter {
    /// Runs `body` with cursors that stay where they found what was sought last. Not to be nested.
    public func readingNearby(_ body: () throws(StoreError) -> Void) throws(StoreError) {
        session.nearby = try NearbyReads(transaction)
        defer { session.nearby = nil }
        try body()
    }

    /// Errors: `definition.unknown` when there is no such index on nodes.
    public func index(ofTexts name: String) throws(StoreError) -> TextIndex {
        TextIndex(index: try index(name, onRelationships: false))
    }

    /// The first of the nodes that an index has under a text, which is UTF-8.
    public func firstNode(_ index: TextIndex, text: UnsafeRawBufferPointer) throws(StoreError) -> NodeID? {
        // Escaped it is twice as long at most.
        if text.count * 2 + 2 < IndexKey.valueBytes { return try session.firstNode(index.index, text: text) }
        return try nodes(index: index.index.definition.name, equals: [.string(String(decoding: text, as: UTF8.self))])
            .first
    }

    /// The labels of a node, ascending; nil when there is no such node.
    public func labels(of id: NodeID) throws(StoreError) -> [String]? {
        try session.labelSet(of: id).flatMap { names.labelNames(ofSet: $0) }
    }

    /// Whether a node has these labels, all of these properties, and not the property `absent`.
    public func holds(
        _ id: NodeID, _ labels: LabelSetToken, packed properties: UnsafeRawBufferPointer, without absent: String
    ) throws(StoreError) -> Bool {
        try session.holds(id, labels.rawValue, properties, without: absent)
    }

    /// Whether a relationship that is there has all of these properties.
    public func holds(_ id: RelationshipID, packed properties: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        try session.holds(id, properties)
    }

    /// Hands out the relationships that lead from a node, in order of type and target, each with the text (UTF-8) of
    /// its property `key` if it has one. `body` must not use the writer.
    public func eachRelationship(
        from source: NodeID, text key: String? = nil, _ body: (StoredRelationship, UnsafeRawBufferPointer?) -> Void
    ) throws(StoreError) {
        try session.eachRelationship(from: source, text: key, body)
    }
}

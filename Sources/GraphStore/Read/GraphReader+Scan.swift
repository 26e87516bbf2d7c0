public import GraphModel
internal import KeyValueStore

/// A node as a scan hands it out.
public struct ScannedNode {
    public let id: NodeID
    /// The number of its set of labels; `labels(ofSet:)` tells them.
    public let labelSet: UInt16
    /// Which of the combinations of properties that the scan was asked for it has.
    public let combination: Int
}

/// A relationship as a scan hands it out.
public struct ScannedRelationship {
    public let id: RelationshipID
    /// The number of its type; `type(numbered:)` tells its name.
    public let type: UInt16
    public let source: NodeID
    public let target: NodeID
}

/// Reading everything in one go, table by table in the order of their keys: for what is derived from the whole graph.
extension GraphReader {
    /// 16 bytes that no other store has.
    public func storeIdentity() throws(StoreError) -> [UInt8] {
        var identity = try transaction.get(.meta, StoreIdentity.key).map { [UInt8]($0.prefix(16)) } ?? []
        identity += [UInt8](repeating: 0, count: 16 - identity.count)
        return identity
    }

    /// When a commit happened; nil when the store does not have it, or not any more.
    public func time(of commit: CommitNumber) throws(StoreError) -> Timestamp? {
        try transaction.commitRecord(commit)?.metadata.time
    }

    /// The labels of a set, ascending; empty when there is no such set.
    public func labels(ofSet number: UInt16) -> [String] { names.labelNames(ofSet: number) ?? [] }

    /// Whether a set of labels has one. Linear in the set, which is small.
    public func hasLabel(_ label: String, inSet number: UInt16) -> Bool {
        guard let token = names.labels.token(label) else { return false }
        return names.labelSets.labels(number)?.contains(token) ?? false
    }

    /// The name of a relationship type; nil when there is no such type.
    public func type(numbered number: UInt16) -> String? { names.types.name(number) }

    /// The combinations of properties whose key is `wanted`, for a scan to fill.
    public func combinations(of wanted: (String) -> Bool) -> PropertyCombinations {
        PropertyCombinations(
            wanted: (0..<names.keys.count).map { token in
                names.keys.name(UInt16(token)).flatMap { wanted($0) ? $0 : nil }
            })
    }

    /// Hands out every node, ascending, with the properties that `combinations` are of. Of the present only.
    public func scanNodes(
        _ combinations: inout PropertyCombinations, _ body: (ScannedNode, PropertyCombinations) throws -> Void
    ) throws {
        try beginScan()
        var cursor = try transaction.cursor(.nodes)
        var isThere = try cursor.first()
        while isThere {
            let (key, payload) = (cursor.key, cursor.payload)
            let node = try decoding(.nodes) { () throws(DecodingFault) in
                var reader = ByteReader(key)
                let id = NodeID(try reader.bigEndian(width: 5))
                let record = try NodeRecord(payload)
                return ScannedNode(
                    id: id, labelSet: record.labelSet, combination: try combinations.number(of: record.properties))
            }
            try body(node, combinations)
            isThere = try cursor.next()
        }
    }

    /// Hands out the relationships that lead from the nodes in a range, ascending by source, then by type and target.
    /// Of the present only.
    public func scanRelationships(
        from sources: ClosedRange<NodeID>, _ body: (ScannedRelationship) throws -> Void
    ) throws {
        try beginScan()
        var cursor = try transaction.cursor(.adjacency)
        var isThere = try TableKey.node(sources.lowerBound).withBytes { (key) throws(StoreError) in
            try cursor.seek(atLeast: key)
        }
        while isThere {
            let (key, payload) = (cursor.key, cursor.payload)
            guard key.count >= 6 else { throw StoreError.corrupt(.adjacency, "a key is too short") }
            if TableKey.leadingNode(key) > sources.upperBound.rawValue { return }
            if key[5] == Direction.outgoing.rawValue { try Self.scanChunk(key, payload, body) }
            isThere = try cursor.next()
        }
    }

    private static func scanChunk(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer,
        _ body: (ScannedRelationship) throws -> Void
    ) throws {
        do {
            var reader = ByteReader(key)
            let source = try reader.bigEndian(width: 5)
            var chunk = try AdjacencyChunkCursor(payload, owner: source)
            while let entry = try chunk.next() {
                try body(
                    ScannedRelationship(
                        id: RelationshipID(entry.relationship), type: entry.type, source: NodeID(source),
                        target: NodeID(entry.other)))
            }
        } catch let fault as DecodingFault {
            throw StoreError.corrupt(.adjacency, fault)
        }
    }

    /// Hands out the relationships that have any of the properties that `combinations` are of, ascending by identity,
    /// each with its combination. Of the present only.
    public func scanRelationshipProperties(
        _ combinations: inout PropertyCombinations, _ body: (RelationshipID, Int) throws -> Void
    ) throws {
        try beginScan()
        if combinations.areEmpty { return }
        var cursor = try transaction.cursor(.relationships)
        var isThere = try cursor.first()
        while isThere {
            let (key, payload) = (cursor.key, cursor.payload)
            let (id, combination) = try decoding(.relationships) { () throws(DecodingFault) in
                var reader = ByteReader(key)
                let id = RelationshipID(try reader.bigEndian(width: 5))
                return (id, try combinations.number(of: PropertyBlock(payload)))
            }
            if combination != 0 { try body(id, combination) }
            isThere = try cursor.next()
        }
    }

    private func beginScan() throws(StoreError) {
        precondition(past == nil, "a scan reads the present")
        try settle()
    }
}

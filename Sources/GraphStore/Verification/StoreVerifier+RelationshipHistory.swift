internal import GraphModel
internal import KeyValueStore

extension StoreVerifier {
    /// The rows of one node and direction.
    private struct HistoryList {
        var node: UInt64 = 0
        var direction = Direction.outgoing
        /// By relationship: the commit that ended its last version so far.
        var ends: [UInt64: CommitNumber] = [:]
        /// Sources and targets tell the same.
        var sums: [SetSum] = [SetSum(), SetSum()]
    }

    /// Past versions of relationships are the same from both ends and follow each other.
    mutating func checkRelationshipHistory() throws(StoreError) {
        var list = HistoryList()
        try scan(.relationshipHistory) { (verifier, key, payload) throws(DecodingFault) in
            try verifier.checkRow(key, payload, &list)
        }
        finish(&list)
        if list.sums[0] != list.sums[1] { find(.relationshipHistory, "sources and targets tell different histories") }
    }

    private mutating func checkRow(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer, _ list: inout HistoryList
    ) throws(DecodingFault) {
        guard key.count == 16, let direction = Direction(rawValue: key[5]) else {
            throw DecodingFault(offset: 0, reason: "not the key of a past version")
        }
        let node = try number(key, at: 0, width: 5)
        if node != list.node || direction != list.direction {
            finish(&list)
            (list.node, list.direction) = (node, direction)
        }
        let until = CommitNumber(try number(key, at: 6, width: 5))
        let id = try number(key, at: 11, width: 5)
        let record = try RelationshipHistoryRecord(payload)
        try check(version: record.version)
        try check(record.properties)
        guard names.types.name(record.type) != nil else { throw DecodingFault(offset: 0, reason: "unknown type") }
        if record.version >= until || until > head.commit || record.version < list.ends[id] ?? .zero {
            find(.relationshipHistory, key, "held from commit \(record.version), which overlaps with another version")
        }
        list.ends[id] = until
        let (source, target) =
            direction == .outgoing ? (node, record.other.rawValue) : (record.other.rawValue, node)
        list.sums[Int(direction.rawValue)].insert(
            source << 16 ^ UInt64(record.type), target << 24 ^ id, record.version.rawValue << 24 ^ until.rawValue,
            SetSum.digest(record.properties.bytes))
    }

    /// Compares the ends of past versions with the beginnings of present ones.
    private mutating func finish(_ list: inout HistoryList) {
        guard !list.ends.isEmpty else { return }
        let (node, direction, ends) = (list.node, list.direction, list.ends)
        list.ends.removeAll(keepingCapacity: true)
        var hasPresent = false
        attempt(.adjacency) { (verifier) throws(StoreError) in
            var overlapping: [UInt64] = []
            try verifier.transaction.scanAdjacency(NodeID(node), direction) { entry in
                hasPresent = true
                if let end = ends[entry.relationship], entry.version < end.rawValue {
                    overlapping.append(entry.relationship)
                }
                return true
            }
            for id in overlapping {
                verifier.find(.relationshipHistory, "relationship ~\(id) held in the past and the present at once")
            }
        }
        // Sources with present relationships were noted with those.
        if direction == .outgoing, !hasPresent { noteSource(node, present: [:]) }
    }
}

public import GraphModel
internal import KeyValueStore

extension GraphReader {
    /// A node's relationships in one direction, of some types or of all (nil), ordered by type token, other end and
    /// identity. Cost: linear in the node's relationships in that direction.
    public func relationships(
        of node: NodeID, _ direction: Direction, types: [String]? = nil
    ) throws(StoreError) -> [Relationship] {
        try settle(node)
        let decoder = VersionDecoder(names: names)
        let tokens = types.map { Set($0.compactMap(names.types.token)) }
        var result: [Relationship] = []
        if let past {
            try transaction.relationshipVersions(of: node, direction, after: past, withUnchanged: true) {
                (version) throws(StoreError) in
                guard version.holds(at: past), tokens?.contains(version.type) ?? true else { return }
                result.append(try decoder.relationship(version))
            }
            return result.sorted { Self.precedes($0, $1, direction) }
        }
        for entry in try entries(of: node, direction, tokens) {
            result.append(try decoder.relationship(try transaction.present(entry, direction)))
        }
        return result
    }

    private static func precedes(_ a: Relationship, _ b: Relationship, _ direction: Direction) -> Bool {
        if !NameTable.same(a.type, b.type) { return Names.precedes(a.type, b.type) }
        let (x, y) = direction == .outgoing ? (a.target, b.target) : (a.source, b.source)
        return x != y ? x < y : a.id < b.id
    }

    private func entries(
        of node: NodeID, _ direction: Direction, _ types: Set<UInt16>?
    ) throws(StoreError) -> [AdjacencyEntry] {
        var result: [AdjacencyEntry] = []
        guard let types else {
            try transaction.scanAdjacency(node, direction) { entry in
                result.append(entry)
                return true
            }
            return result
        }
        for type in types.sorted() {
            try transaction.scanAdjacency(node, direction, from: type) { entry in
                guard entry.type == type else { return false }
                result.append(entry)
                return true
            }
        }
        return result
    }

    /// The relationship at the place that the reference names, or nil.
    public func relationship(_ reference: RelationshipReference) throws(StoreError) -> Relationship? {
        guard let type = names.types.token(reference.type),
            max(reference.source.rawValue, reference.target.rawValue, reference.id.rawValue) <= Limits.identity
        else { return nil }
        try settle(reference.source)
        let decoder = VersionDecoder(names: names)
        let place = RelationshipPlace(
            id: reference.id.rawValue, type: type, source: reference.source.rawValue,
            target: reference.target.rawValue)
        if let entry = try transaction.adjacencyEntry(place), entry.version <= past?.rawValue ?? .max {
            return try decoder.relationship(try transaction.present(entry, .outgoing))
        }
        guard let past else { return nil }
        var found: Relationship?
        try transaction.relationshipVersions(of: reference.source, .outgoing, after: past, withUnchanged: false) {
            (version) throws(StoreError) in
            guard version.id == reference.id, version.type == type, version.target == reference.target,
                version.holds(at: past)
            else { return }
            found = try decoder.relationship(version)
        }
        return found
    }

    /// How many relationships a node has in one direction, of one type or of all.
    public func degree(of node: NodeID, _ direction: Direction, type: String? = nil) throws(StoreError) -> Int {
        if past != nil { return try relationships(of: node, direction, types: type.map { [$0] }).count }
        try settle(node)
        guard let type else {
            var count = 0
            try transaction.scanAdjacency(node, direction) { _ in
                count += 1
                return true
            }
            return count
        }
        guard let token = names.types.token(type) else { return 0 }
        return try entries(of: node, direction, [token]).count
    }
}

internal import GraphModel
internal import KeyValueStore

extension UnsafeTransaction {
    /// Hands out a node's relationships in one direction by type, other end and identity, from `type` on if given, and
    /// from `other` on among these, until `body` returns false.
    @inline(__always)
    func scanAdjacency(
        _ node: NodeID, _ direction: Direction, from type: UInt16? = nil, other: NodeID = NodeID(0),
        _ body: (AdjacencyEntry) -> Bool
    ) throws(StoreError) {
        guard node.rawValue <= Limits.identity else { return }
        let prefix = TableKey.adjacency(node.rawValue, direction)
        var start = prefix
        if let type {
            start.append(UInt64(type), width: 2)
            if other.rawValue > 0 { start.append(other.rawValue, width: 5) }
        }
        try forEachRecord(.adjacency, prefix: prefix, from: start) { (_, payload) throws(StoreError) in
            do throws(DecodingFault) {
                var chunk = try AdjacencyChunkCursor(payload, owner: node.rawValue)
                while let entry = try chunk.next() {
                    if let type, entry.type < type || (entry.type == type && entry.other < other.rawValue) { continue }
                    guard body(entry) else { return false }
                }
                return true
            } catch {
                throw .corrupt(.adjacency, error)
            }
        }
    }

    /// Whether a node has a relationship of a type.
    func hasAdjacency(_ node: NodeID, _ direction: Direction, type: UInt16) throws(StoreError) -> Bool {
        var isFound = false
        try scanAdjacency(node, direction, from: type) { entry in
            isFound = entry.type == type
            return false
        }
        return isFound
    }

    /// A relationship's entry in the list of its source, or nil. Decodes one chunk.
    func adjacencyEntry(_ place: RelationshipPlace) throws(StoreError) -> AdjacencyEntry? {
        let prefix = TableKey.adjacency(place.source, .outgoing)
        let sought = AdjacencyEntry(
            node: place.source, type: place.type, other: place.target, relationship: place.id, version: 0,
            hasProperties: false)
        var key = prefix
        sought.appendBoundary(to: &key)
        var cursor = try cursor(.adjacency)
        guard try key.withBytes({ (key) throws(StoreError) in try cursor.seek(atMost: key) }),
            prefix.begins(cursor.key)
        else { return nil }
        do throws(DecodingFault) {
            var chunk = try AdjacencyChunkCursor(cursor.payload, owner: place.source)
            while let entry = try chunk.next() {
                if AdjacencyEntry.precedes(entry, sought) { continue }
                return AdjacencyEntry.precedes(sought, entry) ? nil : entry
            }
        } catch {
            throw .corrupt(.adjacency, error)
        }
        return nil
    }

    /// Hands out the nodes of a posting list in ascending order until `body` returns false.
    func scanPostings(_ table: Table, _ list: UInt16, _ body: (NodeID) -> Bool) throws(StoreError) {
        let prefix = TableKey.token(list)
        try forEachRecord(table, prefix: prefix, from: prefix) { (_, payload) throws(StoreError) in
            do throws(DecodingFault) {
                var chunk = try PostingChunkCursor(payload)
                while let node = try chunk.next() {
                    guard body(NodeID(node)) else { return false }
                }
                return true
            } catch {
                throw .corrupt(table, error)
            }
        }
    }
}

extension UnsafeTransaction {
    /// `forEachRecord` for keys of fixed form.
    @inline(__always)
    private func forEachRecord(
        _ table: Table, prefix: TableKey, from start: TableKey,
        _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws(StoreError) -> Bool
    ) throws(StoreError) {
        try prefix.withBytes { (prefix) throws(StoreError) in
            try start.withBytes { (start) throws(StoreError) in
                try forEachRecord(table, prefix: prefix, from: start, body)
            }
        }
    }
}

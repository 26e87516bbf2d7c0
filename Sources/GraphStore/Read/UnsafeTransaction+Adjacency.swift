internal import GraphModel
internal import KeyValueStore

extension UnsafeTransaction {
    /// Hands out a node's relationships in one direction by type, other end and identity, from `type` on if given,
    /// until `body` returns false.
    @inline(__always)
    func scanAdjacency(
        _ node: NodeID, _ direction: Direction, from type: UInt16? = nil, _ body: (AdjacencyEntry) -> Bool
    ) throws(StoreError) {
        guard node.rawValue <= Limits.identity else { return }
        let prefix = TableKey.adjacency(node.rawValue, direction)
        var cursor = try cursor(.adjacency)
        var isThere = false
        if let type {
            var sought = prefix
            sought.append(UInt64(type), width: 2)
            isThere = try sought.withBytes { (key) throws(StoreError) in try cursor.seek(atMost: key) }
            if !isThere || !prefix.begins(cursor.key) {
                isThere = try prefix.withBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
            }
        } else {
            isThere = try prefix.withBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
        }
        while isThere, prefix.begins(cursor.key) {
            do throws(DecodingFault) {
                var chunk = try AdjacencyChunkCursor(cursor.payload, owner: node.rawValue)
                while let entry = try chunk.next() {
                    if let type, entry.type < type { continue }
                    guard body(entry) else { return }
                }
            } catch {
                throw .corrupt(.adjacency, error)
            }
            isThere = try cursor.next()
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
        var cursor = try cursor(table)
        var isThere = try prefix.withBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
        while isThere, prefix.begins(cursor.key) {
            do throws(DecodingFault) {
                var chunk = try PostingChunkCursor(cursor.payload)
                while let node = try chunk.next() {
                    guard body(NodeID(node)) else { return }
                }
            } catch {
                throw .corrupt(table, error)
            }
            isThere = try cursor.next()
        }
    }
}

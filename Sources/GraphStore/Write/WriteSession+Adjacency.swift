internal import GraphModel
internal import KeyValueStore

extension WriteSession {
    /// The label set of a node, or nil when there is no such node. No look at the table for nodes of this commit.
    @inline(__always)
    func labelSet(of id: NodeID) throws(StoreError) -> UInt16? {
        if isPlaceOfNewNode(id) {
            let set = newLabelSets[Int(id.rawValue - firstNewNode)]
            return set == Self.noLabelSet ? nil : set
        }
        return try storedLabelSet(of: id)
    }

    private func storedLabelSet(of id: NodeID) throws(StoreError) -> UInt16? {
        guard id.rawValue <= Limits.identity, let payload = try transaction.get(.nodes, .node(id)) else { return nil }
        return try decoding(.nodes) { () throws(DecodingFault) in try NodeRecord(payload).labelSet }
    }

    /// The place that a reference names, or nil when its type was never used.
    func place(_ reference: RelationshipReference) -> RelationshipPlace? {
        guard let type = names.types.token(reference.type) else { return nil }
        return RelationshipPlace(
            id: reference.id.rawValue, type: type, source: reference.source.rawValue, target: reference.target.rawValue)
    }

    /// Every relationship of a node, those to itself once.
    func places(of id: NodeID) throws(StoreError) -> [RelationshipPlace] {
        try flushAdjacency(of: id)
        var result: [RelationshipPlace] = []
        for direction in Direction.allCases {
            try transaction.scanAdjacency(id, direction) { entry in
                let (source, target) =
                    direction == .outgoing ? (entry.node, entry.other) : (entry.other, entry.node)
                if direction == .incoming, source == target { return true }
                result.append(
                    RelationshipPlace(id: entry.relationship, type: entry.type, source: source, target: target))
                return true
            }
        }
        return result
    }

    /// The entry of a relationship in its source's list, or nil.
    func entry(of place: RelationshipPlace) throws(StoreError) -> AdjacencyEntry? {
        guard max(place.source, place.target, place.id) <= Limits.identity else { return nil }
        try flushAdjacency(of: NodeID(place.source))
        return try transaction.adjacencyEntry(place)
    }

    /// The relationship as it is now, or nil.
    func state(of place: RelationshipPlace) throws(StoreError) -> RelationshipState? {
        guard let entry = try entry(of: place) else { return nil }
        var block = PropertyBlock.emptyBytes
        if entry.hasProperties {
            let key = TableKey.relationship(RelationshipID(place.id))
            guard let payload = try transaction.get(.relationships, key) else {
                throw .corrupt(.relationships, "relationship ~\(place.id) lacks its properties")
            }
            block = [UInt8](payload)
        }
        return RelationshipState(version: CommitNumber(entry.version), block: block)
    }

    /// Makes the tables tell the truth about a node's relationships.
    func flushAdjacency(of id: NodeID) throws(StoreError) {
        if pendingEnds.mayContain(id.rawValue) { try flushAdjacency() }
    }

    /// Writes all pending changes of adjacency, in the order of the table's keys.
    func flushAdjacency() throws(StoreError) {
        guard !outgoing.isEmpty else { return }
        var incoming = outgoing.map(\.reversed)
        let isLarge = outgoing.count >= Threshold.parallelSort
        let other = isLarge ? Threads.start { AdjacencySort.sort(&incoming) } : nil
        AdjacencySort.sort(&outgoing)
        if let other { other.join() } else { AdjacencySort.sort(&incoming) }
        try writeAdjacency(incoming)
        outgoing.removeAll(keepingCapacity: outgoing.count < 1 << 16)
        pendingEnds.removeAll()
        try settleLostTypes()
    }

    private func writeAdjacency(_ incoming: [AdjacencyEntry]) throws(StoreError) {
        var cursor = try transaction.cursor(.adjacency)
        let lastNode = try cursor.last() ? TableKey.leadingNode(cursor.key) : 0
        try outgoing.withUnsafeBuffer { (outgoing) throws(StoreError) in
            try incoming.withUnsafeBuffer { (incoming) throws(StoreError) in
                var changes = AdjacencyChanges(outgoing, incoming)
                var lists = ChunkedLists<AdjacencyEntry>(.adjacency)
                while let list = changes.next(upTo: lastNode) { try apply(list, &lists, &cursor) }
                try append(changes, &cursor)
            }
        }
    }

    private func apply(
        _ list: AdjacencyChanges.List, _ lists: inout ChunkedLists<AdjacencyEntry>, _ cursor: inout UnsafeCursor
    ) throws(StoreError) {
        let prefix = TableKey.adjacency(list.node, list.direction)
        try lists.apply(list.changes, prefix: prefix, owner: list.node, in: transaction, cursor: &cursor) {
            before, after in
            if list.direction == .outgoing { noteTypes(list.node, before: before, after: after) }
        }
    }

    /// Appends lists that the table does not have; many are encoded on another thread, a block ahead.
    private func append(_ changes: AdjacencyChanges, _ cursor: inout UnsafeCursor) throws(StoreError) {
        guard !changes.isEmpty else { return }
        let encoder = AdjacencyEncoder(changes)
        var (block, next) = (EncodedLists(), EncodedLists())
        encoder.encode(into: &block)
        while !encoder.isAtEnd {
            let encoding = Threads.start { encoder.encode(into: &next) }
            do throws(StoreError) {
                try block.append(to: &cursor)
            } catch {
                encoding.join()
                throw error
            }
            encoding.join()
            swap(&block, &next)
        }
        try block.append(to: &cursor)
        sourcePostings += encoder.typeSources
    }

    /// Keeps the lists of types' sources.
    private func noteTypes(
        _ node: UInt64, before: UnsafeBufferPointer<AdjacencyEntry>,
        after: UnsafeBufferPointer<AdjacencyEntry>
    ) {
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            let oldType = old < before.count ? Int(before[old].type) : .max
            let newType = new < after.count ? Int(after[new].type) : .max
            let type = UInt16(min(oldType, newType))
            let oldStart = old
            let newStart = new
            while old < before.count, before[old].type == type { old += 1 }
            while new < after.count, after[new].type == type { new += 1 }
            if old == oldStart { sourcePostings.append(PostingEntry(list: type, node: node)) }
            if new == newStart { typesLost.append(PostingEntry(list: type, node: node)) }
        }
    }

    /// Takes nodes off the lists of types of which a chunk lost its last relationship, unless another chunk has one.
    private func settleLostTypes() throws(StoreError) {
        for lost in typesLost {
            let isLeft = try transaction.hasAdjacency(NodeID(lost.node), .outgoing, type: lost.list)
            if !isLeft { sourcePostings.append(PostingEntry(list: lost.list, node: lost.node, isRemoval: true)) }
        }
        typesLost.removeAll()
    }
}

extension TableKey {
    /// The node that a key begins with.
    static func leadingNode(_ key: UnsafeRawBufferPointer) -> UInt64 {
        var reader = ByteReader(key)
        return (try? reader.bigEndian(width: 5)) ?? .max
    }
}

extension Array {
    /// `withUnsafeBufferPointer` with the body's own error type.
    @inline(__always)
    func withUnsafeBuffer<R, E: Error>(_ body: (UnsafeBufferPointer<Element>) throws(E) -> R) throws(E) -> R {
        try withUnsafeBufferPointer(body)
    }
}

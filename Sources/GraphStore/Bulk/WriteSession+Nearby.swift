internal import GraphModel
internal import KeyValueStore

extension WriteSession {
    /// The reads of the running `readingNearby`, or some for one call.
    private func reads() throws(StoreError) -> NearbyReads {
        if let nearby { return nearby }
        return try NearbyReads(transaction)
    }

    func holds(
        _ id: NodeID, _ set: UInt16, _ packed: UnsafeRawBufferPointer, without absent: String
    ) throws(StoreError) -> Bool {
        let absent = names.keys.token(absent)
        let reads = try reads()
        guard let record = try reads.node(id), record.labelSet == set else { return false }
        return try holds(record.properties, packed, without: absent, .nodes)
    }

    func holds(_ id: RelationshipID, _ packed: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        // The packed form of no properties is one byte.
        if packed.count <= 1 { return true }
        let reads = try reads()
        guard let stored = try reads.properties(of: id.rawValue) else { return false }
        return try holds(stored, packed, without: nil, .relationships)
    }

    private func holds(
        _ stored: PropertyBlock, _ packed: UnsafeRawBufferPointer, without absent: UInt16?, _ table: Table
    ) throws(StoreError) -> Bool {
        func compare(_ wanted: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
            try decoding(table) { () throws(DecodingFault) in try stored.holds(PropertyBlock(wanted), without: absent) }
        }
        if packedKeys.areTokens { return try compare(packed) }
        buildBlock(packed)
        return try block.writer.bytes.withStoredBytes(compare)
    }

    /// The first node that an index has under a text, pending changes included; nil also where the text is too long
    /// for a key to tell.
    func firstNode(_ index: IndexInfo, text: UnsafeRawBufferPointer) throws(StoreError) -> NodeID? {
        let reads = try reads()
        reads.key.bytes.removeAll(keepingCapacity: true)
        reads.key.bigEndian(UInt64(index.number), width: 2)
        OrderedValueEncoding.encode(utf8: text, into: &reads.key)
        let isChanged = reads.key.bytes.withStoredBytes { !indexEntries.changes(of: $0).isEmpty }
        if isChanged { return try indexedElements(index, key: reads.key.bytes).first?.node }
        return try reads.firstIndexedNode()
    }

    /// Hands out the relationships that lead from a node, each with the text of one of its properties.
    func eachRelationship(
        from source: NodeID, text key: String?, _ body: (StoredRelationship, UnsafeRawBufferPointer?) -> Void
    ) throws(StoreError) {
        try flushAdjacency(of: source)
        let token = key.flatMap(names.keys.token)
        let reads = try reads()
        let prefix = TableKey.adjacency(source.rawValue, .outgoing)
        var isThere = try prefix.withBytes { (key) throws(StoreError) in try reads.adjacency.seek(atLeast: key) }
        while isThere, prefix.begins(reads.adjacency.key) {
            var chunk = try decoding(.adjacency) { () throws(DecodingFault) in
                try AdjacencyChunkCursor(reads.adjacency.payload, owner: source.rawValue)
            }
            while let entry = try decoding(.adjacency, { () throws(DecodingFault) in try chunk.next() }) {
                body(StoredRelationship(entry), try text(token, of: entry, reads))
            }
            isThere = try reads.adjacency.next()
        }
    }

    private func text(
        _ token: UInt16?, of entry: AdjacencyEntry, _ reads: NearbyReads
    ) throws(StoreError) -> UnsafeRawBufferPointer? {
        guard let token, entry.hasProperties, let block = try reads.properties(of: entry.relationship) else {
            return nil
        }
        return try decoding(.relationships) { () throws(DecodingFault) in
            try block.value(of: token).flatMap(ValueCodec.textBytes)
        }
    }
}

internal import GraphModel
internal import KeyValueStore

extension StoreVerifier {
    /// Hands out every key that the indexes should have, from a scan of nodes and relationships.
    mutating func forEachIndexKey(_ body: ([UInt8]) -> Void) throws(StoreError) {
        let records = report.records
        let onNodes = definitions.indexes.filter { !$0.isOnRelationships }
        let onRelationships = definitions.indexes.filter(\.isOnRelationships)
        if !onNodes.isEmpty || definitions.existences.contains(where: { !$0.isOnRelationships }) {
            try scan(.nodes) { (verifier, key, payload) throws(DecodingFault) in
                let record = try NodeRecord(payload)
                let labels = verifier.names.labelSets.labels(record.labelSet) ?? []
                for index in onNodes where labels.contains(index.element) {
                    try Self.forEachKey(index, record.properties, element: [UInt8](key), body)
                }
            }
        }
        if !onRelationships.isEmpty {
            try scan(.adjacency) { (verifier, key, payload) throws(DecodingFault) in
                guard key[5] == Direction.outgoing.rawValue else { return }
                var cursor = try AdjacencyChunkCursor(payload, owner: try number(key, at: 0, width: 5))
                while let entry = try cursor.next() {
                    for index in onRelationships where index.element == entry.type && entry.hasProperties {
                        try verifier.forEachKey(index, entry, body)
                    }
                }
            }
        }
        report.records = records
    }

    private func forEachKey(
        _ index: IndexInfo, _ entry: AdjacencyEntry, _ body: ([UInt8]) -> Void
    ) throws(DecodingFault) {
        let key = TableKey.relationship(RelationshipID(entry.relationship))
        guard let payload = try? transaction.get(.relationships, key) else { return }
        var element = ByteWriter()
        element.bigEndian(entry.relationship, width: 5)
        element.bigEndian(entry.node, width: 5)
        try Self.forEachKey(index, PropertyBlock(payload), element: element.bytes, body)
    }

    /// Hands out the keys of one element in one index: none when it lacks a property, several for a list.
    private static func forEachKey(
        _ index: IndexInfo, _ block: PropertyBlock, element: [UInt8], _ body: ([UInt8]) -> Void
    ) throws(DecodingFault) {
        var values: [PropertyValue] = []
        for key in index.keys {
            guard let stored = try block.value(of: key) else { return }
            values.append(try ValueCodec.decode(stored))
        }
        var alternatives = [values]
        if index.definition.eachListElement, case .list(let elements) = values[0] {
            alternatives = elements.map { [$0] }
        }
        var keys: Set<[UInt8]> = []
        for values in alternatives {
            var writer = ByteWriter()
            IndexKey.encode(index: index.number, values: values, into: &writer)
            keys.insert(writer.bytes + element)
        }
        for key in keys { body(key) }
    }
}

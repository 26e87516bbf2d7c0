public import GraphModel
internal import KeyValueStore

/// A range of values of one index property.
public enum IndexRange: Hashable, Sendable {
    /// Strings that begin with the text.
    case prefix(String)
    /// Values of one kind; nil is unbounded within the kind of the other bound.
    case values(from: PropertyValue?, includesFrom: Bool, to: PropertyValue?, includesTo: Bool)
}

extension GraphReader {
    /// The nodes whose indexed properties have exactly these values, ascending.
    ///
    /// Errors: `definition.unknown` when there is no such index on nodes, `definition.invalid` when the number of
    /// values is not that of its properties. Cost: one seek, and a byte or two a node.
    public func nodes(index name: String, equals values: [PropertyValue]) throws(StoreError) -> [NodeID] {
        try elements(index: name, equals: values, onRelationships: false).compactMap { $0.node }
    }

    /// The relationships whose indexed properties have exactly these values, in order of identity.
    public func relationships(
        index name: String, equals values: [PropertyValue]
    ) throws(StoreError) -> [Relationship] {
        let index = try index(name, onRelationships: true)
        return try relationships(try elements(index: name, equals: values, onRelationships: true), index)
    }

    /// The nodes whose first indexed properties equal `values` and whose next lies in the range, ascending by that
    /// value; values that differ only beyond their first 390 bytes come in no particular order.
    public func nodes(
        index name: String, equals values: [PropertyValue] = [], _ range: IndexRange
    ) throws(StoreError) -> [NodeID] {
        let index = try index(name, onRelationships: false)
        try settle()
        let bounds = IndexBounds(index.number, values, range)
        var found: [NodeID] = []
        var cut: [NodeID] = []
        try transaction.scanIndex(bounds) { key in
            guard let node = IndexKey.element(key, isRelationship: false)?.node else { return true }
            if bounds.isInexact || IndexKey.isCut(valueCount: key.count - 7) { cut.append(node) }
            found.append(node)
            return true
        }
        if index.definition.eachListElement {
            var seen: Set<NodeID> = []
            found = found.filter { seen.insert($0).inserted }
        }
        if !cut.isEmpty {
            var wrong: Set<NodeID> = []
            for node in cut where try !has(node, index, values, range) { wrong.insert(node) }
            found.removeAll { wrong.contains($0) }
        }
        guard past != nil else { return found }
        return try corrected(found.map(IndexedElementID.node), index) { (block) throws(DecodingFault) in
            try index.matches(block, values, range)
        }.compactMap(\.node)
    }

    /// The nodes of a prefix of strings.
    public func nodes(index name: String, prefix: String) throws(StoreError) -> [NodeID] {
        try nodes(index: name, .prefix(prefix))
    }

    func index(_ name: String, onRelationships: Bool) throws(StoreError) -> IndexInfo {
        guard let index = definitions.index(named: name), index.isOnRelationships == onRelationships else {
            let kind = onRelationships ? "relationships" : "nodes"
            throw StoreError(.definitionUnknown, "there is no index `\(name)` on \(kind)")
        }
        return index
    }

    private func elements(
        index name: String, equals values: [PropertyValue], onRelationships: Bool
    ) throws(StoreError) -> [IndexedElementID] {
        let index = try index(name, onRelationships: onRelationships)
        guard values.count == index.keys.count else {
            throw StoreError(
                .definitionInvalid,
                "index `\(name)` is on \(index.keys.count) properties, and \(values.count) values are given")
        }
        var writer = ByteWriter()
        IndexKey.encode(index: index.number, values: values, into: &writer)
        let found = try candidates(index, key: writer.bytes)
        if past != nil {
            return try corrected(found, index) { (block) throws(DecodingFault) in try index.matches(block, values) }
        }
        guard IndexKey.isCut(valueCount: writer.bytes.count - 2) else { return found }
        var exact: [IndexedElementID] = []
        for element in found where try has(element, index, values) { exact.append(element) }
        return exact
    }

    /// Looks at the element itself, for values that were too long for the key.
    private func has(
        _ element: IndexedElementID, _ index: IndexInfo, _ values: [PropertyValue]
    ) throws(StoreError) -> Bool {
        let block: PropertyBlock
        switch element {
        case .node(let id):
            guard let record = try nodeRecord(id) else { return false }
            block = record.properties
        case .relationship(let id, _):
            guard let payload = try transaction.get(.relationships, .relationship(id)) else { return false }
            block = PropertyBlock(payload)
        }
        return try decoding(.nodes) { () throws(DecodingFault) in try index.matches(block, values) }
    }

    private func has(
        _ node: NodeID, _ index: IndexInfo, _ values: [PropertyValue], _ range: IndexRange
    ) throws(StoreError) -> Bool {
        guard let record = try nodeRecord(node) else { return false }
        return try decoding(.nodes) { () throws(DecodingFault) in
            try index.matches(record.properties, values, range)
        }
    }

    private func relationships(
        _ elements: [IndexedElementID], _ index: IndexInfo
    ) throws(StoreError) -> [Relationship] {
        var result: [Relationship] = []
        for element in elements {
            guard case .relationship(let id, let source) = element else { continue }
            guard case .relationshipType(let type) = index.definition.element else { continue }
            guard let found = try relationships(of: source, .outgoing, types: [type]).first(where: { $0.id == id })
            else {
                throw .corrupt(.indexes, "an entry of `\(index.definition.name)` has no relationship")
            }
            result.append(found)
        }
        return result
    }
}

extension IndexedElementID {
    var node: NodeID? {
        if case .node(let id) = self { id } else { nil }
    }
}

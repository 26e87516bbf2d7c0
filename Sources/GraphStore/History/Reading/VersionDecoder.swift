internal import GraphModel
internal import KeyValueStore

/// Turns stored versions into elements with names.
struct VersionDecoder {
    let names: Names
    /// What to decode of nodes and relationships, and what makes a difference between two versions; nil: everything.
    var nodeProperties: PropertySelection?
    var relationshipProperties: PropertySelection?

    func node(_ id: NodeID, _ record: NodeRecord, table: Table = .nodes) throws(StoreError) -> Node {
        guard let labels = names.labelNames(ofSet: record.labelSet) else {
            throw .corrupt(table, "node \(id) has an unknown set of labels")
        }
        return Node(
            id: id, labels: labels, properties: try properties(record.properties, nodeProperties, table),
            version: record.version)
    }

    func relationship(_ version: StoredRelationshipVersion) throws(StoreError) -> Relationship {
        Relationship(
            id: version.id, type: try type(version.type), source: version.source, target: version.target,
            properties: try properties(version.properties, relationshipProperties, .relationships),
            version: version.version)
    }

    /// Whether two versions of a node that are not the same differ in something that is decoded.
    func differ(_ a: NodeRecord, _ b: NodeRecord) throws(StoreError) -> Bool {
        guard let nodeProperties, a.labelSet == b.labelSet else { return true }
        return try decoding(.nodes) { () throws(DecodingFault) in
            !(try nodeProperties.isSame(a.properties, b.properties))
        }
    }

    /// Whether two versions of a relationship that are not the same differ in something that is decoded.
    func differ(_ a: StoredRelationshipVersion, _ b: StoredRelationshipVersion) throws(StoreError) -> Bool {
        guard let relationshipProperties, a.isSamePlace(as: b) else { return true }
        return try decoding(.relationships) { () throws(DecodingFault) in
            !(try relationshipProperties.isSame(a.properties, b.properties))
        }
    }

    func type(_ token: UInt16) throws(StoreError) -> String {
        guard let name = names.types.name(token) else {
            throw .corrupt(.adjacency, "a relationship has an unknown type")
        }
        return name
    }

    func properties(
        _ block: PropertyBlock, _ selection: PropertySelection?, _ table: Table
    ) throws(StoreError) -> [Property] {
        try decoding(table) { () throws(DecodingFault) in
            if let selection { return try selection.properties(block, names.keys) }
            return try block.properties(names.keys)
        }
    }

    /// The keys whose values differ, ascending. Both lists ascend by key.
    static func changes(
        from before: [Property], to after: [Property]
    ) -> [(key: String, before: PropertyValue?, after: PropertyValue?)] {
        var result: [(key: String, before: PropertyValue?, after: PropertyValue?)] = []
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            let isOld = new == after.count || (old < before.count && !Names.precedes(after[new].key, before[old].key))
            let isNew = old == before.count || (new < after.count && !Names.precedes(before[old].key, after[new].key))
            let key = isOld ? before[old].key : after[new].key
            let (a, b) = (isOld ? before[old].value : nil, isNew ? after[new].value : nil)
            if a != b { result.append((key, a, b)) }
            if isOld { old += 1 }
            if isNew { new += 1 }
        }
        return result
    }
}

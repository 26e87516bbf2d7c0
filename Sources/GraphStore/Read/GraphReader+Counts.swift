public import GraphModel
internal import KeyValueStore

extension GraphReader {
    /// How many nodes there are. Counters are exact and cost one look-up; a view of the past counts one by one.
    public func nodeCount() throws(StoreError) -> Int { try count(.nodes) }

    public func relationshipCount() throws(StoreError) -> Int { try count(.relationships) }

    /// How many nodes have the label.
    public func count(label: String) throws(StoreError) -> Int {
        guard let label = names.labels.token(label) else { return 0 }
        return try count(.label(label))
    }

    /// How many relationships are of the type.
    public func count(type: String) throws(StoreError) -> Int {
        guard let type = names.types.token(type) else { return 0 }
        return try count(.type(type))
    }

    /// How many relationships of the type lead from (outgoing) or to (incoming) nodes with the label.
    public func count(label: String, type: String, direction: Direction) throws(StoreError) -> Int {
        guard let label = names.labels.token(label), let type = names.types.token(type) else { return 0 }
        return try count(.ends(label: label, type: type, direction))
    }

    func count(_ key: CounterKey) throws(StoreError) -> Int {
        try settle()
        if let past { return try pastCount(key, at: past) }
        return Int(try transaction.counter(key))
    }

    /// Every label that some node has, ascending, with how many have it.
    public func labelCounts() throws(StoreError) -> [(label: String, count: Int)] {
        var result: [(label: String, count: Int)] = []
        for (token, name) in names.labels.names.enumerated() {
            let count = try count(.label(UInt16(token)))
            if count > 0 { result.append((name, count)) }
        }
        return result.sorted { Names.precedes($0.label, $1.label) }
    }

    /// Every relationship type in use, ascending, with how many relationships are of it.
    public func typeCounts() throws(StoreError) -> [(type: String, count: Int)] {
        var result: [(type: String, count: Int)] = []
        for (token, name) in names.types.names.enumerated() {
            let count = try count(.type(UInt16(token)))
            if count > 0 { result.append((name, count)) }
        }
        return result.sorted { Names.precedes($0.type, $1.type) }
    }
}

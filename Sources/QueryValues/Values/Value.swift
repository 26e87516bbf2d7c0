public import GraphModel

/// A value while a query runs: what a property can hold, and what only queries know.
///
/// Nodes and relationships are named, not held: their labels and properties are read when they are asked for, from the
/// version of the graph that the query reads.
public enum Value: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    case list([Value])
    case map(MapValue)
    case node(NodeID)
    case relationship(RelationshipValue)
    case path(PathValue)
    case date(CalendarDate)
    case localTime(LocalTime)
    case localDateTime(LocalDateTime)
    indirect case zonedTime(ZonedTime)
    indirect case zonedDateTime(ZonedDateTime)
    indirect case duration(CalendarDuration)
    indirect case point(Point)
    case bytes([UInt8])
}

/// Keys and values in ascending order of the keys' UTF-8 bytes, each key once.
public struct MapValue: Sendable {
    public private(set) var entries: [(key: String, value: Value)]

    /// Entries that are in order already, each key once.
    init(ascending entries: [(key: String, value: Value)]) { self.entries = entries }

    /// Later entries of a key win.
    public init(_ entries: [(key: String, value: Value)]) {
        // Most maps are small. In larger ones insertion would take quadratic time.
        guard entries.count <= 32 else {
            self.entries = Self.sorted(entries)
            return
        }
        var sorted: [(key: String, value: Value)] = []
        sorted.reserveCapacity(entries.count)
        for entry in entries {
            let place = Self.place(of: entry.key, in: sorted)
            if place < sorted.count, sorted[place].key.hasSameBytes(as: entry.key) {
                sorted[place].value = entry.value
            } else {
                sorted.insert(entry, at: place)
            }
        }
        self.entries = sorted
    }

    /// The value of a key; nil when there is no such key, which is not the same as null.
    public subscript(key: String) -> Value? {
        let place = Self.place(of: key, in: entries)
        return place < entries.count && entries[place].key.hasSameBytes(as: key) ? entries[place].value : nil
    }

    /// Sorting is stable, so of equal keys the last one given stands last.
    private static func sorted(_ entries: [(key: String, value: Value)]) -> [(key: String, value: Value)] {
        var sorted: [(key: String, value: Value)] = []
        for entry in entries.sorted(by: { $0.key.byteOrder(to: $1.key) < 0 }) {
            if let last = sorted.last, last.key.hasSameBytes(as: entry.key) { sorted.removeLast() }
            sorted.append(entry)
        }
        return sorted
    }

    private static func place(of key: String, in entries: [(key: String, value: Value)]) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key.byteOrder(to: key) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A relationship by its identity and its place in the graph. A reference, so that rows copy it for one count.
public final class RelationshipValue: Sendable {
    public let reference: RelationshipReference

    public init(_ reference: RelationshipReference) { self.reference = reference }

    public var id: RelationshipID { reference.id }
}

/// A path: nodes, and the relationship between each and the next.
public final class PathValue: Sendable {
    /// One more than there are relationships.
    public let nodes: [NodeID]
    public let relationships: [RelationshipValue]

    public init(nodes: [NodeID], relationships: [RelationshipValue]) {
        precondition(nodes.count == relationships.count + 1, "a path has one node more than relationships")
        self.nodes = nodes
        self.relationships = relationships
    }
}

import GraphModel

/// Values that were seen, each of several equivalent ones once: for `DISTINCT`.
///
/// Nodes, of which searches give many, lie in a table of their own: 16 to 32 bytes a node.
public struct DistinctValues {
    private var nodes = NodeTable()
    private var others: Set<GroupingKey> = []

    public init() {}

    /// Notes a value.
    ///
    /// - Returns: How many bytes the table takes for it, roughly, without what the value itself refers to; nil when it
    ///   was there.
    public mutating func insert(_ value: Value) -> Int? {
        if case .node(let node) = value { return nodes.insert(node) ? NodeTable.entryWeight : nil }
        return insert(GroupingKey(value))
    }

    /// The same of a row of values; rows of different numbers of values are never equivalent.
    public mutating func insert(_ values: [Value]) -> Int? { insert(GroupingKey(values)) }

    private mutating func insert(_ key: GroupingKey) -> Int? {
        others.insert(key).inserted ? GroupingKey.entryWeight : nil
    }
}

/// A set of nodes: open addressing with linear probing, filled to half at most.
private struct NodeTable {
    /// Identities plus one, since none is that large; 0 where there is none.
    private var places: [UInt64] = []
    private var count = 0

    static let entryWeight = 3 * MemoryLayout<UInt64>.stride

    mutating func insert(_ node: NodeID) -> Bool {
        if 2 * count >= places.count { grow() }
        guard Self.put(node.rawValue &+ 1, into: &places) else { return false }
        count += 1
        return true
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: max(16, 2 * places.count))
        for entry in places where entry != 0 { _ = Self.put(entry, into: &larger) }
        places = larger
    }

    /// False when it was there. Multiplying by an odd number near the golden ratio scatters identities that follow one
    /// another; the high bits are the scattered ones.
    private static func put(_ entry: UInt64, into places: inout [UInt64]) -> Bool {
        places.withUnsafeMutableBufferPointer { places in
            let mask = places.count - 1
            var place = Int(truncatingIfNeeded: (entry &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
            while places[place] != 0 {
                if places[place] == entry { return false }
                place = (place + 1) & mask
            }
            places[place] = entry
            return true
        }
    }
}

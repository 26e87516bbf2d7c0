public import GraphModel
internal import KeyValueStore

/// One relationship of a node, as its list has it.
public struct Neighbour: BitwiseCopyable, Hashable, Sendable {
    public let relationship: RelationshipID
    /// The number of its type; `type(numbered:)` tells its name.
    public let type: UInt16
    /// The other end, which for a loop is the node itself.
    public let other: NodeID
}

extension Neighbour {
    fileprivate init(_ entry: AdjacencyEntry) {
        self.init(
            relationship: RelationshipID(entry.relationship), type: entry.type, other: NodeID(entry.other))
    }
}

/// Reads one by one, without building elements: what a query asks.
extension GraphReader {
    /// The number of a relationship type; nil when no relationship ever was of it.
    public func number(ofType type: String) -> UInt16? { names.types.token(type) }

    /// Hands out a node's relationships in one direction, of some types or of all (nil), until `body` returns false.
    ///
    /// Cost: linear in what is handed out; nothing of the relationships but their ends is read.
    public func neighbours(
        of node: NodeID, _ direction: Direction, types: [UInt16]?, _ body: (Neighbour) -> Bool
    ) throws(StoreError) {
        try settle(node)
        var goesOn = true
        if let past {
            try transaction.relationshipVersions(of: node, direction, after: past, withUnchanged: true) {
                (version) throws(StoreError) in
                guard goesOn, version.holds(at: past), types?.contains(version.type) ?? true else { return }
                goesOn = body(
                    Neighbour(
                        relationship: version.id, type: version.type,
                        other: direction == .outgoing ? version.target : version.source))
            }
            return
        }
        guard let types else {
            return try transaction.scanAdjacency(node, direction) { body(Neighbour($0)) }
        }
        for type in types where goesOn {
            try transaction.scanAdjacency(node, direction, from: type) { entry in
                guard entry.type == type else { return false }
                goesOn = body(Neighbour(entry))
                return goesOn
            }
        }
    }

    /// Hands out a node's relationships of a type with one other end, until `body` returns false.
    ///
    /// Cost: one seek; of the past, linear in the node's relationships in that direction.
    public func neighbours(
        of node: NodeID, _ direction: Direction, type: UInt16, to other: NodeID, _ body: (Neighbour) -> Bool
    ) throws(StoreError) {
        guard past == nil else {
            return try neighbours(of: node, direction, types: [type]) { $0.other != other || body($0) }
        }
        try settle(node)
        try transaction.scanAdjacency(node, direction, from: type, other: other) { entry in
            entry.type == type && entry.other == other.rawValue && body(Neighbour(entry))
        }
    }

    /// The number of a node's set of labels; nil when there is no such node.
    public func labelSet(of node: NodeID) throws(StoreError) -> UInt16? { try nodeRecord(node)?.labelSet }

    /// Whether no node has one label without the other, as far as the sets of labels tell that nodes ever had. Cost:
    /// linear in the number of these sets.
    public func nodes(withLabel label: String, have other: String) -> Bool {
        guard let label = names.labels.token(label) else { return true }
        let other = names.labels.token(other)
        return names.labelSets.sets.allSatisfy { set in !set.contains(label) || other.map(set.contains) ?? false }
    }

    /// Hands out every node, ascending, until `body` returns false.
    public func forEachNode(_ body: (NodeID) -> Bool) throws(StoreError) {
        try settle()
        let touched = try past.map { (past) throws(StoreError) in try touchedSince(past).nodes }
        var changed: [NodeID] = []
        if let past {
            try forEachTouchedNode(since: past) { node in if node.then != nil { changed.append(node.id) } }
        }
        var next = 0
        var cursor = try transaction.cursor(.nodes)
        var isThere = try cursor.first()
        while isThere {
            let key = cursor.key
            let node = try decoding(.nodes) { () throws(DecodingFault) in
                var reader = ByteReader(key)
                return NodeID(try reader.bigEndian(width: 5))
            }
            while next < changed.count, changed[next] < node {
                guard body(changed[next]) else { return }
                next += 1
            }
            if !(touched?.contains(node.rawValue) ?? false) {
                guard body(node) else { return }
            }
            isThere = try cursor.next()
        }
        for node in changed[next...] { guard body(node) else { return } }
    }
}

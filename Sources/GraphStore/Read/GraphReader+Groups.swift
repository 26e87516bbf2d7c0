public import GraphModel
internal import KeyValueStore

/// Nodes that are alike in what was asked for: one of them, and how many there are.
public struct NodeGroup: Hashable, Sendable {
    public let example: NodeID
    public let count: Int

    public init(example: NodeID, count: Int) {
        self.example = example
        self.count = count
    }
}

extension GraphReader {
    /// Whether nodes can be read in groups: of the present, and not while it changes.
    public var hasGroups: Bool { past == nil && !transaction.isWritable }

    /// Hands out the nodes with a label, or all of them for nil, in groups of equal labels and equal values of some
    /// properties, until `body` returns false; whether it never did. One group may come in several parts.
    ///
    /// Precondition: `hasGroups`. Errors: `storage.corrupt`, `storage.readerTooOld`, and what `body` and `check` throw.
    /// Cost: one pass over all nodes on all processors; memory for some ten thousand groups.
    ///
    /// - Parameter check: called every some thousand nodes; what it throws ends the scan.
    public func forEachGroup(
        label: String?, properties: Set<String>, check: () throws -> Void, _ body: (NodeGroup) throws -> Bool
    ) throws -> Bool {
        precondition(hasGroups, "groups are of the present")
        let leaves = try transaction.leaves(.nodes)
        var wantedSets: [Bool]?
        if let label {
            guard let token = names.labels.token(label) else { return true }
            wantedSets = names.labelSets.sets.map { $0.contains(token) }
        }
        let counting = (0..<min(Threads.processors, max(1, leaves.count / 64))).map { _ in
            NodeGroupCounter(wantedSets, combinations(of: properties.contains))
        }
        for start in stride(from: 0, to: leaves.count, by: Self.leavesPerRound) {
            try check()
            let round = start..<min(leaves.count, start + Self.leavesPerRound)
            Threads.run(counting.count) { counting[$0].count(leaves, round, part: $0, of: counting.count) }
            let isLast = round.upperBound == leaves.count
            for counter in counting where isLast || counter.isLarge {
                guard try counter.hand(out: body) else { return false }
            }
        }
        return true
    }

    private static var leavesPerRound: Int { 8_192 }

    /// The nodes of an index in groups of equal values; nil when its keys do not tell them apart. One group may come in
    /// several parts. Nodes that lack one of the index's properties are not among them.
    ///
    /// Precondition: `hasGroups`. Errors: `definition.unknown`, `storage.corrupt`, `storage.readerTooOld`. Cost: two
    /// records of each page of the index.
    public func groups(index name: String) throws(StoreError) -> [NodeGroup]? {
        precondition(hasGroups, "groups are of the present")
        let index = try index(name, onRelationships: false)
        let prefix = TableKey.token(index.number)
        let lower = prefix.withBytes { [UInt8]($0) }
        // No kind of value has so high a number.
        let leaves = try transaction.leaves(.indexes, from: lower, through: lower + [0xFF])
        let tail = IndexKey.elementBytes(isRelationship: false)
        var groups: [NodeGroup] = []
        var isExact = true
        try leaves.forEachRun(tail: tail) { (first, count) throws(StoreError) in
            guard prefix.begins(first) else { return }
            guard case .node(let node)? = IndexKey.element(first, isRelationship: false) else {
                throw .corrupt(.indexes, "a key is too short")
            }
            isExact = isExact && !IndexKey.isCut(valueCount: first.count - 2 - tail)
            groups.append(NodeGroup(example: node, count: count))
        }
        return isExact && !index.definition.eachListElement ? groups : nil
    }
}

/// Counts the nodes of some leaves by group, on one thread at a time.
private final class NodeGroupCounter: @unchecked Sendable {
    /// By label set: whether its nodes count; nil: all do.
    private let wantedSets: [Bool]?
    private let fresh: PropertyCombinations
    private var combinations: PropertyCombinations
    /// By label set, then by combination.
    private var groups: [[Group]] = []
    private var failure: StoreError?

    private struct Group: BitwiseCopyable {
        var example: NodeID
        var count: Int
    }

    private static let mostCombinations = 10_000

    init(_ wantedSets: [Bool]?, _ combinations: PropertyCombinations) {
        self.wantedSets = wantedSets
        fresh = combinations
        self.combinations = combinations
    }

    /// Whether it is time to hand out what was counted.
    var isLarge: Bool { combinations.properties.count > Self.mostCombinations || failure != nil }

    /// Counts one of several equal parts of some leaves.
    func count(_ leaves: LeafList, _ round: Range<Int>, part: Int, of parts: Int) {
        let start = round.lowerBound + round.count * part / parts
        let end = round.lowerBound + round.count * (part + 1) / parts
        do throws(StoreError) {
            try leaves.forEachRecord(in: start..<end) { (key, payload) throws(StoreError) in
                do throws(DecodingFault) { try add(key, payload) } catch { throw .corrupt(.nodes, error) }
            }
        } catch {
            failure = error
        }
    }

    private func add(_ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer) throws(DecodingFault) {
        let record = try NodeRecord(payload)
        let set = Int(record.labelSet)
        if let wantedSets, set >= wantedSets.count || !wantedSets[set] { return }
        let combination = try combinations.number(of: record.properties)
        if set >= groups.count { groups += Array(repeating: [], count: set + 1 - groups.count) }
        while combination >= groups[set].count { groups[set].append(Group(example: NodeID(0), count: 0)) }
        if groups[set][combination].count == 0 {
            var reader = ByteReader(key)
            groups[set][combination].example = NodeID(try reader.bigEndian(width: 5))
        }
        groups[set][combination].count += 1
    }

    /// Hands out what was counted and forgets it; false when no more is wanted.
    func hand(out body: (NodeGroup) throws -> Bool) throws -> Bool {
        if let failure { throw failure }
        let counted = groups
        (groups, combinations) = ([], fresh)
        for group in counted.joined() where group.count > 0 {
            guard try body(NodeGroup(example: group.example, count: group.count)) else { return false }
        }
        return true
    }
}

internal import GraphModel
internal import KeyValueStore

/// What a view of the past needs again and again.
struct PastCache {
    var touched: TouchedElements?
    /// Ascending; nil where it was not asked for yet, or there are too many to keep.
    var nodes: [TouchedNode]?
    /// By counter: what it said then, less what it says now; of those that count nodes, and of the others.
    var nodeAdjustments: [CounterKey: Int]?
    var relationshipAdjustments: [CounterKey: Int]?
}

extension GraphReader {
    /// What a counter said at this view's commit: what it says now, less what was changed since.
    ///
    /// The first of a snapshot that counts nodes looks at every node touched since, the first of relationships at all
    /// elements; the others cost one look-up.
    func pastCount(_ key: CounterKey, at past: CommitNumber) throws(StoreError) -> Int {
        Int(try transaction.counter(key)) + (try pastAdjustments(key.countsNodes, past)[key] ?? 0)
    }

    private func pastAdjustments(_ ofNodes: Bool, _ past: CommitNumber) throws(StoreError) -> [CounterKey: Int] {
        let known = ofNodes ? pastCache.nodeAdjustments : pastCache.relationshipAdjustments
        if let known { return known }
        var counters = PastCounters(
            transaction: transaction, past: past, touched: try touchedSince(past), labelSets: names.labelSets)
        if ofNodes {
            try forEachTouchedNode(since: past) { counters.count($0) }
        } else {
            try counters.countRelationships()
        }
        let adjustments = counters.result
        if ofNodes { pastCache.nodeAdjustments = adjustments } else { pastCache.relationshipAdjustments = adjustments }
        return adjustments
    }
}

/// Computes by how much counters differed at a commit of the past.
private struct PastCounters {
    let transaction: UnsafeTransaction
    let past: CommitNumber
    let touched: TouchedElements
    let labelSets: LabelSetTable
    private(set) var result: [CounterKey: Int] = [:]
    /// The label sets of nodes looked at so far, now and then.
    private var known: [NodeID: (now: UInt16?, then: UInt16?)] = [:]

    init(transaction: UnsafeTransaction, past: CommitNumber, touched: TouchedElements, labelSets: LabelSetTable) {
        self.transaction = transaction
        self.past = past
        self.touched = touched
        self.labelSets = labelSets
    }

    mutating func count(_ node: TouchedNode) {
        guard node.now?.labelSet != node.then?.labelSet else { return }
        if let now = node.now { count(node: now.labelSet, -1) }
        if let then = node.then { count(node: then.labelSet, 1) }
    }

    mutating func countRelationships() throws(StoreError) {
        for number in touched.nodes {
            let node = NodeID(number)
            guard case (let now?, let then?) = try sets(of: node), now != then else { continue }
            for direction in Direction.allCases {
                for (type, number) in try unchangedTypes(of: node, direction) {
                    count(ends: now, type, direction, -number)
                    count(ends: then, type, direction, number)
                }
            }
        }
        for number in touched.sources {
            var changed: [StoredRelationshipVersion] = []
            try transaction.relationshipVersions(of: NodeID(number), .outgoing, after: past, withUnchanged: false) {
                if $0.until == nil || $0.holds(at: past) { changed.append($0) }
            }
            for version in changed { try count(version) }
        }
    }

    /// A relationship that holds now and did not then, or the other way round.
    private mutating func count(_ version: StoredRelationshipVersion) throws(StoreError) {
        let isNow = version.until == nil
        let amount = isNow ? -1 : 1
        result[.relationships, default: 0] += amount
        result[.type(version.type), default: 0] += amount
        for (node, direction) in [(version.source, Direction.outgoing), (version.target, .incoming)] {
            let (now, then) = try sets(of: node)
            if let set = isNow ? now : then { count(ends: set, version.type, direction, amount) }
        }
    }

    private mutating func count(node set: UInt16, _ amount: Int) {
        result[.nodes, default: 0] += amount
        for label in labelSets.labels(set) ?? [] { result[.label(label), default: 0] += amount }
    }

    private mutating func count(ends set: UInt16, _ type: UInt16, _ direction: Direction, _ amount: Int) {
        for label in labelSets.labels(set) ?? [] {
            result[.ends(label: label, type: type, direction), default: 0] += amount
        }
    }

    /// How many relationships of each type a node had then and has now, unchanged.
    private func unchangedTypes(of node: NodeID, _ direction: Direction) throws(StoreError) -> [UInt16: Int] {
        var types: [UInt16: Int] = [:]
        let past = past.rawValue
        try transaction.scanAdjacency(node, direction) { entry in
            if entry.version <= past { types[entry.type, default: 0] += 1 }
            return true
        }
        return types
    }

    private mutating func sets(of node: NodeID) throws(StoreError) -> (now: UInt16?, then: UInt16?) {
        if let known = known[node] { return known }
        let now = try transaction.get(.nodes, .node(node)).map { (payload) throws(StoreError) in
            try decoding(.nodes) { () throws(DecodingFault) in try NodeRecord(payload).labelSet }
        }
        let then =
            touched.nodes.contains(node.rawValue)
            ? try transaction.nodeVersion(node, asOf: past)?.record.labelSet : now
        known[node] = (now, then)
        return (now, then)
    }
}

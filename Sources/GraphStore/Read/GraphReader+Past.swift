internal import GraphModel
internal import KeyValueStore

/// Views of the past: what the tables say now, corrected by a look at every element touched since.
extension GraphReader {
    /// What the commits after this view touched. Read once a snapshot.
    func touchedSince(_ past: CommitNumber) throws(StoreError) -> TouchedElements {
        if let known = pastCache.touched { return known }
        let touched = try transaction.touched(after: past, through: try transaction.head().commit)
        pastCache.touched = touched
        return touched
    }

    /// The nodes that the commits after this view touched, ascending; nil when there are too many to keep. Looked up
    /// once a snapshot.
    func touchedNodes(since past: CommitNumber) throws(StoreError) -> [TouchedNode]? {
        // The records are views, and a reader that is too old has none: this asks.
        let last = try transaction.head().commit
        if let known = pastCache.nodes { return known }
        let touched = try touchedSince(past).nodes
        let count = touched.count
        guard count <= Self.nodesKept else { return nil }
        var nodes: [TouchedNode] = []
        nodes.reserveCapacity(count)
        for number in touched { nodes.append(try transaction.touchedNode(NodeID(number), then: past, now: last)) }
        pastCache.nodes = nodes
        return nodes
    }

    /// Some 20 MB of them.
    private static var nodesKept: Int { 1 << 18 }

    /// Hands out the nodes that the commits after this view touched, ascending.
    func forEachTouchedNode(
        since past: CommitNumber, _ body: (TouchedNode) throws(StoreError) -> Void
    ) throws(StoreError) {
        if let nodes = try touchedNodes(since: past) {
            for node in nodes { try body(node) }
            return
        }
        let last = try transaction.head().commit
        for number in try touchedSince(past).nodes {
            try body(try transaction.touchedNode(NodeID(number), then: past, now: last))
        }
    }

    func pastNodes(withLabel label: UInt16, _ body: (NodeID) -> Bool) throws(StoreError) {
        guard let past else { return }
        let touched = try touchedSince(past).nodes
        var changed: [NodeID] = []
        try forEachTouchedNode(since: past) { node in
            guard let then = node.then else { return }
            if names.labelSets.labels(then.labelSet)?.contains(label) == true { changed.append(node.id) }
        }
        try merge(.labelNodes, label, touched, changed, body)
    }

    func pastSources(ofType type: UInt16, _ body: (NodeID) -> Bool) throws(StoreError) {
        guard let past else { return }
        let touched = try touchedSince(past).sources
        var changed: [NodeID] = []
        for number in touched {
            var hasType = false
            try transaction.relationshipVersions(
                of: NodeID(number), .outgoing, after: past, withUnchanged: true
            ) { version in if version.type == type, version.holds(at: past) { hasType = true } }
            if hasType { changed.append(NodeID(number)) }
        }
        try merge(.typeSources, type, touched, changed, body)
    }

    /// Hands out a posting list with the touched nodes replaced by those of them that belonged to it, ascending.
    private func merge(
        _ table: Table, _ list: UInt16, _ touched: IdentifierRuns, _ changed: [NodeID], _ body: (NodeID) -> Bool
    ) throws(StoreError) {
        var next = 0
        var goesOn = true
        try transaction.scanPostings(table, list) { node in
            if touched.contains(node.rawValue) { return true }
            while goesOn, next < changed.count, changed[next] < node {
                goesOn = body(changed[next])
                next += 1
            }
            goesOn = goesOn && body(node)
            return goesOn
        }
        while goesOn, next < changed.count {
            goesOn = body(changed[next])
            next += 1
        }
    }

    /// What an index says now, corrected to what it would have said: elements touched since are judged by the versions
    /// that held.
    func corrected(
        _ found: [IndexedElementID], _ index: IndexInfo,
        _ matches: (PropertyBlock) throws(DecodingFault) -> Bool
    ) throws(StoreError) -> [IndexedElementID] {
        guard let past else { return found }
        let touched = try touchedSince(past)
        if index.isOnRelationships { return try correctedRelationships(found, index, touched.sources, past, matches) }
        var result = found.filter { element in element.node.map { !touched.nodes.contains($0.rawValue) } ?? false }
        try forEachTouchedNode(since: past) { (node) throws(StoreError) in
            guard let then = node.then, names.labelSets.labels(then.labelSet)?.contains(index.element) == true else {
                return
            }
            let isMatch = try decoding(.nodeHistory) { () throws(DecodingFault) in try matches(then.properties) }
            if isMatch { result.append(.node(node.id)) }
        }
        return result.sorted(by: IndexedElementID.precedes)
    }

    private func correctedRelationships(
        _ found: [IndexedElementID], _ index: IndexInfo, _ touched: IdentifierRuns, _ past: CommitNumber,
        _ matches: (PropertyBlock) throws(DecodingFault) -> Bool
    ) throws(StoreError) -> [IndexedElementID] {
        var result = found.filter { element in
            if case .relationship(_, let source) = element { !touched.contains(source.rawValue) } else { false }
        }
        for number in touched {
            try transaction.relationshipVersions(
                of: NodeID(number), .outgoing, after: past, withUnchanged: true
            ) { (version) throws(StoreError) in
                guard version.type == index.element, version.holds(at: past) else { return }
                let isMatch = try decoding(.relationshipHistory) { () throws(DecodingFault) in
                    try matches(version.properties)
                }
                if isMatch { result.append(.relationship(version.id, source: version.source)) }
            }
        }
        return result.sorted(by: IndexedElementID.precedes)
    }
}

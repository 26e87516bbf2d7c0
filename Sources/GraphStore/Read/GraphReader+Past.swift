internal import GraphModel
internal import KeyValueStore

/// Views of the past: what the tables say now, corrected by a look at every element touched since.
extension GraphReader {
    /// What the commits after this view touched.
    private func touchedSince(_ past: CommitNumber) throws(StoreError) -> TouchedElements {
        try transaction.touched(after: past, through: try transaction.head().commit)
    }

    func pastNodes(withLabel label: UInt16, _ body: (NodeID) -> Bool) throws(StoreError) {
        guard let past else { return }
        let touched = try touchedSince(past).nodes
        var present: [NodeID] = []
        try transaction.scanPostings(.labelNodes, label) { node in
            present.append(node)
            return true
        }
        var found = present.filter { !touched.contains($0.rawValue) }
        for number in touched {
            guard let version = try transaction.nodeVersion(NodeID(number), asOf: past) else { continue }
            if names.labelSets.labels(version.record.labelSet)?.contains(label) == true { found.append(NodeID(number)) }
        }
        for node in found.sorted() where !body(node) { return }
    }

    func pastSources(ofType type: UInt16, _ body: (NodeID) -> Bool) throws(StoreError) {
        guard let past else { return }
        let touched = try touchedSince(past).sources
        var present: [NodeID] = []
        try transaction.scanPostings(.typeSources, type) { node in
            present.append(node)
            return true
        }
        var found = present.filter { !touched.contains($0.rawValue) }
        for number in touched {
            var hasType = false
            try transaction.relationshipVersions(
                of: NodeID(number), .outgoing, after: past, withUnchanged: true
            ) { version in if version.type == type, version.holds(at: past) { hasType = true } }
            if hasType { found.append(NodeID(number)) }
        }
        for node in found.sorted() where !body(node) { return }
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
        for number in touched.nodes {
            guard let version = try transaction.nodeVersion(NodeID(number), asOf: past),
                names.labelSets.labels(version.record.labelSet)?.contains(index.element) == true
            else { continue }
            let isMatch = try decoding(.nodeHistory) { () throws(DecodingFault) in
                try matches(version.record.properties)
            }
            if isMatch { result.append(.node(NodeID(number))) }
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

    /// Counts one by one what a counter counted at this view's commit.
    func pastCount(_ key: CounterKey, at past: CommitNumber) throws(StoreError) -> Int {
        let touched = try touchedSince(past)
        switch key {
        case .nodes: return try pastNodeCount(touched.nodes, past) { _ in true }
        case .label(let label):
            return try pastNodeCount(touched.nodes, past) { $0.contains(label) }
        case .relationships, .type, .ends: return try pastRelationshipCount(key, past)
        }
    }

    private func pastNodeCount(
        _ touched: IdentifierRuns, _ past: CommitNumber, _ counts: ([UInt16]) -> Bool
    ) throws(StoreError) -> Int {
        var count = 0
        var cursor = try transaction.cursor(.nodes)
        var isThere = try cursor.first()
        while isThere {
            let payload = cursor.payload
            if !touched.contains(TableKey.leadingNode(cursor.key)) {
                let record = try decoding(.nodes) { () throws(DecodingFault) in try NodeRecord(payload) }
                if counts(names.labelSets.labels(record.labelSet) ?? []) { count += 1 }
            }
            isThere = try cursor.next()
        }
        for number in touched {
            guard let version = try transaction.nodeVersion(NodeID(number), asOf: past) else { continue }
            if counts(names.labelSets.labels(version.record.labelSet) ?? []) { count += 1 }
        }
        return count
    }

    private func pastRelationshipCount(_ key: CounterKey, _ past: CommitNumber) throws(StoreError) -> Int {
        var count = 0
        var sources: [NodeID] = []
        for type in names.types.names.indices {
            try pastSources(ofType: UInt16(type)) { node in
                sources.append(node)
                return true
            }
        }
        for source in Set(sources) {
            try transaction.relationshipVersions(of: source, .outgoing, after: past, withUnchanged: true) {
                (version) throws(StoreError) in
                guard version.holds(at: past) else { return }
                switch key {
                case .type(let type): count += version.type == type ? 1 : 0
                case .ends(let label, let type, let direction):
                    guard version.type == type else { return }
                    let end = direction == .outgoing ? version.source : version.target
                    let set = try transaction.nodeVersion(end, asOf: past)?.record.labelSet
                    count += set.flatMap { names.labelSets.labels($0) }?.contains(label) == true ? 1 : 0
                default: count += 1
                }
            }
        }
        return count
    }
}

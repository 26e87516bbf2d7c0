internal import GraphModel
internal import KeyValueStore

extension StoreVerifier {
    /// Nodes, then their history, one node after the other.
    mutating func checkNodes() throws(StoreError) {
        let hasHistory = try transaction.count(.nodeHistory) > 0
        try scan(.nodes) { (verifier, key, payload) throws(DecodingFault) in
            try verifier.checkNode(key, payload, hasHistory: hasHistory)
        }
        var owner: UInt64 = 0
        var last = CommitNumber.zero
        var chain = VersionChain()
        try scan(.nodeHistory) { (verifier, key, payload) throws(DecodingFault) in
            let node = try number(key, at: 0, width: 5)
            if node != owner {
                verifier.finish(chain, of: owner)
                (owner, last, chain) = (node, .zero, VersionChain())
            }
            let version = try verifier.checkHistory(key, payload, of: node, after: last)
            last = CommitNumber(try number(key, at: 5, width: 5))
            chain.add(version.rawValue, until: last.rawValue) { verifier.tell($0, $1, ofNode: node) }
        }
        finish(chain, of: owner)
        for (label, sum) in labelSums { counters[.label(label)] = Int64(sum.count) }
        if report.nodes > 0 { counters[.nodes] = Int64(report.nodes) }
    }

    private mutating func checkNode(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer, hasHistory: Bool
    ) throws(DecodingFault) {
        let node = try number(key, at: 0, width: 5)
        let record = try NodeRecord(payload)
        try check(record, node)
        report.nodes += 1
        labelSets[node] = record.labelSet
        for label in names.labelSets.labels(record.labelSet) ?? [] { labelSums[label, default: SetSum()].insert(node) }
        // A node with history is told of when that is scanned.
        if hasHistory, (try? transaction.hasHistory(NodeID(node))) ?? true { return }
        tell(record.version.rawValue, .created, ofNode: node)
    }

    /// One version of a node follows the one before, which ended with `last`. Returns the commit that wrote it.
    private mutating func checkHistory(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer, of node: UInt64, after last: CommitNumber
    ) throws(DecodingFault) -> CommitNumber {
        let record = try NodeRecord(payload)
        try check(record, node)
        let until = CommitNumber(try number(key, at: 5, width: 5))
        if record.version < last || record.version >= until || until > head.commit {
            find(.nodeHistory, key, "held from commit \(record.version), which overlaps with another version")
        }
        return record.version
    }

    /// The present version comes after those of history.
    private mutating func finish(_ past: VersionChain, of node: UInt64) {
        guard node > 0 else { return }
        var chain = past
        if let payload = try? transaction.get(.nodes, .node(NodeID(node))), let record = try? NodeRecord(payload) {
            if let end = chain.end, record.version.rawValue < end {
                find(.nodeHistory, "node #\(node) has a version newer than the present one")
            }
            chain.add(record.version.rawValue, until: nil) { tell($0, $1, ofNode: node) }
        }
        chain.finish { tell($0, $1, ofNode: node) }
    }

    private mutating func tell(_ commit: UInt64, _ event: VersionChain.Event, ofNode node: UInt64) {
        guard commit > floor.rawValue else { return }
        told[commit, default: ToldCommit()].nodes.insert(node)
        switch event {
        case .created: told[commit]?.counts.nodesCreated += 1
        case .updated: told[commit]?.counts.nodesUpdated += 1
        case .deleted: told[commit]?.counts.nodesDeleted += 1
        }
    }

    private func check(_ record: NodeRecord, _ node: UInt64) throws(DecodingFault) {
        guard node > 0, node < head.nextNode else { throw DecodingFault(offset: 0, reason: "identity never given") }
        guard names.labelSets.labels(record.labelSet) != nil else {
            throw DecodingFault(offset: 0, reason: "unknown set of labels")
        }
        try check(version: record.version)
        try check(record.properties)
    }
}

extension UnsafeTransaction {
    fileprivate func hasHistory(_ node: NodeID) throws(StoreError) -> Bool {
        var cursor = try cursor(.nodeHistory)
        return try TableKey.node(node).withBytes { (key) throws(StoreError) in try cursor.first(prefix: key) }
    }
}

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
        try scan(.nodeHistory) { (verifier, key, payload) throws(DecodingFault) in
            let node = try number(key, at: 0, width: 5)
            if node != owner { (owner, last) = (node, .zero) }
            last = try verifier.checkHistory(key, payload, of: node, after: last)
        }
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
        // A version that took another's place began in a commit that the history tells of already.
        let replaced = TableKey.nodeHistory(NodeID(node), until: record.version)
        if hasHistory, (try? transaction.get(.nodeHistory, replaced)) != nil { return }
        noteNode(node, record.version)
    }

    private mutating func noteNode(_ node: UInt64, _ commit: CommitNumber) {
        if commit > floor { touchedNodes[commit.rawValue, default: SetSum()].insert(node) }
    }

    /// One version of a node follows the one before, which ended with `last`. Returns the commit that ended it.
    private mutating func checkHistory(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer, of node: UInt64, after last: CommitNumber
    ) throws(DecodingFault) -> CommitNumber {
        let record = try NodeRecord(payload)
        try check(record, node)
        let until = CommitNumber(try number(key, at: 5, width: 5))
        if record.version < last || record.version >= until || until > head.commit {
            find(.nodeHistory, key, "held from commit \(record.version), which overlaps with another version")
        }
        if record.version > last || last == .zero { noteNode(node, record.version) }
        noteNode(node, until)
        if let payload = try? transaction.get(.nodes, .node(NodeID(node))), try NodeRecord(payload).version < until {
            find(.nodeHistory, key, "held until commit \(until), after the present version began")
        }
        return until
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

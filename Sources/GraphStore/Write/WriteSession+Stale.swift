internal import GraphModel
internal import KeyValueStore

extension WriteSession {
    /// Refuses a delta when something that it was computed from changed after its base. What this commit itself
    /// changed does not count.
    func checkFresh(_ delta: GraphDelta) throws(StoreError) {
        guard let base = delta.base else { return }
        guard base < commit else {
            throw StoreError(.stale, "the delta was computed against commit \(base), which this store has not made")
        }
        guard base.next < commit, !delta.reads.isEmpty else { return }
        guard try base >= transaction.retentionFloor() else {
            throw StoreError(
                .stale, "commit \(base), which the change was computed against, is older than the history that is kept",
                advice: "Read again, compute the change anew, and try again.")
        }
        for dependency in delta.reads {
            guard let what = try changed(dependency, after: base) else { continue }
            throw StoreError(
                .stale, "\(what) changed after commit \(base), which the change was computed against",
                advice: "Read again, compute the change anew, and try again.")
        }
    }

    /// What changed, in words, or nil.
    private func changed(
        _ dependency: ReadDependency, after base: CommitNumber
    ) throws(StoreError) -> String? {
        switch dependency {
        case .node(let id): try isNodeChanged(id, after: base) ? "node \(id)" : nil
        case .relationships(let id):
            try isAdjacencyChanged(id, after: base) ? "the relationships of node \(id)" : nil
        case .label(let name): try isLabelChanged(name, after: base) ? "the set of nodes with label `\(name)`" : nil
        case .everything: "the graph"
        }
    }

    private func isNodeChanged(_ id: NodeID, after base: CommitNumber) throws(StoreError) -> Bool {
        if let state = try nodeState(id), state.version < commit { return state.version > base }
        return try hasRow(.nodeHistory, TableKey.node(id), after: base)
    }

    private func isAdjacencyChanged(_ id: NodeID, after base: CommitNumber) throws(StoreError) -> Bool {
        try flushAdjacency(of: id)
        for direction in Direction.allCases {
            var isChanged = false
            try transaction.scanAdjacency(id, direction) { entry in
                isChanged = entry.version > base.rawValue && entry.version < commit.rawValue
                return !isChanged
            }
            if isChanged { return true }
            if try hasRow(.relationshipHistory, .adjacency(id.rawValue, direction), after: base) { return true }
        }
        return false
    }

    /// Whether a version under the prefix was superseded after `base` and before this commit, or is newer than `base`.
    private func hasRow(_ table: Table, _ prefix: TableKey, after base: CommitNumber) throws(StoreError) -> Bool {
        var key = prefix
        key.append(base.next.rawValue, width: 5)
        var cursor = try transaction.cursor(table)
        var isThere = try key.withBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
        while isThere, prefix.begins(cursor.key) {
            let (key, payload) = (cursor.key, cursor.payload)
            let isChanged = try decoding(table) { () throws(DecodingFault) in
                var reader = ByteReader(key, offset: prefix.count)
                let until = CommitNumber(try reader.bigEndian(width: 5))
                if until < commit { return true }
                let version =
                    table == .nodeHistory
                    ? try NodeRecord(payload).version : try RelationshipHistoryRecord(payload).version
                return version > base
            }
            if isChanged { return true }
            isThere = try cursor.next()
        }
        return false
    }

    /// Looks at every node that the commits after `base` touched.
    private func isLabelChanged(_ name: String, after base: CommitNumber) throws(StoreError) -> Bool {
        guard let label = names.labels.token(name) else { return false }
        let last = CommitNumber(commit.rawValue - 1)
        for number in try transaction.touched(after: base, through: last).nodes {
            let was = try transaction.nodeVersion(NodeID(number), asOf: base)
            let now = try transaction.nodeVersion(NodeID(number), asOf: last)
            if carries(was?.record.labelSet, label) != carries(now?.record.labelSet, label) { return true }
        }
        return false
    }

    private func carries(_ set: UInt16?, _ label: UInt16) -> Bool {
        set.flatMap { names.labelSets.labels($0) }?.contains(label) ?? false
    }
}

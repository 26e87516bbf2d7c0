internal import GraphModel
internal import KeyValueStore

extension WriteSession {
    /// Begins the next commit.
    func begin(_ metadata: CommitMetadata) {
        commit = head.commit.next
        self.metadata = metadata
        self.metadata.time = max(metadata.time, head.time)
        counts = ChangeCounts()
        touchedNodes = IdentifierSetBuilder()
        touchedSources = IdentifierSetBuilder()
        doubtfulSources = []
        writtenDefinitions = [:]
        run = nil
    }

    /// Writes the commit's own records, and the row of its run. False when it changed nothing: then it takes no number.
    func end() throws(StoreError) -> Bool {
        if let failure {
            throw StoreError(
                .abandoned, "an earlier change of this write failed: \(failure.message) [\(failure.code)]",
                advice: failure.advice)
        }
        counts.definitionsChanged = writtenDefinitions.values.count { $0 }
        guard !counts.isEmpty else {
            try writeRun(madeCommit: false)
            return false
        }
        try settleDoubtfulSources()
        try writeTouched()
        try writeCommit()
        if counts.definitionsChanged > 0 { definitions.changed = commit }
        head.commit = commit
        head.time = metadata.time
        try writeRun(madeCommit: true)
        return true
    }

    private func writeRun(madeCommit: Bool) throws(StoreError) {
        guard let row = run else { return }
        run = nil
        try transaction.appendRun(row, at: head.commit, madeCommit: madeCommit)
    }

    /// Writes what the commits left pending; none, if there was none.
    func close() throws(StoreError) {
        try flush()
        guard head.commit > lastCommit else { return }
        try flushNames()
        try flushCounters()
        closed = StoreState(head: head, names: names, definitions: definitions, plans: plans)
    }

    /// Takes sources off the touched ones whose relationships were all changed back.
    private func settleDoubtfulSources() throws(StoreError) {
        if !doubtfulSources.isEmpty { try flushAdjacency() }
        for source in doubtfulSources.sorted() where try !hasChangedRelationship(NodeID(source)) {
            touchedSources.remove(source)
        }
    }

    private func hasChangedRelationship(_ source: NodeID) throws(StoreError) -> Bool {
        var isChanged = false
        try transaction.scanAdjacency(source, .outgoing) { entry in
            isChanged = entry.version == commit.rawValue
            return !isChanged
        }
        if isChanged { return true }
        var prefix = TableKey.adjacency(source.rawValue, .outgoing)
        prefix.append(commit.rawValue, width: 5)
        var cursor = try transaction.cursor(.relationshipHistory)
        return try prefix.withBytes { (prefix) throws(StoreError) in try cursor.first(prefix: prefix) }
    }

    private func writeTouched() throws(StoreError) {
        var touched = TouchedElements()
        touched.nodes = touchedNodes.finish()
        touched.sources = touchedSources.finish()
        touched.definitions = writtenDefinitions.filter(\.value).map(\.key).sorted {
            $0.kind != $1.kind ? $0.kind < $1.kind : Names.precedes($0.name, $1.name)
        }
        for (part, payload) in TouchedCodec.encode(touched).enumerated() {
            var key = TableKey.commit(commit)
            key.append(UInt64(part), width: 2)
            try append(.touched, key, payload)
        }
    }

    private func writeCommit() throws(StoreError) {
        var writer = ByteWriter()
        CommitCodec.encode(
            CommitRecord(
                metadata: metadata, counts: counts, nextNode: head.nextNode, nextRelationship: head.nextRelationship),
            into: &writer)
        try append(.commits, .commit(commit), writer.bytes)
    }
}

internal import GraphModel
internal import KeyValueStore

extension StoreVerifier {
    /// Commits are numbered without gaps, their times ascend and are indexed, identities only grow.
    mutating func checkCommits() throws(StoreError) {
        var last = CommitNumber.zero
        var time = Timestamp(microsecondsSinceEpoch: .min)
        var next: (node: UInt64, relationship: UInt64) = (1, 1)
        var times = SetSum()
        try scan(.commits) { (verifier, key, payload) throws(DecodingFault) in
            let number = CommitNumber(try number(key, at: 0, width: 5))
            let record = try CommitCodec.decode(payload)
            if number != last.next { verifier.find(.commits, key, "follows commit \(last)") }
            if record.metadata.time < time { verifier.find(.commits, key, "is earlier than the commit before") }
            if record.nextNode < next.node || record.nextRelationship < next.relationship {
                verifier.find(.commits, key, "takes identities back")
            }
            if record.counts.isEmpty { verifier.find(.commits, key, "changed nothing") }
            (last, time) = (number, record.metadata.time)
            next = (record.nextNode, record.nextRelationship)
            times.insert(UInt64(bitPattern: time.microsecondsSinceEpoch), number.rawValue)
            verifier.report.commits += 1
        }
        if last != head.commit { find(.meta, "the last commit is said to be \(head.commit), and \(last) is there") }
        if last > .zero, (head.nextNode, head.nextRelationship) != next || head.time != time {
            find(.meta, "the head does not agree with the last commit")
        }
        if floor > head.commit { find(.meta, "the retention floor is after the last commit") }
        var found = SetSum()
        try scan(.commitTimes) { (_, key, _) throws(DecodingFault) in
            found.insert(try number(key, at: 0, width: 8) ^ 1 << 63, try number(key, at: 8, width: 5))
        }
        if found != times { find(.commitTimes, "does not list the commits' times") }
    }

    /// The rows of `touched` name what the versions of elements tell, commit by commit.
    mutating func checkTouched() throws(StoreError) {
        var nodes: [UInt64: SetSum] = [:]
        var sources: [UInt64: SetSum] = [:]
        try scan(.touched) { (verifier, key, payload) throws(DecodingFault) in
            let commit = try number(key, at: 0, width: 5)
            if commit > verifier.head.commit.rawValue { verifier.find(.touched, key, "names a commit never made") }
            guard commit > verifier.floor.rawValue else { return }
            var touched = TouchedElements()
            try TouchedCodec.decode(payload, into: &touched)
            for node in touched.nodes { nodes[commit, default: SetSum()].insert(node) }
            for source in touched.sources { sources[commit, default: SetSum()].insert(source) }
        }
        compareTouched(nodes, touchedNodes, "nodes")
        compareTouched(sources, touchedSources, "sources of relationships")
    }

    private mutating func compareTouched(_ listed: [UInt64: SetSum], _ found: [UInt64: SetSum], _ what: String) {
        for commit in Set(listed.keys).union(found.keys).sorted() where listed[commit] != found[commit] {
            find(
                .touched,
                "commit \(commit) lists \(listed[commit]?.count ?? 0) \(what), and versions tell of "
                    + "\(found[commit]?.count ?? 0) or of others")
        }
    }
}

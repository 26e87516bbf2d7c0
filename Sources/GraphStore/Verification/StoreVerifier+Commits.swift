internal import GraphModel
internal import KeyValueStore

extension StoreVerifier {
    /// Commits are numbered without gaps, their times ascend, identities only grow.
    mutating func checkCommits() throws(StoreError) {
        var last = CommitNumber.zero
        var time = Timestamp(microsecondsSinceEpoch: .min)
        var next: (node: UInt64, relationship: UInt64) = (1, 1)
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
            if number > verifier.floor { verifier.recorded[number.rawValue] = record.counts }
            verifier.report.commits += 1
        }
        if floor > head.commit { find(.meta, "the retention floor is after the last commit") }
    }

    /// The rows of `touched` and the counts of commits are what the versions of elements tell.
    mutating func checkTouched() throws(StoreError) {
        var listed: [UInt64: ToldCommit] = [:]
        try scan(.touched) { (verifier, key, payload) throws(DecodingFault) in
            let commit = try number(key, at: 0, width: 5)
            if commit > verifier.head.commit.rawValue { verifier.find(.touched, key, "names a commit never made") }
            guard commit > verifier.floor.rawValue else { return }
            var touched = TouchedElements()
            try TouchedCodec.decode(payload, into: &touched)
            for node in touched.nodes { listed[commit, default: ToldCommit()].nodes.insert(node) }
            for source in touched.sources { listed[commit, default: ToldCommit()].sources.insert(source) }
            listed[commit, default: ToldCommit()].definitions.formUnion(touched.definitions)
        }
        for commit in Set(listed.keys).union(told.keys).sorted() {
            let (row, versions) = (listed[commit] ?? ToldCommit(), told[commit] ?? ToldCommit())
            if row.nodes != versions.nodes || row.sources != versions.sources || row.definitions != versions.definitions
            {
                find(.touched, "commit \(commit) lists other elements than those with versions of it")
            }
        }
        for (commit, counts) in recorded.sorted(by: { $0.key < $1.key }) where told[commit]?.allCounts != counts {
            find(.commits, "the counts of commit \(commit) are not those of the versions that it wrote")
        }
    }
}

/// What the versions of elements tell of one commit.
struct ToldCommit {
    var counts = ChangeCounts()
    var nodes = SetSum()
    var sources = SetSum()
    var definitions: Set<TouchedElements.Definition> = []

    var allCounts: ChangeCounts {
        var all = counts
        all.definitionsChanged = definitions.count
        return all
    }
}

/// Goes through the versions of one element, oldest first, and says what began and ended with each.
struct VersionChain {
    enum Event { case created, updated, deleted }

    /// The commit that ended the last version so far.
    private(set) var end: UInt64?

    /// A version that held from `version` up to `until`; nil for the present one.
    mutating func add(_ version: UInt64, until: UInt64?, _ body: (UInt64, Event) -> Void) {
        if let end, end != version { body(end, .deleted) }
        body(version, end == version ? .updated : .created)
        end = until
    }

    /// After the last version.
    func finish(_ body: (UInt64, Event) -> Void) {
        if let end { body(end, .deleted) }
    }
}

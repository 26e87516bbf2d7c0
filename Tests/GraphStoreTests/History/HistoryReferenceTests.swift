import GraphModel
import GraphStore
import TestSupport
import Testing

/// Random deltas on a store and on a plain graph, then questions about any of the commits.
@Suite struct HistoryReferenceTests {
    static let seeds = Seeds.first(40)

    @Test(arguments: seeds)
    func everyCommitAnswersAsThePlainGraphDid(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        try recorded.run(commits: 60, operations: 6)
        let highest = (recorded.graphs.flatMap(\.nodes.keys).max()?.rawValue ?? 0) + 1
        try recorded.present.expectSame(in: try recorded.store.snapshot(), highest: highest)
        for _ in 0..<6 {
            let commit = recorded.deltas.random.below(recorded.graphs.count)
            let snapshot = try recorded.store.snapshot(asOf: CommitNumber(UInt64(commit)))
            #expect(snapshot.commit == CommitNumber(UInt64(commit)))
            try recorded.graphs[commit].expectSame(in: snapshot, highest: highest)
        }
        #expect(recorded.refusals > 0 && recorded.graphs.count > 20)
        try recorded.verify()
    }

    @Test(arguments: seeds)
    func differencesAreThoseOfThePlainGraphs(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        try recorded.run(commits: 40, operations: 5)
        let snapshot = try recorded.store.snapshot()
        for _ in 0..<15 {
            let from = recorded.deltas.random.below(recorded.graphs.count)
            let to = recorded.deltas.random.below(recorded.graphs.count)
            let changes = try snapshot.changes(from: CommitNumber(UInt64(from)), to: CommitNumber(UInt64(to)))
            expect(changes, from: recorded.graphs[from], to: recorded.graphs[to])
        }
        for number in 1..<recorded.graphs.count {
            let commit = CommitNumber(UInt64(number))
            let record = try #require(try snapshot.commitRecord(commit))
            #expect(record.metadata == recorded.metadata[number - 1])
            let changes = try snapshot.changes(from: CommitNumber(UInt64(number - 1)), to: commit)
            #expect(changes.counts == record.counts)
        }
    }

    private func expect(_ changes: ChangeSet, from: ReferenceGraph, to: ReferenceGraph) {
        let nodes = Set(from.nodes.keys).union(to.nodes.keys).sorted().filter {
            !Self.isSame(from.nodes[$0], to.nodes[$0])
        }
        #expect(changes.nodes.map(\.id) == nodes)
        for change in changes.nodes {
            #expect(change.before == from.nodes[change.id] && change.after == to.nodes[change.id])
        }
        let relationships = Set(from.relationships.keys).union(to.relationships.keys).filter {
            from.relationships[$0]?.properties != to.relationships[$0]?.properties
        }
        #expect(Set(changes.relationships.map(\.id)) == relationships)
        for change in changes.relationships {
            #expect(change.before == from.relationships[change.id] && change.after == to.relationships[change.id])
        }
        let indexes = Set(from.indexes.keys).symmetricDifference(to.indexes.keys)
        #expect(changes.definitions.count == indexes.count)
    }

    /// Whether labels and properties are the same, whatever the versions.
    static func isSame(_ a: Node?, _ b: Node?) -> Bool { a?.labels == b?.labels && a?.properties == b?.properties }

    @Test(arguments: seeds)
    func deltasOfCommitsLeadFromEachGraphToTheNext(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        try recorded.run(commits: 40, operations: 5)
        let snapshot = try recorded.store.snapshot()
        for number in 1..<recorded.graphs.count {
            let commit = CommitNumber(UInt64(number))
            let delta = try snapshot.delta(of: commit)
            var graph = recorded.graphs[number - 1]
            try graph.apply(delta, nodes: [], relationships: [])
            #expect(graph.committed(commit, after: recorded.graphs[number - 1]) == recorded.graphs[number])
        }
    }

    @Test(arguments: seeds)
    func historyOfANodeTellsItsStatesAndTheirCommits(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        try recorded.run(commits: 40, operations: 5)
        let snapshot = try recorded.store.snapshot()
        for id in Set(recorded.graphs.flatMap(\.nodes.keys)).sorted() {
            let history = try snapshot.history(of: id)
            let expected = (1..<recorded.graphs.count).filter { number in
                let (before, after) = (recorded.graphs[number - 1], recorded.graphs[number])
                return before.nodes[id] != after.nodes[id]
                    || Self.relationships(before, of: id) != Self.relationships(after, of: id)
            }
            #expect(history.map { Int($0.commit.number.rawValue) } == expected, "history of \(id)")
            for entry in history {
                let number = Int(entry.commit.number.rawValue)
                #expect(entry.node == recorded.graphs[number].nodes[id])
                #expect(entry.commit.metadata == recorded.metadata[number - 1])
                #expect(!entry.changes.isEmpty)
            }
        }
    }

    static func relationships(_ graph: ReferenceGraph, of id: NodeID) -> Set<Relationship> {
        Set(graph.relationships.values.filter { $0.source == id || $0.target == id })
    }

    @Test(arguments: Seeds.first(10))
    func timesLeadToTheLastCommitBefore(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        try recorded.run(commits: 20, operations: 3)
        for seconds in -1..<15 {
            for offset in [0, 1] {
                let time = Timestamp(microsecondsSinceEpoch: Int64(seconds) * 1_000_000 + Int64(offset))
                let expected = recorded.metadata.lastIndex { $0.time <= time }.map { $0 + 1 } ?? 0
                #expect(try recorded.store.commitNumber(at: time) == CommitNumber(UInt64(expected)))
            }
        }
    }
}

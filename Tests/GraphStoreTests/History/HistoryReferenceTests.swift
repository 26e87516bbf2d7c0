import GraphModel
import GraphStore
import TestSupport
import Testing

/// Random deltas on a store and on a plain graph, then questions about any of the commits.
///
/// Stores of 1,000 operations each.
@Suite struct HistoryReferenceTests {
    @Test(arguments: Seeds.first(Effort.graphs))
    func everyCommitAnswersAsThePlainGraphDid(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        try recorded.run(commits: 100, operations: 10)
        let highest = (recorded.graphs.flatMap(\.nodes.keys).max()?.rawValue ?? 0) + 1
        try recorded.present.expectSame(in: try recorded.store.snapshot(), highest: highest)
        for _ in 0..<3 {
            let commit = recorded.deltas.random.below(recorded.graphs.count)
            let snapshot = try recorded.store.snapshot(asOf: CommitNumber(UInt64(commit)))
            #expect(snapshot.commit == CommitNumber(UInt64(commit)))
            try recorded.graphs[commit].expectSame(in: snapshot, highest: highest)
        }
        #expect(recorded.refusals > 0 && recorded.graphs.count > 20)
        let snapshot = try recorded.store.snapshot()
        try expectDifferences(recorded, snapshot)
        try expectDeltas(recorded, snapshot)
        try expectHistories(recorded, snapshot)
        try recorded.verify()
    }

    private func expectDifferences(_ recorded: RecordedStore, _ snapshot: GraphSnapshot) throws {
        for _ in 0..<6 {
            let from = recorded.deltas.random.below(recorded.graphs.count)
            let to = recorded.deltas.random.below(recorded.graphs.count)
            let changes = try snapshot.changes(from: CommitNumber(UInt64(from)), to: CommitNumber(UInt64(to)))
            expect(changes, from: recorded.graphs[from], to: recorded.graphs[to])
            try expectNarrow(changes, snapshot)
        }
    }

    /// Who looks at some properties only gets the same differences, without the others.
    private func expectNarrow(_ changes: ChangeSet, _ snapshot: GraphSnapshot) throws {
        let keys = Set(
            (changes.nodes.compactMap(\.after).flatMap(\.properties)
                + changes.relationships.compactMap(\.after).flatMap(\.properties)).map(\.key))
        let wanted = Set(keys.sorted().enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
        func narrow(_ properties: [Property]) -> [Property] {
            properties.filter { wanted.contains($0.key) }.sorted { $0.key < $1.key }
        }
        var expected: Set<ElementChange> = []
        for change in changes.nodes {
            var (before, after) = (change.before, change.after)
            if let properties = before?.properties { before?.properties = narrow(properties) }
            if let properties = after?.properties { after?.properties = narrow(properties) }
            if before?.labels == after?.labels, before?.properties == after?.properties { continue }
            expected.insert(.node(change.id, before: before, after: after))
        }
        for change in changes.relationships {
            var (before, after) = (change.before, change.after)
            if let properties = before?.properties { before?.properties = narrow(properties) }
            if let properties = after?.properties { after?.properties = narrow(properties) }
            if before?.properties == after?.properties { continue }
            expected.insert(.relationship(change.id, before: before, after: after))
        }
        var found: Set<ElementChange> = []
        try snapshot.forEachChange(
            from: changes.from, to: changes.to, nodeProperties: wanted.contains,
            relationshipProperties: wanted.contains
        ) { change in
            switch change {
            case .node(let id, var before, var after):
                if let properties = before?.properties { before?.properties = narrow(properties) }
                if let properties = after?.properties { after?.properties = narrow(properties) }
                found.insert(.node(id, before: before, after: after))
            case .relationship(let id, var before, var after):
                if let properties = before?.properties { before?.properties = narrow(properties) }
                if let properties = after?.properties { after?.properties = narrow(properties) }
                found.insert(.relationship(id, before: before, after: after))
            case .definition: break
            }
            return true
        }
        #expect(found == expected)
    }

    private func expect(_ changes: ChangeSet, from: ReferenceGraph, to: ReferenceGraph) {
        let nodes = Set(from.nodes.keys).union(to.nodes.keys).sorted().filter {
            from.nodes[$0]?.labels != to.nodes[$0]?.labels || from.nodes[$0]?.properties != to.nodes[$0]?.properties
        }
        #expect(changes.nodes.map(\.id) == nodes)
        let areNodesRight = changes.nodes.allSatisfy { $0.before == from.nodes[$0.id] && $0.after == to.nodes[$0.id] }
        #expect(areNodesRight)
        let relationships = Set(from.relationships.keys).union(to.relationships.keys).filter {
            from.relationships[$0]?.properties != to.relationships[$0]?.properties
        }
        #expect(Set(changes.relationships.map(\.id)) == relationships)
        let areRelationshipsRight = changes.relationships.allSatisfy {
            $0.before == from.relationships[$0.id] && $0.after == to.relationships[$0.id]
        }
        #expect(areRelationshipsRight)
        let indexes = Set(from.indexes.keys).symmetricDifference(to.indexes.keys)
        #expect(changes.definitions.count == indexes.count)
    }

    /// The feed leads from each graph to the next, and commits say of themselves what they did.
    private func expectDeltas(_ recorded: RecordedStore, _ snapshot: GraphSnapshot) throws {
        for number in 1..<recorded.graphs.count {
            let commit = CommitNumber(UInt64(number))
            var graph = recorded.graphs[number - 1]
            let delta = try snapshot.delta(of: commit)
            try graph.apply(delta, nodes: [], relationships: [])
            let isSame = graph.committed(commit, after: recorded.graphs[number - 1]) == recorded.graphs[number]
            if !isSame { Issue.record("commit \(number): \(delta)") }
            let record = try #require(try snapshot.commitRecord(commit))
            let counts = try snapshot.changes(from: CommitNumber(UInt64(number - 1)), to: commit).counts
            if record.metadata != recorded.metadata[number - 1] || record.counts != counts {
                Issue.record("\(record) and \(counts)")
            }
        }
    }

    private func expectHistories(_ recorded: RecordedStore, _ snapshot: GraphSnapshot) throws {
        let ids = Set(recorded.graphs.flatMap(\.nodes.keys)).sorted()
        for _ in 0..<6 {
            let id = recorded.deltas.random.pick(ids)
            let history = try snapshot.history(of: id)
            let expected = (1..<recorded.graphs.count).filter { number in
                let (before, after) = (recorded.graphs[number - 1], recorded.graphs[number])
                return before.nodes[id] != after.nodes[id]
                    || Self.relationships(before, of: id) != Self.relationships(after, of: id)
            }
            #expect(history.map { Int($0.commit.number.rawValue) } == expected, "history of \(id)")
            let isRight = history.allSatisfy { entry in
                let number = Int(entry.commit.number.rawValue)
                return entry.node == recorded.graphs[number].nodes[id]
                    && entry.commit.metadata == recorded.metadata[number - 1] && !entry.changes.isEmpty
            }
            #expect(isRight)
        }
    }

    static func relationships(_ graph: ReferenceGraph, of id: NodeID) -> Set<Relationship> {
        Set(graph.relationships.values.filter { $0.source == id || $0.target == id })
    }

    @Test func whatACommitChangedIsToldAttributeByAttribute() throws {
        let recorded = try RecordedStore(seed: 1)
        try recorded.commit(
            GraphDelta(operations: [
                .createNode(id: nil, labels: ["A"], properties: [Property("name", "a"), Property("k", 1)]),
                .createNode(id: nil, labels: ["B"], properties: []),
            ]))
        try recorded.commit(
            GraphDelta(operations: [
                .updateNode(
                    .existing(NodeID(1)), addLabels: ["B"], removeLabels: ["A"],
                    properties: [PropertyChange("name", "b"), PropertyChange("k", nil)]),
                .createRelationship(
                    id: nil, type: "R", source: .existing(NodeID(2)), target: .existing(NodeID(1)), properties: []),
            ]))
        try recorded.commit(GraphDelta(operations: [.deleteNode(.existing(NodeID(1)), detach: true)]))
        let history = try recorded.store.snapshot().history(of: NodeID(1))
        let relationship = Relationship(
            id: RelationshipID(1), type: "R", source: NodeID(2), target: NodeID(1), properties: [],
            version: CommitNumber(2))
        #expect(
            history.map(\.changes) == [
                [
                    .created, .labelAdded("A"), .property("k", before: nil, after: 1),
                    .property("name", before: nil, after: "a"),
                ],
                [
                    .labelRemoved("A"), .labelAdded("B"), .property("k", before: 1, after: nil),
                    .property("name", before: "a", after: "b"), .relationshipCreated(relationship),
                ], [.deleted, .relationshipDeleted(relationship)],
            ])
        #expect(history.map(\.commit.metadata.reason) == [nil, "reason 2", nil])
        #expect(history.last?.node == nil)
    }

    @Test func streamsStopWhenTheReceiverHasEnough() throws {
        let recorded = try RecordedStore(seed: 2)
        try recorded.run(commits: 30, operations: 6)
        let snapshot = try recorded.store.snapshot()
        let all = try snapshot.changes(from: .zero, to: recorded.last)
        let total = all.nodes.count + all.relationships.count + all.definitions.count
        for limit in 1...total {
            var changes = 0
            try snapshot.forEachChange(from: .zero, to: recorded.last) { _ in
                changes += 1
                return changes < limit
            }
            #expect(changes == limit)
        }
        let operations = try snapshot.delta(of: recorded.last).operations
        for limit in 1...operations.count {
            var seen: [GraphOperation] = []
            try snapshot.forEachOperation(of: recorded.last) {
                seen.append($0)
                return seen.count < limit
            }
            #expect(seen == Array(operations.prefix(limit)))
        }
        let unknown = #expect(throws: StoreError.self) { try snapshot.delta(of: recorded.last.next) }
        #expect(unknown?.kind == .unknownCommit)
        #expect(throws: StoreError.self) { try snapshot.delta(of: .zero) }
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

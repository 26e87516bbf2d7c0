import GraphModel
import GraphStore
import TestSupport
import Testing

/// Restores against the plain graphs of the past.
@Suite struct HistoryRestoreTests {
    @Test(arguments: Seeds.first(20))
    func undoingTheLastCommitsLeadsBack(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        try recorded.run(commits: 25, operations: 5)
        let first = 1 + recorded.deltas.random.below(recorded.graphs.count - 1)
        let undone = Set((first..<recorded.graphs.count).map { CommitNumber(UInt64($0)) })
        let before = recorded.graphs[first - 1]
        try recorded.commit(try recorded.store.snapshot().restoreDelta(undoing: undone))
        #expect(Self.contents(recorded.present) == Self.contents(before))
        try recorded.verify()
    }

    /// A graph without its versions.
    static func contents(_ graph: ReferenceGraph) -> ReferenceGraph {
        var graph = graph
        for id in graph.nodes.keys { graph.nodes[id]?.version = .zero }
        for id in graph.relationships.keys { graph.relationships[id]?.version = .zero }
        return graph
    }

    @Test(arguments: Seeds.first(20))
    func restoringANodeBringsBackItsState(seed: UInt64) throws {
        let recorded = try RecordedStore(seed: seed)
        try recorded.run(commits: 25, operations: 5)
        for _ in 0..<8 {
            let past = recorded.deltas.random.below(recorded.graphs.count)
            guard
                let id = Set(recorded.graphs[past].nodes.keys).union(recorded.present.nodes.keys).sorted()
                    .randomElement(using: &recorded.deltas.random)
            else { continue }
            let before = Self.contents(recorded.present)
            let then = Self.contents(recorded.graphs[past])
            let delta = try recorded.store.snapshot().restoreDelta(
                of: id, to: CommitNumber(UInt64(past)), forced: true)
            try recorded.commit(delta)
            let after = Self.contents(recorded.present)
            #expect(after.nodes[id] == then.nodes[id])
            for relationship in then.relationships.values where relationship.source == id || relationship.target == id {
                let ends = [relationship.source, relationship.target].allSatisfy { after.nodes[$0] != nil }
                #expect(after.relationships[relationship.id] == (ends ? relationship : nil))
            }
            // Nothing else changed.
            var others = after.nodes
            others[id] = before.nodes[id]
            #expect(others == before.nodes)
        }
        try recorded.verify()
    }

    static func metadata(_ second: Int64) -> CommitMetadata {
        CommitMetadata(author: "a", source: "s", time: Timestamp(microsecondsSinceEpoch: second * 1_000_000))
    }

    static func name(_ id: UInt64, _ name: String?) -> GraphOperation {
        .updateNode(
            .existing(NodeID(id)), addLabels: [], removeLabels: [],
            properties: [PropertyChange("name", name.map { .string($0) })])
    }

    @Test func laterChangesRefuseAnUndoUnlessForced() throws {
        let recorded = try RecordedStore(seed: 1)
        try recorded.commit(
            GraphDelta(operations: [.createNode(id: nil, labels: ["A"], properties: [Property("name", "a")])]))
        try recorded.commit(
            GraphDelta(operations: [
                Self.name(1, "b"), .createNode(id: nil, labels: ["B"], properties: []),
                .createRelationship(id: nil, type: "R", source: .existing(NodeID(1)), target: .new(0), properties: []),
            ]))
        try recorded.commit(
            GraphDelta(operations: [
                Self.name(1, "ab"),
                .createRelationship(
                    id: nil, type: "S", source: .existing(NodeID(2)), target: .existing(NodeID(1)), properties: []),
            ]))
        let snapshot = try recorded.store.snapshot()
        let error = #expect(throws: StoreError.self) { try snapshot.restoreDelta(undoing: [CommitNumber(2)]) }
        #expect(error?.kind == .restoreConflict)
        #expect(
            error?.message
                == "2 conflicts: node #1 was changed again by commit 3; relationship ~2 of node #2 was created later")
        try recorded.commit(try snapshot.restoreDelta(undoing: [CommitNumber(2)], forced: true))
        #expect(Self.contents(recorded.present) == Self.contents(recorded.graphs[1]))
    }

    @Test func aRelationshipWhoseOtherEndIsGoneIsAConflict() throws {
        let recorded = try RecordedStore(seed: 1)
        try recorded.commit(
            GraphDelta(operations: [
                .createNode(id: nil, labels: ["A"], properties: []),
                .createNode(id: nil, labels: ["B"], properties: []),
                .createRelationship(id: nil, type: "R", source: .new(0), target: .new(1), properties: []),
            ]))
        try recorded.commit(GraphDelta(operations: [.deleteNode(.existing(NodeID(2)), detach: true)]))
        let snapshot = try recorded.store.snapshot()
        let error = #expect(throws: StoreError.self) {
            try snapshot.restoreDelta(of: NodeID(1), to: CommitNumber(1))
        }
        #expect(error?.message == "relationship ~1 cannot come back: node #2 does not exist any more")
        #expect(try snapshot.restoreDelta(of: NodeID(1), to: CommitNumber(1), forced: true).operations.isEmpty)
        let unknown = #expect(throws: StoreError.self) {
            try snapshot.restoreDelta(of: NodeID(9), to: CommitNumber(1))
        }
        #expect(unknown?.kind == .nodeUnknown)
    }

    @Test func aRestoreIsRefusedWhenTheNodeChangesMeanwhile() throws {
        let recorded = try RecordedStore(seed: 1)
        try recorded.commit(
            GraphDelta(operations: [.createNode(id: nil, labels: ["A"], properties: [Property("name", "a")])]))
        try recorded.commit(GraphDelta(operations: [Self.name(1, "b")]))
        let delta = try recorded.store.snapshot().restoreDelta(of: NodeID(1), to: CommitNumber(1))
        try recorded.commit(GraphDelta(operations: [Self.name(1, "c")]))
        let error = #expect(throws: StoreError.self) { try recorded.store.commit(delta, Self.metadata(9)) }
        #expect(error?.kind == .stale)
    }
}

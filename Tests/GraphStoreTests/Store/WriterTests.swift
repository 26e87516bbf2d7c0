import GraphModel
import GraphStore
import TestSupport
import Testing

@Suite struct WriterTests {
    /// Many deltas in few writes, some refused: the graph is that of the accepted ones.
    @Test(arguments: Seeds.first(200))
    func writesHoldTheirAcceptedDeltasOnly(seed: UInt64) throws {
        let test = try TestStore()
        var deltas = RandomGraphDeltas(seed: seed)
        var graph = ReferenceGraph()
        for number in 1...4 as ClosedRange<UInt64> {
            let before = graph
            var expected = graph
            let result = try test.store.write(TestStore.metadata()) { writer in
                for _ in 0..<25 {
                    let delta = deltas.delta(for: expected, operations: 1 + deltas.random.below(18))
                    // Definitions are not taken back one by one.
                    let operations = delta.operations.filter { !Self.isDefinition($0) }
                    try Self.apply(GraphDelta(operations: operations), writer, &expected)
                    if deltas.random.chance(30) {
                        try Self.spotCheck(expected, writer, &deltas.random)
                    }
                }
            }
            graph = expected.committed(result.commit, after: before) ?? before
            #expect(result.counts.isEmpty == (graph == before))
            #expect(result.counts.isEmpty || result.commit.rawValue <= number)
        }
        let highest = (graph.nodes.keys.max()?.rawValue ?? 0) + 1
        try graph.expectSame(in: try test.store.snapshot(), highest: highest)
        try test.verify()
    }

    private static func isDefinition(_ operation: GraphOperation) -> Bool {
        switch operation {
        case .createIndex, .dropIndex, .createConstraint, .dropConstraint, .setSchema: true
        default: false
        }
    }

    private static func apply(_ delta: GraphDelta, _ writer: GraphWriter, _ graph: inout ReferenceGraph) throws {
        let fakes = (0..<100).map { UInt64(1_000_000_000 + $0) }
        var trial = graph
        let isPossible =
            (try? trial.apply(
                delta, nodes: fakes.map { NodeID($0) }, relationships: fakes.map { RelationshipID($0) })) != nil
        do throws(StoreError) {
            let applied = try writer.apply(delta)
            #expect(isPossible, "accepted: \(delta)")
            do { try graph.apply(delta, nodes: applied.nodes, relationships: applied.relationships) } catch {
                Issue.record("the plain graph refuses \(delta)")
            }
        } catch {
            #expect(error.isRefusal && !isPossible, "\(error) for \(delta)")
        }
    }

    /// What the writer says in the middle.
    private static func spotCheck(
        _ graph: ReferenceGraph, _ writer: GraphWriter, _ random: inout SeededGenerator
    ) throws {
        #expect(try writer.nodeCount() == graph.nodes.count)
        guard let id = graph.nodes.keys.sorted().dropFirst(random.below(graph.nodes.count + 1)).first else { return }
        let found = try writer.node(id)
        #expect(found?.labels == graph.nodes[id]?.labels && found?.properties == graph.nodes[id]?.properties)
        let outgoing = Set(try writer.relationships(of: id, .outgoing).map(\.reference))
        #expect(outgoing == Set(graph.relationships.values.filter { $0.source == id }.map(\.reference)))
    }

    @Test func reservedIdentitiesAreUsedInAnyOrder() throws {
        let test = try TestStore()
        try test.commit([.node()])
        try test.store.write(TestStore.metadata()) { writer in
            let ids = [try writer.reserveNodeID(), try writer.reserveNodeID(), try writer.reserveNodeID()]
            #expect(ids == [NodeID(2), NodeID(3), NodeID(4)])
            #expect(try writer.node(ids[0]) == nil)
            #expect(
                code { _ = try writer.apply(GraphDelta(operations: [.relationship("R", 1, 2)])) } == .nodeUnknown)
            for id in [ids[2], ids[0]] {
                _ = try writer.apply(
                    GraphDelta(operations: [
                        .createNode(id: id, labels: ["A"], properties: [Property("p", .integer(Int64(id.rawValue)))])
                    ]))
            }
            #expect(
                code {
                    _ = try writer.apply(GraphDelta(operations: [.createNode(id: ids[0], labels: [], properties: [])]))
                }
                    == .identityTaken)
            #expect(try writer.node(ids[0])?["p"] == 2)
        }
        let snapshot = try test.store.snapshot()
        #expect(try snapshot.nodeCount() == 3 && snapshot.node(NodeID(3)) == nil)
        #expect(try test.commit([.node()]).created.nodes == [NodeID(5)])
        try test.verify()
    }

    @Test func anIdentityMayNotMoveWithinACommit() throws {
        let test = try TestStore()
        try test.commit([.node(), .node(), .relationship("R", 1, 2, [Property("p", 1)])])
        try test.store.write(TestStore.metadata()) { writer in
            let old = try #require(try writer.relationships(of: NodeID(1), .outgoing).first)
            _ = try writer.apply(GraphDelta(operations: [.deleteRelationship(old.reference)]))
            func again(_ type: String) -> GraphOperation {
                .createRelationship(
                    id: old.id, type: type, source: .existing(NodeID(1)), target: .existing(NodeID(2)),
                    properties: old.properties)
            }
            #expect(
                code { _ = try writer.apply(GraphDelta(operations: [.set(1, "q", 1), again("S")])) } == .identityTaken)
            #expect(try writer.node(NodeID(1))?.properties == [])
            #expect(writer.changes.relationshipsDeleted == 1 && writer.changes.nodesUpdated == 0)
            _ = try writer.apply(GraphDelta(operations: [again("R")]))
            #expect(writer.changes.isEmpty)
        }
        #expect(try test.store.snapshot().commit == CommitNumber(1))
        try test.verify()
    }

    @Test func aThrowingBodyLeavesNothing() throws {
        struct Stop: Error {}
        let test = try TestStore()
        #expect(throws: Stop.self) {
            try test.store.write(TestStore.metadata()) { writer in
                _ = try writer.apply(GraphDelta(operations: [.node(["new label"], [Property("new key", 1)])]))
                throw Stop()
            }
        }
        #expect(try test.store.snapshot().nodeCount() == 0)
        let result = try test.commit([.node(["other"])])
        #expect(result.commit == CommitNumber(1) && result.created.nodes == [NodeID(1)])
        #expect(try test.store.snapshot().labelCounts().map(\.label) == ["other"])
        try test.verify()
    }

    @Test func aRefusedDefinitionEndsTheWrite() throws {
        let test = try TestStore()
        let index = GraphOperation.createIndex(IndexDefinition(name: "i", element: .label("A"), properties: ["p"]))
        let found = code {
            try test.store.write(TestStore.metadata()) { writer in
                _ = try writer.apply(GraphDelta(operations: [.node(["A"])]))
                _ = code { _ = try writer.apply(GraphDelta(operations: [index, .set(9, "p", 1)])) }
            }
        }
        #expect(found == .abandoned)
        #expect(try test.store.snapshot().nodeCount() == 0)
    }

    @Test func whatCannotBeStoredIsRefused() throws {
        let test = try TestStore()
        let refused: [(GraphOperation, StoreError.Code)] = [
            (.node([""]), .invalidName), (.node(["a\0b"]), .invalidName),
            (.node([], [Property(String(repeating: "k", count: 257), 1)]), .invalidName),
            (.node([], [Property("k", 1), Property("k", 1)]), .invalidValue),
            (.node([], [Property("k", .list([.list([])]))]), .invalidValue),
            (.node((0...256).map { "label \($0)" }), .limit),
            (.createNode(id: NodeID(0), labels: [], properties: []), .identityTaken),
            (.createNode(id: NodeID(1 << 40), labels: [], properties: []), .identityTaken),
            (.createNode(id: NodeID(1), labels: [], properties: []), .identityTaken),
            (.set(7, "p", 1), .nodeUnknown), (.set(.max, "p", 1), .nodeUnknown),
            (.relationship("R", 1, 1 << 41), .nodeUnknown), (.relationship("", 1, 1), .invalidName),
            (.deleteNode(.new(3), detach: true), .nodeUnknown),
            (
                .deleteRelationship(
                    RelationshipReference(id: RelationshipID(1), type: "R", source: NodeID(1), target: NodeID(1))),
                .relationshipUnknown
            ),
        ]
        try test.commit([.node()])
        for (operation, expected) in refused {
            #expect(code { try test.commit([operation]) } == expected, "\(operation)")
        }
        #expect(try test.store.snapshot().commit == CommitNumber(1))
    }

    @Test func commitsOfManyThreadsAllGetIn() async throws {
        let test = try TestStore()
        let store = test.store
        try test.commit([.node(["A"])])
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<4 {
                group.addTask {
                    for number in 0..<25 {
                        // Every fifth is refused, alone.
                        let operation: GraphOperation =
                            number % 5 == 0 ? .set(1_000_000, "p", 1) : .node(["T\(thread)"], [Property("n", 1)])
                        _ = try? store.commit(GraphDelta(operations: [operation]), TestStore.metadata())
                    }
                }
            }
        }
        let snapshot = try store.snapshot()
        #expect(snapshot.commit == CommitNumber(81))
        for thread in 0..<4 { #expect(try snapshot.count(label: "T\(thread)") == 20) }
        try test.verify()
    }

    @Test func timesNeverGoBack() throws {
        let test = try TestStore()
        try test.commit([.node()], time: 100)
        try test.commit([.node()], time: 50)
        let snapshot = try test.store.snapshot()
        #expect(try snapshot.commitRecord(CommitNumber(2))?.metadata.time.microsecondsSinceEpoch == 100)
    }
}

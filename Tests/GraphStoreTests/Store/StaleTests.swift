import GraphModel
import GraphStore
import TestSupport
import Testing

@Suite struct StaleTests {
    /// Nodes 1 to 4; a relationship from 1 to 2; one property each.
    static func store() throws -> TestStore {
        let test = try TestStore()
        try test.commit([
            .node(["A"], [Property("p", 1)]), .node(["A"]), .node(["B"]), .node(["B"]), .relationship("R", 1, 2),
        ])
        return test
    }

    /// What a delta read, what another commit did meanwhile, and whether it is refused then.
    static let cases: [(reads: [ReadDependency], meanwhile: [GraphOperation], isStale: Bool)] = [
        ([.node(NodeID(1))], [.set(1, "p", 2)], true),
        ([.node(NodeID(1))], [.set(2, "p", 2)], false),
        ([.node(NodeID(1))], [.relationship("R", 1, 3)], false),
        ([.node(NodeID(3))], [.deleteNode(.existing(NodeID(3)), detach: false)], true),
        ([.node(NodeID(5))], [.node()], true),
        ([.node(NodeID(9))], [.node()], false),
        ([.relationships(of: NodeID(1))], [.relationship("R", 1, 3)], true),
        ([.relationships(of: NodeID(3))], [.relationship("R", 1, 3)], true),
        ([.relationships(of: NodeID(3))], [.relationship("R", 1, 4)], false),
        ([.relationships(of: NodeID(2))], [.deleteNode(.existing(NodeID(1)), detach: true)], true),
        ([.relationships(of: NodeID(1))], [.set(1, "p", 3)], false),
        ([.label("A")], [.node(["A"])], true),
        ([.label("A")], [.node(["B"])], false),
        ([.label("A")], [.label(2, remove: ["A"])], true),
        ([.label("A")], [.set(1, "p", 5)], false),
        ([.label("none")], [.node(["none"])], true),
        ([.everything], [.node()], true),
        ([], [.node()], false),
        ([.label("B"), .node(NodeID(1))], [.set(1, "p", 2)], true),
    ]

    @Test(arguments: cases.indices)
    func refusedExactlyWhenWhatWasReadChanged(place: Int) throws {
        let (reads, meanwhile, isStale) = Self.cases[place]
        let test = try Self.store()
        try test.commit(meanwhile)
        let found = code { try test.commit([.node(["new"])], base: CommitNumber(1), reads: reads) }
        #expect(found == (isStale ? .stale : nil), "\(reads) \(meanwhile)")
        // Computed anew, it goes in.
        try test.commit([.node(["newer"])], base: CommitNumber(2), reads: reads)
    }

    @Test func changesThatWereTakenBackStillCount() throws {
        let test = try Self.store()
        try test.commit([.set(1, "p", 2)])
        try test.commit([.set(1, "p", 1)])
        #expect(code { try test.commit([.node()], base: CommitNumber(1), reads: [.node(NodeID(1))]) } == .stale)
    }

    @Test func theWritersOwnChangesDoNotCount() throws {
        let test = try Self.store()
        try test.store.write(TestStore.metadata()) { writer in
            let reads: [ReadDependency] = [.node(NodeID(1)), .relationships(of: NodeID(1)), .label("A")]
            for value in 2...4 as ClosedRange<Int64> {
                _ = try writer.apply(
                    GraphDelta(
                        base: CommitNumber(1), reads: reads,
                        operations: [
                            .set(1, "p", .integer(value)), .relationship("R", 1, 3), .label(2, remove: ["A"]),
                        ]))
            }
        }
        #expect(try test.store.snapshot().relationships(of: NodeID(1), .outgoing).count == 4)
    }

    @Test func aBaseFromTheFutureIsRefused() throws {
        let test = try Self.store()
        #expect(code { try test.commit([.node()], base: CommitNumber(2)) } == .stale)
        try test.commit([.node()], base: CommitNumber(1))
    }
}

import GraphModel
import GraphStore
import KeyValueStore
import TestSupport
import Testing

@Suite struct AdjacencyStoreTests {
    @Test func aHubWithManyRelationshipsCostsOneChunkAnUpdate() throws {
        let test = try TestStore()
        try test.store.write(TestStore.metadata()) { writer in
            _ = try writer.apply(GraphDelta(operations: (0..<5_001).map { _ in .node(["N"]) }))
            for start in stride(from: 2, through: 5_001, by: 1_000) {
                _ = try writer.apply(
                    GraphDelta(
                        operations: (start..<min(start + 1_000, 5_002)).map {
                            .relationship("R", UInt64($0), 1, $0.isMultiple(of: 100) ? [Property("w", 1)] : [])
                        }))
            }
        }
        var hub = try test.store.snapshot().relationships(of: NodeID(1), .incoming)
        #expect(hub.count == 5_000 && hub.count { $0["w"] == 1 } == 50)
        #expect(hub.map(\.source) == (2...5_001 as ClosedRange<UInt64>).map { NodeID($0) })
        let before = try test.store.gaugesUsedBytes()
        for number in [2_500, 17, 4_999] as [UInt64] {
            try test.commit([.relationship("R", number, 1), .relationship("Q", 1, number)])
            try test.commit([.deleteRelationship(hub[Int(number)].reference)])
        }
        #expect(try test.store.gaugesUsedBytes() - before < 400_000)
        let snapshot = try test.store.snapshot()
        hub = try snapshot.relationships(of: NodeID(1), .incoming)
        #expect(hub.count == 5_000)
        #expect(try snapshot.relationships(of: NodeID(1), .outgoing, types: ["Q"]).count == 3)
        #expect(try snapshot.relationships(of: NodeID(1), .outgoing, types: ["R", "none"]).isEmpty)
        #expect(try snapshot.degree(of: NodeID(1), .incoming, type: "R") == 5_000)
        try test.commit([.deleteNode(.existing(NodeID(1)), detach: true)])
        #expect(try test.store.snapshot().relationshipCount() == 0)
        #expect(try test.store.snapshot(asOf: CommitNumber(1)).relationships(of: NodeID(1), .incoming).count == 5_000)
        try test.verify()
    }

    @Test func typesOfANodeAreReadAlone() throws {
        let test = try TestStore()
        let types = ["A", "B", "C"]
        try test.commit([.node(), .node()])
        for (place, type) in types.enumerated() {
            try test.commit((0..<(300 * (place + 1))).map { _ in .relationship(type, 1, 2) })
        }
        let snapshot = try test.store.snapshot()
        #expect(try snapshot.relationships(of: NodeID(1), .outgoing, types: ["B"]).count == 600)
        #expect(try snapshot.relationships(of: NodeID(1), .outgoing, types: ["C", "A"]).map(\.type).first == "A")
        #expect(try snapshot.degree(of: NodeID(1), .outgoing) == 1_800)
        let last = try #require(try snapshot.relationships(of: NodeID(1), .outgoing, types: ["C"]).last)
        #expect(try snapshot.relationship(last.reference) == last)
        var absent = last.reference
        absent.target = NodeID(1)
        #expect(try snapshot.relationship(absent) == nil)
    }

    @Test func relationshipsToOneself() throws {
        let test = try TestStore()
        try test.commit([.node(["A"]), .relationship("R", 1, 1)])
        let snapshot = try test.store.snapshot()
        #expect(
            try snapshot.relationships(of: NodeID(1), .outgoing) == snapshot.relationships(of: NodeID(1), .incoming))
        #expect(try snapshot.count(label: "A", type: "R", direction: .incoming) == 1)
        #expect(code { try test.commit([.deleteNode(.existing(NodeID(1)), detach: false)]) } == .nodeHasRelationships)
        try test.commit([.deleteNode(.existing(NodeID(1)), detach: true)])
        try test.verify()
    }

    @Test func aTypesSourcesComeAndGo() throws {
        let test = try TestStore()
        try test.commit([.node(), .node()] + (0..<400).map { _ in .relationship("R", 1, 2) })
        func sources() throws -> [UInt64] {
            var found: [UInt64] = []
            try test.store.snapshot().sources(ofType: "R") {
                found.append($0.rawValue)
                return true
            }
            return found
        }
        #expect(try sources() == [1])
        var all = try test.store.snapshot().relationships(of: NodeID(1), .outgoing)
        let kept = all.removeLast()
        try test.commit(all.map { .deleteRelationship($0.reference) } + [.relationship("R", 2, 1)])
        #expect(try sources() == [1, 2])
        try test.commit([.deleteRelationship(kept.reference)])
        #expect(try sources() == [2])
        try test.verify()
    }
}

extension GraphStore {
    /// Bytes of the data file in use, free pages included.
    func gaugesUsedBytes() throws -> Int { try environment.gauges().usedBytes }
}

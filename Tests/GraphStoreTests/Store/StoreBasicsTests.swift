import GraphModel
import GraphStore
import TestSupport
import Testing

@Suite struct StoreBasicsTests {
    @Test func createsAndReadsBack() throws {
        let test = try TestStore()
        let result = try test.commit([
            .createNode(
                id: nil, labels: ["Server", "Item"], properties: [Property("name", "a"), Property("cpus", 8)]),
            .createNode(id: nil, labels: ["Service"], properties: [Property("name", "b")]),
            .createRelationship(
                id: nil, type: "RUNS_ON", source: .new(1), target: .new(0), properties: [Property("weight", 2.5)]),
            .createRelationship(id: nil, type: "RUNS_ON", source: .new(1), target: .new(0), properties: []),
        ])
        #expect(result.commit == CommitNumber(1))
        #expect(result.counts.nodesCreated == 2)
        #expect(result.counts.relationshipsCreated == 2)
        #expect(result.created.nodes == [NodeID(1), NodeID(2)])
        let snapshot = try test.store.snapshot()
        #expect(
            try snapshot.node(NodeID(1))
                == Node(
                    id: NodeID(1), labels: ["Item", "Server"],
                    properties: [Property("cpus", 8), Property("name", "a")],
                    version: CommitNumber(1)))
        #expect(try snapshot.node(NodeID(3)) == nil)
        let relationships = try snapshot.relationships(of: NodeID(2), .outgoing)
        #expect(relationships.map(\.id) == [RelationshipID(1), RelationshipID(2)])
        #expect(relationships[0]["weight"] == 2.5)
        #expect(try snapshot.relationships(of: NodeID(1), .incoming) == relationships)
        #expect(try snapshot.relationships(of: NodeID(1), .outgoing).isEmpty)
        #expect(try snapshot.count(label: "Server") == 1)
        #expect(try snapshot.count(type: "RUNS_ON") == 2)
        #expect(try snapshot.count(label: "Item", type: "RUNS_ON", direction: .incoming) == 2)
        #expect(try snapshot.property("cpus", of: NodeID(1)) == 8)
    }

    @Test func staysAfterReopening() throws {
        let folder = try temporaryFolder()
        do {
            let store = try GraphStore.create(at: folder.path + "/s")
            try store.commit(
                GraphDelta(operations: [
                    .createIndex(IndexDefinition(name: "names", element: .label("A"), properties: ["name"])),
                    .createNode(id: nil, labels: ["A"], properties: [Property("name", "x")]),
                ]), CommitMetadata(author: "a", source: "s", time: Timestamp(microsecondsSinceEpoch: 1)))
        }
        let store = try GraphStore.open(at: folder.path + "/s")
        let snapshot = try store.snapshot()
        #expect(snapshot.commit == CommitNumber(1))
        #expect(try snapshot.nodes(index: "names", equals: ["x"]) == [NodeID(1)])
        #expect(try snapshot.nodes(index: "names", prefix: "") == [NodeID(1)])
    }

    @Test func unchangedIsNoCommit() throws {
        let test = try TestStore()
        try test.commit([.createNode(id: nil, labels: ["A"], properties: [Property("p", 1)])])
        let update = GraphOperation.updateNode(
            .existing(NodeID(1)), addLabels: ["A"], removeLabels: ["B"], properties: [PropertyChange("p", 1)])
        let result = try test.commit([update])
        #expect(result.commit == CommitNumber(1))
        #expect(result.counts.isEmpty)
        // There and back again within one commit.
        let round = try test.commit([
            .updateNode(.existing(NodeID(1)), addLabels: [], removeLabels: [], properties: [PropertyChange("p", 2)]),
            .updateNode(.existing(NodeID(1)), addLabels: [], removeLabels: [], properties: [PropertyChange("p", 1)]),
            .createNode(id: nil, labels: [], properties: []),
            .deleteNode(.new(0), detach: false),
        ])
        #expect(round.counts.isEmpty)
        #expect(try test.store.snapshot().node(NodeID(1))?.version == CommitNumber(1))
    }

    @Test func refusedDeltaLeavesNothing() throws {
        let test = try TestStore()
        try test.commit([.createNode(id: nil, labels: ["A"], properties: [Property("p", 1)])])
        let result = try test.store.write(
            CommitMetadata(author: "a", source: "s", time: Timestamp(microsecondsSinceEpoch: 1))
        ) { writer in
            #expect(throws: StoreError.self) {
                try writer.apply(
                    GraphDelta(operations: [
                        .createNode(id: nil, labels: ["B"], properties: []),
                        .createRelationship(
                            id: nil, type: "R", source: .new(0), target: .existing(NodeID(1)), properties: []),
                        .updateNode(
                            .existing(NodeID(1)), addLabels: ["C"], removeLabels: [],
                            properties: [PropertyChange("p", 2)]),
                        .deleteNode(.existing(NodeID(1)), detach: true),
                        .deleteNode(.existing(NodeID(99)), detach: true),
                    ]))
            }
            #expect(writer.changes.isEmpty)
            #expect(try writer.node(NodeID(1))?["p"] == 1)
            #expect(try writer.relationships(of: NodeID(1), .incoming).isEmpty)
            _ = try writer.apply(GraphDelta(operations: [.createNode(id: nil, labels: ["D"], properties: [])]))
        }
        #expect(result.counts.nodesCreated == 1)
        let snapshot = try test.store.snapshot()
        #expect(try snapshot.labelCounts().map(\.label) == ["A", "D"])
        #expect(try snapshot.node(NodeID(1))?.version == CommitNumber(1))
    }
}

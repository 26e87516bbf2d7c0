import GraphModel
import GraphStore
import ImpactAnalysis
import TestSupport
import Testing
import Topology

/// A change laid over a graph of three servers, `a → b → c`, and never written.
@Suite struct ProposedStateTests {
    let folder: TemporaryFolder
    let store: GraphStore

    init() throws {
        folder = try temporaryFolder()
        store = try GraphStore.create(at: folder.path("store"))
        let names = ["a", "b", "c"]
        let operations =
            names.map { name in
                GraphOperation.createNode(id: nil, labels: ["Server"], properties: [Property("name", .string(name))])
            }
            + [(0, 1), (1, 2)].map { source, target in
                GraphOperation.createRelationship(
                    id: nil, type: "DEPENDS_ON", source: .new(source), target: .new(target), properties: [])
            }
        try store.commit(GraphDelta(operations: operations), MixedLoad.metadata(1))
    }

    private func propose(_ operations: GraphOperation...) throws -> ProposedState {
        try ProposedState(GraphDelta(operations: operations), on: store.snapshot())
    }

    @Test func aNewNodeHasAnIdentityThatNoStoreReaches() throws {
        let state = try propose(
            .createNode(id: nil, labels: ["Server"], properties: [Property("name", "d")]),
            .createRelationship(
                id: nil, type: "DEPENDS_ON", source: .existing(NodeID(3)), target: .new(0), properties: []))
        let node = try #require(state.nodes.values.first)
        #expect(node["name"] == "d")
        #expect(node.id.rawValue == Limits.identity)
        let change = try #require(state.overlay.relationships.values.first)
        #expect(change.before == nil)
        #expect(change.after?.target == node.id)
        #expect(try store.snapshot().nodeCount() == 3)
    }

    @Test func changesOfOneNodeAddUp() throws {
        let state = try propose(
            .updateNode(
                .existing(NodeID(1)), addLabels: ["Old"], removeLabels: ["Server"],
                properties: [PropertyChange("name", nil), PropertyChange("state", "retired")]),
            .updateNode(
                .existing(NodeID(1)), addLabels: [], removeLabels: [], properties: [PropertyChange("state", "live")]))
        let node = try #require(state.nodes[NodeID(1)])
        #expect(node.labels == ["Old"])
        #expect(node.properties == [Property("state", "live")])
    }

    @Test func aDeletedNodeTakesItsRelationshipsAlong() throws {
        let state = try propose(.deleteNode(.existing(NodeID(2)), detach: true))
        #expect(state.overlay.nodes[NodeID(2)] == .some(nil))
        #expect(state.overlay.relationships.count == 2)
        #expect(state.overlay.relationships.values.allSatisfy { $0.before != nil && $0.after == nil })
    }

    @Test func aNodeWithRelationshipsIsNotDeletedWithoutThem() throws {
        let error = #expect(throws: AnalysisError.self) {
            try propose(.deleteNode(.existing(NodeID(2)), detach: false))
        }
        #expect(error?.code == "impact.hasRelationships")
    }

    @Test func whatDoesNotExistCannotBeChanged() throws {
        let missingNode = #expect(throws: AnalysisError.self) {
            try propose(.deleteNode(.existing(NodeID(9)), detach: true))
        }
        #expect(missingNode?.code == "impact.unknownCI")
        let reference = RelationshipReference(
            id: RelationshipID(9), type: "DEPENDS_ON", source: NodeID(1), target: NodeID(3))
        let missingRelationship = #expect(throws: AnalysisError.self) { try propose(.deleteRelationship(reference)) }
        #expect(missingRelationship?.code == "impact.unknownRelationship")
    }

    @Test func relationshipsAreThoseThatTheChangeLeaves() throws {
        let link = try #require(try store.snapshot().relationships(of: NodeID(2), .outgoing).first)
        let state = try propose(
            .createNode(id: nil, labels: ["Server"], properties: []),
            .createRelationship(
                id: nil, type: "USES", source: .existing(NodeID(2)), target: .new(0), properties: []),
            .createRelationship(
                id: nil, type: "USES", source: .existing(NodeID(2)), target: .existing(NodeID(2)), properties: []),
            .updateRelationship(link.reference, properties: [PropertyChange("group", "g")]))
        let made = NodeID(Limits.identity)
        #expect(
            try state.relationships(of: NodeID(2), .outgoing).map(\.type).sorted() == ["DEPENDS_ON", "USES", "USES"])
        #expect(try state.relationships(of: NodeID(2), .outgoing, types: ["DEPENDS_ON"]).map { $0["group"] } == ["g"])
        #expect(try state.relationships(of: NodeID(2), .incoming).map(\.source).sorted() == [NodeID(1), NodeID(2)])
        #expect(try state.relationships(of: NodeID(2), .incoming, types: ["USES"]).map(\.source) == [NodeID(2)])
        #expect(try state.relationships(of: made, .incoming).map(\.source) == [NodeID(2)])
        #expect(try state.relationships(of: made, .outgoing).isEmpty)
        #expect(try state.node(made)?.labels == ["Server"])
    }

    @Test func whatTheChangeDeletesIsGoneFromBothEnds() throws {
        let state = try propose(
            .createRelationship(
                id: nil, type: "USES", source: .existing(NodeID(1)), target: .existing(NodeID(2)), properties: []),
            .deleteNode(.existing(NodeID(2)), detach: true))
        #expect(try state.node(NodeID(2)) == nil)
        #expect(try state.node(NodeID(3))?["name"] == "c")
        #expect(try state.relationships(of: NodeID(1), .outgoing).isEmpty)
        #expect(try state.relationships(of: NodeID(3), .incoming).isEmpty)
        #expect(try store.snapshot().relationships(of: NodeID(1), .outgoing).count == 1)
    }
}

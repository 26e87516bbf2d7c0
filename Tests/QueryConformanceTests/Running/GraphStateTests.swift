import GraphModel
import QueryConformance
import Testing

@Suite("Side effects by comparison")
struct GraphStateTests {
    static let base = GraphState(
        nodes: [.sample(1, ["A"], ["p": 1, "q": "x"]), .sample(2, ["A", "B"], [:])],
        relationships: [.sample(1, "T", from: 1, to: 2, ["p": 1])])

    static let changes: [(String, GraphState, [SideEffects.Kind: Int])] = [
        ("nothing", base, [:]),
        ("nothing but the order", GraphState(nodes: base.nodes.reversed(), relationships: base.relationships), [:]),
        (
            "everything gone", GraphState(),
            [.removedNodes: 2, .removedRelationships: 1, .removedProperties: 3, .removedLabels: 2]
        ),
        (
            "a node more, of a label that was there",
            GraphState(nodes: base.nodes + [.sample(3, ["A"], [:])], relationships: base.relationships),
            [.addedNodes: 1]
        ),
        (
            "a value changed: one out, one in",
            GraphState(
                nodes: [.sample(1, ["A"], ["p": 2, "q": "x"]), base.nodes[1]], relationships: base.relationships),
            [.addedProperties: 1, .removedProperties: 1]
        ),
        (
            "an integer that became a float",
            GraphState(
                nodes: [.sample(1, ["A"], ["p": 1.0, "q": "x"]), base.nodes[1]], relationships: base.relationships),
            [.addedProperties: 1, .removedProperties: 1]
        ),
        (
            "a property moved to another node",
            GraphState(
                nodes: [.sample(1, ["A"], ["q": "x"]), .sample(2, ["A", "B"], ["p": 1])],
                relationships: base.relationships),
            [.addedProperties: 1, .removedProperties: 1]
        ),
        (
            "one label of two nodes lost, another new to both",
            GraphState(
                nodes: [.sample(1, ["C"], ["p": 1, "q": "x"]), .sample(2, ["A", "C"], [:])],
                relationships: base.relationships),
            [.addedLabels: 1, .removedLabels: 1]
        ),
        (
            "a node replaced by its like",
            GraphState(
                nodes: [.sample(3, ["A"], ["p": 1, "q": "x"]), base.nodes[1]], relationships: base.relationships),
            [.addedNodes: 1, .removedNodes: 1, .addedProperties: 2, .removedProperties: 2]
        ),
        (
            "a relationship replaced by its like",
            GraphState(nodes: base.nodes, relationships: [.sample(2, "T", from: 1, to: 2, ["p": 1])]),
            [.addedRelationships: 1, .removedRelationships: 1, .addedProperties: 1, .removedProperties: 1]
        ),
    ]

    @Test("What changed", arguments: changes)
    func difference(name: String, after: GraphState, counts: [SideEffects.Kind: Int]) {
        #expect(after.sideEffects(since: Self.base) == SideEffects(counts), "\(name)")
    }

    @Test("A node and a relationship of one number own different properties")
    func owners() {
        let before = GraphState(nodes: [.sample(1, [], ["p": 1])], relationships: [.sample(1, "T", from: 1, to: 1)])
        let after = GraphState(nodes: [.sample(1, [], [:])], relationships: [.sample(1, "T", from: 1, to: 1, ["p": 1])])
        #expect(after.sideEffects(since: before) == SideEffects([.addedProperties: 1, .removedProperties: 1]))
    }
}

import GraphModel
import QueryValues
import Testing

@Suite("Functions of elements")
struct ElementFunctionTests {
    static let wrong = "TypeError invalidArgumentValue"

    static let cases: [Call] = [
        Call("id", [.node(7)], "7"), Call("id", [.relationship(8)], "8"), Call("id", [1], wrong),
        Call("elementId", [.node(7)], "'#7'"), Call("elementId", [.relationship(7)], "'~7'"),
        Call("elementId", [.path([1], [])], wrong), Call("labels", [.node(1)], "['A', 'B']"),
        Call("labels", [.node(2)], "[]"), Call("labels", [.node(99)], "EntityNotFound deletedEntityAccess"),
        Call("labels", [1], wrong), Call("labels", [.path([1], [])], wrong), Call("labels", [.relationship(1)], wrong),
        Call("type", [.relationship(5, "KNOWS")], "'KNOWS'"), Call("type", [.node(1)], wrong),
        Call("type", ["T"], wrong), Call("startNode", [.relationship(1, from: 3, to: 4)], "#3"),
        Call("endNode", [.relationship(1, from: 3, to: 4)], "#4"), Call("startNode", [.node(1)], wrong),
        Call("endNode", [1], wrong), Call("properties", [.node(1)], "{p: 5, q: [1, 2]}"),
        Call("properties", [.relationship(1)], "{since: 2020}"), Call("properties", [["a": nil]], "{a: null}"),
        Call("properties", [1], wrong), Call("properties", [[1]], wrong), Call("keys", [.node(1)], "['p', 'q']"),
        Call("keys", [.relationship(1)], "['since']"), Call("keys", [["b": nil, "a": 1]], "['a', 'b']"),
        Call("keys", [[:]], "[]"), Call("keys", ["a"], wrong), Call("length", [.path([1, 2, 3], [1, 2])], "2"),
        Call("length", [.path([1], [])], "0"), Call("length", ["abc"], wrong), Call("length", [[1]], wrong),
        Call("nodes", [.path([1, 2], [1])], "[#1, #2]"), Call("relationships", [.path([1, 2], [1])], "[~1]"),
        Call("relationships", [.path([1], [])], "[]"), Call("nodes", [.node(1)], wrong),
        Call("relationships", [[1]], wrong),
    ]

    @Test("Functions give what the table says", arguments: cases)
    func table(_ sample: Call) {
        let graph = ElementAccessTests.graph()
        graph.nodes[2] = (labels: [], properties: [])
        #expect(call(sample.name, sample.arguments, on: graph) == sample.expected)
    }
}

import GraphModel
import QueryValues
import TestSupport
import Testing

@Suite("Values and properties")
struct ConversionTests {
    @Test("Every property is the same after a journey through a value", arguments: Seeds.first(4))
    func journey(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Seeds.count(500) {
            let property = RandomValues.value(&random)
            #expect(try Value(property).propertyValue() == property)
            #expect(try Value(QueryValue.property(property)).propertyValue() == property)
        }
    }

    static let unstorable: [Value] = [
        [:], ["a": 1], .node(1), .relationship(1), .path([1], []), [[1]], [[]], [nil], [1, nil], [.node(1)], [["a": 1]],
    ]

    @Test("What no property can hold is refused", arguments: unstorable)
    func refusal(_ value: Value) {
        #expect(throws: QueryError.self) { try value.propertyValue() }
        let text = outcome { try value.propertyValue().map { Value($0) } ?? nil }
        #expect(text == "TypeError invalidPropertyType")
    }

    @Test("Null is no property")
    func null() throws {
        #expect(try Value.null.propertyValue() == nil)
        #expect(try Value.list([]).propertyValue() == .list([]))
    }

    @Test("Elements of parameters become references")
    func elements() {
        let node = Node(id: NodeID(3), labels: ["A"], properties: [], version: .zero)
        let other = Node(id: NodeID(4), labels: [], properties: [], version: .zero)
        let relationship = Relationship(
            id: RelationshipID(7), type: "T", source: NodeID(3), target: NodeID(4), properties: [], version: .zero)
        let value = QueryValue.list([
            .node(node), .relationship(relationship), .map(["k": .null, "a": .property(1)]),
            .path(QueryPath(nodes: [node, other], relationships: [relationship])),
        ])
        #expect(show(Value(value)) == "[#3, ~7, {a: 1, k: null}, #3#4~7]")
    }
}

@Suite("Limits of values")
struct ValueLimitsTests {
    @Test("A value may nest so deep and no deeper")
    func nesting() throws {
        var value: Value = 1
        for _ in 0..<ValueLimits.nesting { value = try Value.list([value]).checked() }
        #expect(outcome { try Value.list([value]).checked() } == "LimitExceeded memoryLimit")
        #expect(outcome { try Value.map(MapValue([("k", value)])).checked() } == "LimitExceeded memoryLimit")
        #expect(outcome { try Arithmetic.add([], .list([value])) } == "LimitExceeded memoryLimit")
    }

    @Test("Repeated nesting cannot make a value that takes forever to visit")
    func doubling() {
        var value: Value = [1]
        var steps = 0
        while let doubled = try? Value.list([value, value]).checked(), steps < 100 {
            value = doubled
            steps += 1
        }
        #expect(steps > 10)
        #expect(steps < 30)
    }

    @Test("Strings and lists that double end at a limit")
    func growth() {
        var text: Value = "0123456789abcdef"
        var steps = 0
        while let doubled = try? Arithmetic.add(text, text), steps < 100 {
            text = doubled
            steps += 1
        }
        #expect(steps == 22)
        #expect(outcome { try Arithmetic.concatenate(text, text) } == "LimitExceeded memoryLimit")
    }
}

import GraphModel
import QueryValues
import Testing

@Suite("Elements and properties")
struct ElementAccessTests {
    static let mismatch = "TypeError invalidArgumentType"
    static let noElements = "TypeError invalidElementAccess"
    static let notInteger = "TypeError listElementAccessByNonInteger"
    static let notString = "TypeError mapElementAccessByNonString"

    struct Case: Sendable {
        var container: Value
        var index: Value
        var expected: String

        init(_ container: Value, _ index: Value, _ expected: String) {
            self.container = container
            self.index = index
            self.expected = expected
        }
    }

    static func graph() -> TestGraph {
        let graph = TestGraph()
        graph.nodes[1] = (labels: ["A", "B"], properties: [Property("p", 5), Property("q", [1, 2])])
        graph.relationships[1] = [Property("since", 2020)]
        return graph
    }

    static let cases: [Case] = [
        Case([1, 2, 3], 0, "1"), Case([1, 2, 3], -1, "3"), Case([1, 2, 3], 3, "null"), Case([1, 2, 3], -4, "null"),
        Case([1, 2, 3], .integer(.min), "null"), Case([], 0, "null"), Case([nil], 0, "null"), Case(nil, 0, "null"),
        Case([1], nil, "null"), Case([1], 1.0, notInteger), Case([1], "0", notInteger), Case([1], [1], notInteger),
        Case([1], true, notInteger), Case(["a": 1], "a", "1"), Case(["a": 1], "A", "null"), Case(["a": 1], nil, "null"),
        Case(["a": 1], 0, notString), Case(["a": 1], [], notString), Case(.node(1), "p", "5"),
        Case(.node(1), "nothing", "null"), Case(.node(1), 0, notString), Case(.relationship(1), "since", "2020"),
        Case(.relationship(1), true, notString), Case(true, 0, noElements), Case(123, 0, noElements),
        Case(4.7, 0, noElements), Case("1", 0, noElements), Case("1", "a", mismatch),
        Case(.path([1], []), 0, noElements),
        Case(nil, nil, "null"), Case(1, nil, "null"), Case(.date("2020-05-06"), "month", "5"),
        Case(.node(9), "p", "EntityNotFound deletedEntityAccess"),
    ]

    @Test("An element is what the table says", arguments: cases)
    func elements(_ sample: Case) {
        let context = FunctionContext.fixed(Self.graph())
        #expect(
            outcome { try ElementAccess.element(of: sample.container, at: sample.index, context) } == sample.expected)
    }

    static let components: [Case] = [
        Case(.node(1), "q", "[1, 2]"), Case(.relationship(1), "x", "null"), Case(["a": nil], "a", "null"),
        Case(nil, "a", "null"), Case(.date("2020-05-06"), "year", "2020"), Case(.duration("P3D"), "days", "3"),
        Case(123, "a", mismatch), Case("s", "a", mismatch), Case([1], "a", mismatch), Case(true, "a", mismatch),
        Case(.path([1], []), "a", mismatch), Case(.point("point(cartesian, 1, 2)"), "x", "1.0"),
        Case(.point("point(cartesian, 1, 2)"), "y", "2.0"), Case(.point("point(cartesian, 1, 2)"), "z", "null"),
        Case(.point("point(cartesian, 1, 2)"), "longitude", "null"),
        Case(.point("point(cartesian, 1, 2)"), "crs", "'cartesian'"),
        Case(.point("point(cartesian, 1, 2)"), "srid", "7203"),
        Case(.point("point(cartesian-3d, 1, 2, 3)"), "z", "3.0"),
        Case(.point("point(cartesian-3d, 1, 2, 3)"), "height", "null"),
        Case(.point("point(wgs-84, 1, 2)"), "longitude", "1.0"), Case(.point("point(wgs-84, 1, 2)"), "latitude", "2.0"),
        Case(.point("point(wgs-84-3d, 1, 2, 3)"), "height", "3.0"),
    ]

    @Test("A property is what the table says", arguments: components)
    func properties(_ sample: Case) {
        guard case .string(let key) = sample.index else { return }
        let context = FunctionContext.fixed(Self.graph())
        #expect(outcome { try property(sample.container, key, context) } == sample.expected)
    }

    @Test("Slices are those of a plain definition")
    func slices() {
        let list: Value = [10, 11, 12, 13]
        for from in Int64(-6)...6 {
            for to in Int64(-6)...6 {
                let (first, last) = (from < 0 ? from + 4 : from, to < 0 ? to + 4 : to)
                let expected = (Int64(0)..<4).filter { $0 >= first && $0 < last }.map { Value.integer($0 + 10) }
                let result = outcome { try ElementAccess.slice(list, from: .integer(from), to: .integer(to)) }
                #expect(result == show(.list(expected)), "\(from)..\(to)")
            }
        }
    }

    @Test("Bounds may be missing, but not null or anything but integers")
    func bounds() {
        #expect(outcome { try ElementAccess.slice([1, 2, 3], from: 1, to: nil as Value?) } == "[2, 3]")
        #expect(outcome { try ElementAccess.slice([1, 2, 3], from: nil as Value?, to: 2) } == "[1, 2]")
        #expect(outcome { try ElementAccess.slice([1, 2, 3], from: .null, to: 2) } == "null")
        #expect(outcome { try ElementAccess.slice([1, 2, 3], from: 1, to: .null) } == "null")
        #expect(outcome { try ElementAccess.slice(.null, from: 1, to: 2) } == "null")
        #expect(outcome { try ElementAccess.slice([1], from: "a", to: 2) } == Self.notInteger)
        #expect(outcome { try ElementAccess.slice("abc", from: 0, to: 2) } == Self.mismatch)
        #expect(outcome { try ElementAccess.slice([1], from: .integer(.min), to: .integer(.max)) } == "[1]")
    }
}

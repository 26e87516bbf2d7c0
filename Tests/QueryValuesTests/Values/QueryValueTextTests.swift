import GraphModel
import QueryValues
import TestSupport
import Testing

@Suite("Values as text")
struct QueryValueTextTests {
    struct Case: Sendable {
        var value: QueryValue
        var text: String
        var json: String

        init(_ value: QueryValue, _ text: String, _ json: String) {
            self.value = value
            self.text = text
            self.json = json
        }
    }

    static let a = Node(
        id: NodeID(1), labels: ["A", "B"], properties: [Property("p", 1), Property("q r", "x")], version: .zero)
    static let b = Node(id: NodeID(2), labels: [], properties: [Property("id", 0)], version: .zero)
    static let c = Node(id: NodeID(3), labels: ["my label"], properties: [], version: .zero)
    static let t = Relationship(
        id: RelationshipID(9), type: "T", source: NodeID(1), target: NodeID(2), properties: [], version: .zero)
    static let u = Relationship(
        id: RelationshipID(8), type: "U", source: NodeID(3), target: NodeID(2), properties: [Property("x", 1.5)],
        version: .zero)

    static let scalars: [Case] = [
        Case(.null, "null", "null"), Case(.property(true), "true", "true"), Case(.property(-5), "-5", "-5"),
        Case(.property(.integer(.max)), "9223372036854775807", "9223372036854775807"),
        Case(.property(1.0), "1.0", "1.0"), Case(.property(1e10), "1.0E10", "1.0E10"),
        Case(.property(.double(.nan)), "NaN", "\"NaN\""),
        Case(.property(.double(-.infinity)), "-Infinity", "\"-Infinity\""),
        Case(.property("a'b\\c\n\td\re"), "'a\\'b\\\\c\\n\\td\\re'", "\"a'b\\\\c\\n\\td\\re\""),
        Case(.property("\u{1}\"é𝄞"), "'\u{1}\"é𝄞'", "\"\\u0001\\\"é𝄞\""),
        Case(.property([1, "a"]), "[1, 'a']", "[1,\"a\"]"),
        Case(.property(.bytes([1, 255])), "0x01ff", "\"0x01ff\""),
        Case(.property(.date(CalendarDate(daysSinceEpoch: 0))), "'1970-01-01'", "\"1970-01-01\""),
        Case(
            .property(.point(Point(system: .cartesian, x: 1, y: 2.5))), "point(cartesian, 1.0, 2.5)",
            "{\"crs\":\"cartesian\",\"x\":1.0,\"y\":2.5}"),
        Case(
            .property(.point(Point(system: .wgs84With3D, x: 1, y: 2, z: 3))), "point(wgs-84-3d, 1.0, 2.0, 3.0)",
            "{\"crs\":\"wgs-84-3d\",\"x\":1.0,\"y\":2.0,\"z\":3.0}"),
    ]

    static let structured: [Case] = [
        Case(.list([]), "[]", "[]"), Case(.list([.null, .list([.property(1)])]), "[null, [1]]", "[null,[1]]"),
        Case(.map([:]), "{}", "{}"),
        Case(
            .map(["b": .property(1), "a": .map(["1x": .null])]), "{a: {`1x`: null}, b: 1}",
            "{\"a\":{\"1x\":null},\"b\":1}"),
        Case(
            .node(a), "(:A:B {p: 1, `q r`: 'x'})",
            "{\"id\":1,\"labels\":[\"A\",\"B\"],\"properties\":{\"p\":1,\"q r\":\"x\"}}"),
        Case(.node(b), "({id: 0})", "{\"id\":2,\"labels\":[],\"properties\":{\"id\":0}}"),
        Case(.node(c), "(:`my label`)", "{\"id\":3,\"labels\":[\"my label\"],\"properties\":{}}"),
        Case(
            .relationship(t), "[:T]", "{\"id\":9,\"type\":\"T\",\"source\":1,\"target\":2,\"properties\":{}}"),
        Case(
            .relationship(u), "[:U {x: 1.5}]",
            "{\"id\":8,\"type\":\"U\",\"source\":3,\"target\":2,\"properties\":{\"x\":1.5}}"),
        Case(
            .path(QueryPath(nodes: [c], relationships: [])), "<(:`my label`)>",
            "{\"nodes\":[{\"id\":3,\"labels\":[\"my label\"],\"properties\":{}}],\"relationships\":[]}"),
    ]

    @Test("Each value has its text and its JSON", arguments: scalars + structured)
    func table(_ sample: Case) {
        #expect(sample.value.description == sample.text)
        var json = ""
        sample.value.writeJSON(into: &json)
        #expect(json == sample.json)
    }

    @Test("Paths show their directions")
    func paths() {
        let path = QueryPath(nodes: [Self.a, Self.b, Self.c], relationships: [Self.t, Self.u])
        let expected = "<(:A:B {p: 1, `q r`: 'x'})-[:T]->({id: 0})<-[:U {x: 1.5}]-(:`my label`)>"
        #expect(QueryValue.path(path).description == expected)
    }

    static let floats: [(Double, String)] = [
        (0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (-1.5, "-1.5"), (100, "100.0"), (123456.789, "123456.789"),
        (9_999_999, "9999999.0"), (10_000_000, "1.0E7"), (12_345_678.5, "1.23456785E7"), (0.001, "0.001"),
        (0.00099, "9.9E-4"), (1e-5, "1.0E-5"), (1e21, "1.0E21"), (0.1 + 0.2, "0.30000000000000004"),
        (.leastNonzeroMagnitude, "5.0E-324"), (1.7976931348623157e308, "1.7976931348623157E308"),
        (.infinity, "Infinity"),
    ]

    @Test("Floats have their shortest text", arguments: floats)
    func floatText(number: Double, text: String) {
        #expect(QueryValue.property(.double(number)).description == text)
    }

    @Test("The text of a float denotes that float", arguments: Seeds.first(4))
    func floatJourney(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Seeds.count(3_000) {
            let number = RandomValues.double(&random)
            guard number.isFinite else { continue }
            let text = QueryValue.property(.double(number)).description
            #expect(Double(text)?.bitPattern == number.bitPattern, "\(text)")
            #expect(text.contains("."), "\(text)")
        }
    }
}

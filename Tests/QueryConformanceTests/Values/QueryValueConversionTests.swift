import GraphModel
import QueryConformance
import QueryValues
import Testing

@Suite("Values that queries give")
struct QueryValueConversionTests {
    static let a = Node.sample(1, ["B", "A"], ["p": 1])
    static let b = Node.sample(2, [], [:])
    static let values: [(QueryValue, String)] = [
        (.null, "null"),
        (.property(true), "true"),
        (.property(1.5), "1.5"),
        (.property(.double(-0.0)), "0.0"),
        (.property(.double(.nan)), "NaN"),
        ("x", "'x'"),
        (.property(["a", 1]), "['a', 1]"),
        (["a", .null], "['a', null]"),
        (.map(["k": [1]]), "{k: [1]}"),
        (.property(.date(CalendarDate(daysSinceEpoch: 0))), "'1970-01-01'"),
        ([.property(.date(CalendarDate(daysSinceEpoch: 1)))], "['1970-01-02']"),
        (.property(.localTime(LocalTime(nanosecondsOfDay: 43_200_000_000_000))), "'12:00'"),
        (.property(.duration(CalendarDuration(months: 14, days: 3, seconds: 61, nanoseconds: 0))), "'P1Y2M3DT1M1S'"),
        (.property(.bytes([1, 255])), "'0x01ff'"),
        (.node(a), "(:A:B {p: 1})"),
        (.relationship(.sample(7, "T", from: 1, to: 2, ["q": "x"])), "[:T {q: 'x'}]"),
        (.path(QueryPath(nodes: [b], relationships: [])), "<()>"),
        (
            .path(
                QueryPath(
                    nodes: [a, b, a, a],
                    relationships: [
                        .sample(7, "T", from: 1, to: 2), .sample(8, "U", from: 1, to: 2),
                        .sample(9, "V", from: 1, to: 1),
                    ])),
            "<(:A:B {p: 1})-[:T]->()<-[:U]-(:A:B {p: 1})-[:V]->(:A:B {p: 1})>"
        ),
    ]

    @Test("Without identities", arguments: values)
    func conversion(value: QueryValue, text: String) throws {
        #expect(try ConformanceValue(value).description == text)
    }

    static let brokenPaths: [QueryPath] = [
        QueryPath(nodes: [], relationships: []),
        QueryPath(nodes: [a, b], relationships: []),
        QueryPath(nodes: [a, b], relationships: [.sample(7, "T", from: 1, to: 3)]),
        QueryPath(nodes: [a, b], relationships: [.sample(7, "T", from: 1, to: 1)]),
    ]

    @Test("A path that does not hold together is an error", arguments: brokenPaths)
    func brokenPath(path: QueryPath) {
        #expect(throws: ConformanceError.self) { try ConformanceValue(.list([.path(path)])) }
    }

    @Test("Plain values can be given to queries")
    func parameters() throws {
        let value = try ConformanceValue(reading: "{a: [1, 2.0, 'x', null, true]}").queryValue()
        #expect(
            value == .map(["a": [1, .property(2.0), "x", .null, .property(true)]]))
    }

    @Test("Elements and paths cannot", arguments: ["()", "[[:T]]", "{a: <()>}"])
    func elements(text: String) throws {
        let value = try ConformanceValue(reading: text)
        #expect(throws: ConformanceError.self) { try value.queryValue() }
    }
}

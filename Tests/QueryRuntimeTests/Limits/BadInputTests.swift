import GraphModel
import QueryRuntime
import QueryValues
import Testing

/// Texts and values made to hurt.
@Suite struct BadInputTests {
    private func code(_ query: String, _ parameters: [String: QueryValue] = [:]) throws -> String? {
        do {
            try StoreEngine().rows(query, parameters)
            return nil
        } catch let error as QueryError {
            return error.code
        }
    }

    static let bombs: [String] = [
        "RETURN " + String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000),
        "RETURN " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000),
        "RETURN " + String(repeating: "{a:", count: 100_000) + "1" + String(repeating: "}", count: 100_000),
        "RETURN " + String(repeating: "NOT ", count: 100_000) + "true",
        "RETURN " + String(repeating: "-", count: 100_000) + "1",
        "RETURN 1" + String(repeating: " + 1", count: 100_000),
        "RETURN " + String(repeating: "CASE WHEN true THEN ", count: 10_000) + "1"
            + String(repeating: " END", count: 10_000),
        String(repeating: "CALL { ", count: 10_000) + "RETURN 1 AS x" + String(repeating: " }", count: 10_000),
        "RETURN " + String(repeating: "EXISTS { MATCH (n) WHERE ", count: 10_000) + "true"
            + String(repeating: "}", count: 10_000),
        "MATCH (n) RETURN n" + String(repeating: ".a", count: 100_000),
        "RETURN [1]" + String(repeating: "[0]", count: 100_000),
        String(repeating: "FOREACH (x IN [1] | ", count: 10_000) + "CREATE ()" + String(repeating: ")", count: 10_000),
        "MATCH (n:" + String(repeating: "(", count: 100_000) + "A" + String(repeating: ")", count: 100_000)
            + ") RETURN n",
        "MATCH (n:" + String(repeating: "!", count: 100_000) + "A) RETURN n",
        "MATCH " + String(repeating: "(", count: 10_000) + "(a)-->(b)" + String(repeating: ")+", count: 10_000)
            + " RETURN 1",
        "MATCH " + String(repeating: "(n WHERE EXISTS { ", count: 10_000) + "(m)"
            + String(repeating: "})", count: 10_000)
            + " RETURN 1",
        "RETURN " + String(repeating: "[(a)-->(b) | ", count: 10_000) + "1" + String(repeating: "]", count: 10_000),
        "RETURN " + String(repeating: "coalesce(", count: 100_000) + "1" + String(repeating: ")", count: 100_000),
        "RETURN 1 IS :: " + String(repeating: "LIST<", count: 100_000) + "INTEGER"
            + String(repeating: ">", count: 100_000),
    ]

    @Test(arguments: bombs.indices)
    func nestingEndsAtItsLimit(_ place: Int) throws {
        #expect(try code(Self.bombs[place]) == "query.nestingLimit", "\(Self.bombs[place].prefix(60))")
    }

    @Test func longChainsOfConditionsAreNoNesting() throws {
        let chain = (0..<20_000).map { "n.v = \($0)" }.joined(separator: " OR ")
        #expect(try code("MATCH (n) WHERE \(chain) RETURN n") == nil)
        #expect(try code("RETURN " + (0..<20_000).map { _ in "true" }.joined(separator: " AND ")) == nil)
    }

    @Test func giantLiterals() throws {
        let text = String(repeating: "x", count: 10_000_000)
        let engine = try StoreEngine()
        #expect(try engine.rows("RETURN size('\(text)')") == [[.property(.integer(10_000_000))]])
        let numbers = String(repeating: "1, ", count: 999_999) + "1"
        #expect(try engine.rows("RETURN size([\(numbers)])") == [[.property(.integer(1_000_000))]])
        #expect(try code("RETURN '" + String(repeating: "x", count: 64 << 20) + "'") == "query.memoryLimit")
    }

    /// Numbers just beyond what 64 bits hold, and far beyond.
    @Test(arguments: [
        ("9223372036854775808", "query.integerOverflow"), ("-9223372036854775809", "query.integerOverflow"),
        ("0x8000000000000000", "query.integerOverflow"), ("0xFFFFFFFFFFFFFFFFF", "query.integerOverflow"),
        ("0o1000000000000000000000", "query.integerOverflow"), ("0o7777777777777777777777777", "query.integerOverflow"),
        (String(repeating: "7", count: 400), "query.integerOverflow"),
        (String(repeating: "9", count: 100_000), "query.integerOverflow"),
        (String(repeating: "7", count: 400) + ".5", "query.floatingPointOverflow"),
        ("1e309", "query.floatingPointOverflow"), ("-1e309", "query.floatingPointOverflow"),
        ("1e" + String(repeating: "9", count: 100_000), "query.floatingPointOverflow"),
    ])
    func numbersBeyondTheirRange(_ number: String, _ expected: String) throws {
        #expect(try code("RETURN " + number) == expected, "\(number.prefix(40))")
    }

    @Test func numbersAtTheirEnds() throws {
        let engine = try StoreEngine()
        #expect(try engine.rows("RETURN -9223372036854775808") == [[.property(.integer(.min))]])
        #expect(try engine.rows("RETURN 0x7FFFFFFFFFFFFFFF") == [[.property(.integer(.max))]])
        #expect(try engine.rows("RETURN 0o777777777777777777777") == [[.property(.integer(.max))]])
        let digits = "0." + String(repeating: "0", count: 400) + "1"
        #expect(try engine.rows("RETURN \(digits)") == [[.property(.double(0))]])
    }

    @Test func longListsOfParameters() throws {
        let engine = try StoreEngine()
        let list = QueryValue.list((0..<10_000).map { .property(.integer(Int64($0))) })
        #expect(try engine.rows("RETURN size($list)", ["list": list]) == [[.property(.integer(10_000))]])
        let few = QueryValue.list((0..<100).map { .property(.integer(Int64($0 * 1_000))) })
        let query = "UNWIND $list AS x WITH x WHERE x IN $few RETURN count(x)"
        #expect(try engine.rows(query, ["list": list, "few": few]) == [[.property(.integer(10))]])
        let parameters = Dictionary(uniqueKeysWithValues: (0..<10_000).map { ("p\($0)", few) })
        #expect(try engine.rows("RETURN size($p9999)", parameters) == [[.property(.integer(100))]])
    }

    @Test(arguments: [
        "^(a+)+b$", "^(a|a)*b$", "^(a|aa)+b$", "(.*)(.*)(.*)(.*)(.*)b", "^((a?){30})a{30}b$", "(x+x+)+y",
    ])
    func explodingPatternsTakeLinearTime(_ pattern: String) throws {
        let text = String(repeating: "a", count: 20_000)
        let rows = try StoreEngine().rows(
            "RETURN $text =~ $pattern",
            [
                "text": .property(.string(text)), "pattern": .property(.string(pattern)),
            ])
        #expect(rows == [[.property(.boolean(false))]])
    }

    @Test(arguments: [
        "(a{1000}){1000}", "(((a{1000}){1000}){1000}){1000}", String(repeating: "(", count: 20_000), "a{99999999999}",
        String(repeating: "a", count: 20_000), String(repeating: "a|", count: 8_000),
    ])
    func patternsTooLargeAreRefused(_ pattern: String) throws {
        let found = try code("RETURN 'a' =~ $pattern", ["pattern": .property(.string(pattern))])
        #expect(found == "query.invalidArgumentValue")
    }
}

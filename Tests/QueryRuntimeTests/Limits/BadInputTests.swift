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
        let text = String(repeating: "x", count: 5_000_000)
        let engine = try StoreEngine()
        #expect(try engine.rows("RETURN size('\(text)')") == [[.property(.integer(5_000_000))]])
        let numbers = (0..<50_000).map(String.init).joined(separator: ", ")
        #expect(try engine.rows("RETURN size([\(numbers)])") == [[.property(.integer(50_000))]])
        #expect(try code("RETURN " + String(repeating: "9", count: 100_000)) == "query.integerOverflow")
        #expect(try code("RETURN 1e" + String(repeating: "9", count: 100_000)) == "query.floatingPointOverflow")
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

    @Test func patternsTooLargeAreRefused() throws {
        #expect(try code("RETURN 'a' =~ '(((a{1000}){1000}){1000}){1000}'") == "query.invalidArgumentValue")
    }

    /// Values that would not fit are refused before they are made.
    @Test(arguments: [
        "RETURN size(range(1, 9000000000000))",
        "RETURN size(reduce(s = 'xxxxxxxxxx', i IN range(1, 60) | s + s))",
        "RETURN size(reduce(l = [1], i IN range(1, 60) | l + l))",
        "RETURN size(reduce(l = [1], i IN range(1, 60) | [l, l]))",
        "RETURN reduce(l = [1], i IN range(1, 100000) | [l])",
    ])
    func valuesHaveLimits(_ query: String) throws {
        let found = try #require(try code(query))
        #expect(["query.memoryLimit", "query.numberOutOfRange", "query.nestingLimit"].contains(found), "\(found)")
    }
}

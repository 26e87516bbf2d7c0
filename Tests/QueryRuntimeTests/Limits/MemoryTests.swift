import GraphModel
import QueryRuntime
import QueryValues
import Testing

/// Queries that would take all the memory there is end with `query.memoryLimit`; those that need little do not.
@Suite struct MemoryTests {
    /// 4 KiB, which no two values share where something is added to it.
    private static let text = QueryValue.property(.string(String(repeating: "x", count: 4_096)))

    private func code(_ query: String, on engine: StoreEngine, _ bytes: Int = 1 << 20) throws -> String? {
        var limits = QueryLimits()
        limits.keptBytes = bytes
        limits.milliseconds = 120_000
        do {
            try engine.run(QueryRequest(query, parameters: ["text": Self.text], limits: limits))
            return nil
        } catch let error as QueryError {
            return error.code
        }
    }

    static let hungry: [String] = [
        "UNWIND range(1, 9000000000000) AS x RETURN collect(x)",
        "UNWIND range(1, 9000000000000) AS x RETURN size(collect(DISTINCT x))",
        "UNWIND range(1, 9000000000000) AS x RETURN count(DISTINCT x)",
        "UNWIND range(1, 9000000000000) AS x RETURN sum(DISTINCT x)",
        "UNWIND range(1, 9000000000000) AS x RETURN percentileCont(x, 0.5)",
        "UNWIND range(1, 9000000000000) AS x RETURN percentileDisc(x, 0.5)",
        "UNWIND range(1, 9000000000000) AS x RETURN x % 7, collect(x)[0]",
        "UNWIND range(1, 9000000000000) AS x RETURN x, count(*)",
        "UNWIND range(1, 9000000000000) AS x RETURN DISTINCT x / 2 LIMIT 1000000000",
        "UNWIND range(1, 9000000000000) AS x RETURN x ORDER BY x",
        "UNWIND range(1, 9000000000000) AS x RETURN x ORDER BY -x LIMIT 1000000000",
        "UNWIND range(1, 9000000000000) AS x RETURN [x] AS l UNION RETURN [0] AS l",
        "RETURN size(COLLECT { UNWIND range(1, 9000000000000) AS x RETURN x })",
        "UNWIND range(1, 9000000000000) AS x WITH collect([x, [x]]) AS l UNWIND l AS y RETURN collect([y, l])",
        "UNWIND range(1, 9000000000000) AS x MATCH (a:A {i: 1}) WITH a, x SET a.v = x",
        "UNWIND range(1, 9000000000000) AS x WITH x MATCH (a:A {i: 1}) SET a.v = 1 RETURN x, a",
        // Few values, but large ones.
        "UNWIND range(1, 1000) AS x RETURN size(collect($text + x))",
        "UNWIND range(1, 1000) AS x RETURN count(DISTINCT $text + x)",
        "UNWIND range(1, 1000) AS x RETURN $text + x AS t ORDER BY t",
        "UNWIND range(1, 1000) AS x RETURN 'y' AS t ORDER BY $text + x",
        "UNWIND range(1, 1000) AS x RETURN x ORDER BY x % 2, $text + x LIMIT 500",
        "UNWIND range(1, 1000) AS x WITH $text + x AS t RETURN t, count(*)",
        "UNWIND range(1, 1000) AS x RETURN x, max($text + x)",
        "UNWIND range(1, 1000) AS x CREATE (n:N {t: $text}) RETURN n",
        "RETURN size([x IN range(1, 1000) | $text + x])",
        "RETURN size([x IN range(1, 1000) | [x, {t: $text + x}]])",
        // Large results of few values.
        "MATCH (a:A), (b:A), (c:A) RETURN collect(a)",
        "MATCH p = (:A)-->(:A)-->(:A)-->(:A) RETURN collect(p)",
        // Ways that go on and on.
        "MATCH p = (a:A {i: 1})-[:R*30]-(b:A {i: 2}) RETURN count(p)",
        "MATCH p = SHORTEST 1000000 (a:A {i: 1})-[:R]-+(b:A {i: 2}) RETURN count(p)",
    ]

    private static func engine() throws -> StoreEngine {
        let engine = try StoreEngine()
        try engine.rows("UNWIND range(1, 25) AS i CREATE (:A {i: i})")
        try engine.rows("MATCH (a:A), (b:A) WHERE a <> b CREATE (a)-[:R]->(b)")
        return engine
    }

    @Test(arguments: hungry)
    func endsAtTheLimit(_ query: String) throws {
        // A way's own lists are small beside those of a long one's hubs.
        #expect(try code(query, on: Self.engine(), query.contains("*30") ? 1 << 14 : 1 << 20) == "query.memoryLimit")
    }

    static let frugal: [String] = [
        "UNWIND range(1, 20000) AS x WITH x WHERE x % 3 = 0 RETURN count(x), sum(x), avg(x), min(x), max(x), stDev(x)",
        "UNWIND range(1, 20000) AS x RETURN x % 100, count(*), sum(x)",
        "UNWIND range(1, 20000) AS x RETURN DISTINCT x % 100",
        "UNWIND range(1, 20000) AS x RETURN x ORDER BY x DESC LIMIT 10",
        "UNWIND range(1, 1000) AS x RETURN max($text + x), min($text + x)",
        // Rows that are replaced give back what they took.
        "UNWIND range(1, 500) AS x RETURN $text + x AS t, x ORDER BY x DESC LIMIT 20",
        "UNWIND range(1, 500) AS x RETURN x ORDER BY x % 2 DESC, $text + x LIMIT 20",
        // What ends within a row is given back with it.
        "UNWIND range(1, 500) AS x CALL (x) { UNWIND [1, 2, 3] AS y RETURN DISTINCT $text + y AS t } RETURN count(t)",
        "UNWIND range(1, 500) AS x CALL (x) { UNWIND [1, 2] AS y RETURN collect($text + y) AS l } RETURN count(l)",
        "UNWIND range(1, 500) AS x RETURN sum(size([y IN [1, 2] | $text + y]))",
        "UNWIND range(1, 500) AS x RETURN sum(size(COLLECT { UNWIND [1, 2] AS y RETURN $text + y }))",
        "UNWIND range(1, 500) AS x RETURN [$text + x, x]",
        "UNWIND range(1, 20) AS x MATCH (a:A {i: 1})-[:R*1..2]-(b:A {i: 2}) RETURN count(b)",
        // A list that comes with many rows is there once.
        "WITH range(1, 3000) AS l UNWIND l AS x WITH l, x ORDER BY x RETURN count(l)",
        "WITH range(1, 1000) AS l UNWIND l AS x WITH l, x, count(*) AS n RETURN count(n)",
        "UNWIND range(1, 200) AS x RETURN size(collect($text))",
    ]

    @Test(arguments: frugal)
    func needsLittle(_ query: String) throws {
        #expect(try code(query, on: Self.engine()) == nil)
    }

    /// Whoever passes the limit while writing leaves nothing.
    @Test func limitedWritesLeaveNothing() throws {
        let engine = try StoreEngine()
        let query = "UNWIND range(1, 20000) AS x CREATE (n:N {x: x}) RETURN n"
        #expect(try code(query, on: engine) == "query.memoryLimit")
        #expect(try engine.rows("MATCH (n:N) RETURN count(n)") == [[.property(.integer(0))]])
    }

    /// A value has its own limits, whatever the query may keep.
    @Test(arguments: [
        "RETURN size(range(1, 9000000000000))",
        "RETURN size(reduce(s = 'xxxxxxxxxx', i IN range(1, 60) | s + s))",
        "RETURN size(reduce(s = 'xxxxxxxxxx', i IN range(1, 60) | s || s))",
        "RETURN size(reduce(l = [1], i IN range(1, 60) | l + l))",
        "RETURN size(reduce(l = [1], i IN range(1, 60) | l || l))",
        "RETURN size(reduce(l = [1], i IN range(1, 60) | [l, l]))",
        "RETURN keys(reduce(m = {a: 1}, i IN range(1, 60) | {a: m, b: m}))",
        "RETURN size(reduce(l = [$text], i IN range(1, 25) | l + l))",
        "RETURN reduce(l = [1], i IN range(1, 100000) | [l])",
        "RETURN reduce(m = {a: 1}, i IN range(1, 100000) | {a: m})",
        "RETURN size(replace(reduce(s = 'x', i IN range(1, 20) | s + s), 'x', $text))",
    ])
    func valuesHaveLimits(_ query: String) throws {
        #expect(try code(query, on: StoreEngine(), .max) == "query.memoryLimit")
    }
}

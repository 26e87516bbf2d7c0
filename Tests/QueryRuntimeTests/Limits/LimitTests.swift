import GraphModel
import QueryRuntime
import QueryValues
import Testing

/// Every limit at one less than what a query needs, at that, and at one more.
@Suite struct LimitTests {
    /// Runs a query and gives the code of its error; nil when it succeeds.
    private func failure(_ query: String, on engine: StoreEngine, _ change: (inout QueryLimits) -> Void) throws
        -> String?
    {
        var request = QueryRequest(query)
        change(&request.limits)
        do {
            try engine.run(request)
            return nil
        } catch let error as QueryError {
            #expect(error.category == .limit && error.advice != nil)
            return error.code
        }
    }

    private func check(
        _ code: String, needs: Int, _ query: String, given: [String] = [],
        _ limit: WritableKeyPath<QueryLimits, Int>
    ) throws {
        let engine = try StoreEngine()
        for statement in given { try engine.rows(statement) }
        for (value, expected) in [(needs - 1, code), (needs, nil), (needs + 1, nil)] as [(Int, String?)] {
            let found = try failure(query, on: engine) { $0[keyPath: limit] = value }
            #expect(found == expected, "\(query) with \(value)")
        }
    }

    @Test func rows() throws {
        try check("query.rowLimit", needs: 10, "UNWIND range(1, 10) AS x RETURN x", \.rows)
        try check("query.rowLimit", needs: 10, "UNWIND range(1, 10) AS x RETURN x ORDER BY x", \.rows)
        try check("query.rowLimit", needs: 3, "UNWIND [1, 2, 3] AS x CREATE (n {x: x}) RETURN n", \.rows)
    }

    @Test func keptValues() throws {
        try check("query.memoryLimit", needs: 10, "UNWIND range(1, 10) AS x RETURN DISTINCT x", \.keptValues)
        try check("query.memoryLimit", needs: 20, "UNWIND range(1, 10) AS x RETURN x, count(*)", \.keptValues)
        try check(
            "query.memoryLimit", needs: 10, "UNWIND range(1, 10) AS x WITH x ORDER BY x RETURN sum(x)", \.keptValues)
        // A limit after an order needs no more than its rows.
        try check("query.memoryLimit", needs: 2, "UNWIND range(1, 10) AS x RETURN x ORDER BY x LIMIT 2", \.keptValues)
    }

    /// What a part of the query kept is free again when the part has ended.
    @Test func keptValuesAreReleased() throws {
        let query =
            "UNWIND range(1, 100) AS x "
            + "CALL (x) { UNWIND [1, 2, 3] AS y WITH y ORDER BY y RETURN sum(y) AS s } RETURN sum(s)"
        let engine = try StoreEngine()
        #expect(try failure(query, on: engine) { $0.keptValues = 20 } == nil)
    }

    @Test func pathSteps() throws {
        let given = ["CREATE (:A)-[:R]->()-[:R]->()-[:R]->()"]
        try check(
            "query.pathLimit", needs: 3, "MATCH p = (:A)-[:R*]->(b) RETURN [n IN nodes(p) | n] AS ns", given: given,
            \.pathSteps)
        try check(
            "query.pathLimit", needs: 3, "MATCH (:A)((x)-[r:R]->(y))+(b) RETURN x, r, y", given: given, \.pathSteps)
    }

    @Test func repeats() throws {
        let given = ["CREATE (:A)-[:R]->()-[:R]->()-[:R]->()"]
        try check(
            "query.pathLimit", needs: 4, "MATCH (:A)((x)-[r:R]->(y))+(b) RETURN x, r, y", given: given, \.repeats)
    }

    /// Ways that go round for ever end at the limit.
    @Test func walksEnd() throws {
        let engine = try StoreEngine()
        try engine.rows("CREATE (a:A)-[:R]->(b)-[:R]->(a)")
        #expect(
            try failure("MATCH WALK (a:A)-[r:R]->*(b) RETURN a, r, b", on: engine) { $0.repeats = 50 }
                == "query.pathLimit")
    }

    @Test func densePatternsEnd() throws {
        let engine = try StoreEngine()
        try engine.rows("UNWIND range(1, 12) AS i CREATE (:A {i: i})")
        try engine.rows("MATCH (a:A), (b:A) WHERE a <> b CREATE (a)-[:R]->(b)")
        let found = try failure("MATCH p = (a:A {i: 1})-[:R*]->(b:A {i: 2}) RETURN count(p)", on: engine) {
            $0.pathSteps = 100_000
        }
        #expect(found == "query.pathLimit")
    }

    @Test func time() throws {
        let clock = SteppedClock()
        let engine = try StoreEngine(clock: clock.tick)
        // Each look at the clock takes a millisecond; a query looks once in 1,024 rows.
        let query = "UNWIND range(1, 100000) AS x RETURN sum(x)"
        #expect(try failure(query, on: engine) { $0.milliseconds = 10 } == "query.timeLimit")
        #expect(try failure(query, on: engine) { $0.milliseconds = 100_000 } == nil)
        #expect(try failure(query, on: engine) { $0.milliseconds = .max } == nil)
        #expect(try failure("RETURN 1", on: engine) { $0.milliseconds = 0 } == nil)
    }

    /// Whoever passes a limit while writing leaves nothing.
    @Test func limitedWritesLeaveNothing() throws {
        let engine = try StoreEngine()
        let query = "UNWIND range(1, 10) AS x CREATE (n:N {x: x}) RETURN n.x"
        #expect(try failure(query, on: engine) { $0.rows = 5 } == "query.rowLimit")
        #expect(try engine.rows("MATCH (n:N) RETURN count(n)") == [[.property(.integer(0))]])
    }

    @Test func hugeCountsOverflowNothing() throws {
        let engine = try StoreEngine()
        for query in [
            "UNWIND [1, 2, 3] AS x RETURN x ORDER BY x SKIP 1 LIMIT 9223372036854775807",
            "UNWIND [1, 2, 3, 4] AS x RETURN x ORDER BY x SKIP 2 LIMIT 9223372036854775806",
            "UNWIND [1, 2] AS x RETURN x LIMIT 9223372036854775807",
        ] {
            #expect(try engine.rows(query).count == 2)
        }
    }
}

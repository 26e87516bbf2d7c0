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

    /// What a query needs grows with its rows, by some hundred bytes each at most.
    @Test(arguments: [
        "UNWIND range(1, $rows) AS x RETURN DISTINCT x", "UNWIND range(1, $rows) AS x RETURN x, count(*)",
        "UNWIND range(1, $rows) AS x WITH x ORDER BY x RETURN sum(x)",
        "UNWIND range(1, 10000) AS x RETURN x ORDER BY -x LIMIT $rows", "UNWIND range(1, $rows) AS x RETURN collect(x)",
        "UNWIND range(1, $rows) AS x RETURN count(DISTINCT x)", "RETURN [x IN range(1, $rows) | -x]",
        "UNWIND range(1, $rows) AS x RETURN percentileDisc(x, 0.5)",
    ])
    func keptBytes(_ query: String) throws {
        let engine = try StoreEngine()
        func need(_ rows: Int) throws -> Int {
            var (tooFew, enough) = (0, 1 << 30)
            while enough - tooFew > 1 {
                let limit = (tooFew + enough) / 2
                let text = query.replacing("$rows", with: "\(rows)")
                switch try failure(text, on: engine, { $0.keptBytes = limit }) {
                case nil: enough = limit
                case let code: (tooFew, _) = (limit, #expect(code == "query.memoryLimit"))
                }
            }
            return enough
        }
        let perRow = Double(try need(1_100) - need(100)) / 1_000
        #expect(16...400 ~= perRow, "\(perRow) bytes")
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

    /// Each repeat is a few calls deeper: whatever the limit, the thread's stack does not overflow.
    @Test func repeatsFitTheStack() throws {
        let engine = try StoreEngine()
        try engine.rows("CREATE (:A)")
        try engine.rows("UNWIND range(1, 20000) AS i CREATE (:N {i: i})")
        try engine.rows("MATCH (a:A), (n:N {i: 1}) CREATE (a)-[:R]->(n)")
        try engine.rows(
            "MATCH (n:N) WITH n ORDER BY n.i WITH collect(n) AS all UNWIND range(0, 19998) AS i "
                + "WITH all[i] AS a, all[i + 1] AS b CREATE (a)-[:R]->(b)")
        let found = try failure("MATCH (:A)((x)-[r:R]->(y) WHERE x <> y)+(b) RETURN count(r)", on: engine) {
            $0.repeats = .max
        }
        #expect(found == "query.pathLimit")
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

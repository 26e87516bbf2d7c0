import GraphModel
import GraphStore
import QueryConformance
import QueryRuntime
import QueryValues
import Testing

/// `CALL { … } IN TRANSACTIONS`.
@Suite struct BatchTests {
    private let engine: StoreEngine

    init() throws { engine = try StoreEngine() }

    private var commit: CommitNumber { get throws { try engine.store.snapshot().commit } }

    /// The values of `v`, ascending.
    private var written: [QueryValue] {
        get throws { try engine.rows("MATCH (t:T) RETURN t.v ORDER BY t.v").map { $0[0] } }
    }

    /// The sixth of seven rows fails, the last of the second of three batches.
    private static let failing = """
        UNWIND [1, 2, 3, 4, 5, 0, 7] AS x
        CALL (x) { CREATE (t:T {v: 10 / x}) RETURN t.v AS v } IN TRANSACTIONS OF 3 ROWS
        """

    @Test(arguments: [(1, 7), (2, 4), (3, 3), (7, 1), (1_000, 1)])
    func eachBatchIsACommit(_ size: Int, _ commits: UInt64) throws {
        let before = try commit
        let (_, summary) = try engine.run(
            engine.request(
                "UNWIND range(1, 7) AS x CALL (x) { CREATE (:T {v: x}) } IN TRANSACTIONS OF $n ROWS",
                ["n": .number(Int64(size))]))
        #expect(try commit.rawValue == before.rawValue + commits)
        #expect(try summary.version == commit)
        #expect(summary.counters.nodesCreated == 7 && summary.counters.propertiesSet == 7)
        #expect(try written == (1...7).map { .number($0) })
        let record = try engine.store.snapshot().commitRecord(summary.version)
        #expect(record?.metadata.author == "test")
    }

    @Test func withoutANumberABatchHasAThousandRows() throws {
        let before = try commit
        try engine.rows("UNWIND range(1, 2001) AS x CALL (x) { CREATE (:T {v: x}) } IN TRANSACTIONS")
        #expect(try commit.rawValue == before.rawValue + 3)
        #expect(throws: QueryError.self) {
            try engine.rows(
                "UNWIND [1] AS x CALL (x) { CREATE (:T) } IN TRANSACTIONS OF $n ROWS", ["n": .number(0)])
        }
        try engine.rows("UNWIND [1] AS x CALL (x) { CREATE (:T) } IN TRANSACTIONS OF 9223372036854775807 ROWS")
    }

    @Test func theRowsAreReadBeforeTheFirstBatch() throws {
        try engine.rows("UNWIND range(1, 5) AS i CREATE (:T {v: i})")
        try engine.rows("MATCH (t:T) CALL (t) { CREATE (:T {v: t.v + 10}) } IN TRANSACTIONS OF 1 ROW")
        #expect(try written == (Array(1...5) + Array(11...15)).map { .number($0) })
        // Within a batch and from batch to batch a row sees what those before it wrote.
        #expect(
            try engine.rows(
                "UNWIND range(1, 3) AS x CALL (x) { MATCH (t:T) WITH count(t) AS n CREATE (:T {v: 0}) RETURN n } "
                    + "IN TRANSACTIONS OF 2 ROWS RETURN n") == [[.number(10)], [.number(11)], [.number(12)]])
    }

    @Test func whatFollowsReadsWhatTheBatchesWrote() throws {
        let rows = try engine.rows(
            """
            UNWIND [3, 1, 2] AS x CALL (x) { CREATE (t:T {v: x}) RETURN t } IN TRANSACTIONS OF 2 ROWS
            MATCH (other:T) WHERE other.v > t.v
            RETURN t.v, count(other) ORDER BY t.v
            """)
        #expect(rows == [[.number(1), .number(2)], [.number(2), .number(1)]])
        #expect(
            try engine.rows("UNWIND [] AS x CALL (x) { CREATE (:T) } IN TRANSACTIONS RETURN count(*)") == [[.number(0)]]
        )
    }

    @Test func bothKindsOfDeletes() throws {
        try engine.rows("UNWIND range(1, 10) AS i CREATE (:T {v: i})-[:R]->(:U)")
        try engine.rows("MATCH (t:T) CALL (t) { DETACH DELETE t } IN TRANSACTIONS OF 4 ROWS")
        try engine.rows("MATCH (u:U) CALL (u) { DELETE u } IN TRANSACTIONS OF 4 ROWS")
        #expect(try engine.value("MATCH (n) RETURN count(n)") == .number(0))
    }

    @Test(arguments: ["", " ON ERROR FAIL"])
    func anErrorEndsTheStatementAndKeepsWhatWasDone(_ mode: String) throws {
        let error = #expect(throws: QueryError.self) { try engine.rows(Self.failing + mode + " RETURN x, v") }
        #expect(error?.code == "query.divisionByZero")
        #expect(try written == [3, 5, 10].map { .number($0) })
    }

    @Test func onErrorContinueGoesOnWithTheNextBatch() throws {
        let rows = try engine.rows(Self.failing + " ON ERROR CONTINUE RETURN x, v")
        #expect(
            rows == [
                [.number(1), .number(10)], [.number(2), .number(5)], [.number(3), .number(3)], [.number(4), .null],
                [.number(5), .null], [.number(0), .null], [.number(7), .number(1)],
            ])
        #expect(try written == [1, 3, 5, 10].map { .number($0) })
    }

    @Test func onErrorBreakLeavesTheRestOut() throws {
        let before = try commit
        let rows = try engine.rows(
            Self.failing
                + " ON ERROR BREAK REPORT STATUS AS s RETURN x, v, s.started, s.committed, s.commit, s.errorMessage")
        let yes = QueryValue.property(.boolean(true))
        let no = QueryValue.property(.boolean(false))
        #expect(rows[2] == [.number(3), .number(3), yes, yes, .number(Int64(before.next.rawValue)), .null])
        #expect(
            rows[3] == [.number(4), .null, yes, no, .null, .text("an integer cannot be divided by zero")])
        #expect(rows[6] == [.number(7), .null, no, no, .null, .null])
        #expect(try written == [3, 5, 10].map { .number($0) })
    }

    @Test func whatTheStoreRefusesIsAnErrorOfItsBatch() throws {
        try engine.rows("CREATE CONSTRAINT FOR (t:T) REQUIRE t.v IS UNIQUE")
        let (_, summary) = try engine.run(
            engine.request(
                "UNWIND [1, 1, 2] AS x CALL (x) { CREATE (:T {v: x}) } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE"))
        #expect(try written == [1, 2].map { .number($0) })
        #expect(summary.counters.nodesCreated == 2)
    }

    @Test func limitsAreNoErrorsOfABatch() throws {
        let control = QueryControl()
        control.cancel()
        let query = "UNWIND range(1, 3) AS x CALL (x) { CREATE (:T) } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE"
        let error = #expect(throws: QueryError.self) { try engine.run(QueryRequest(query, control: control)) }
        #expect(error?.code == "query.cancelled")
        #expect(try written.isEmpty)
    }

    @Test func rowsForWhichTheSubqueryGivesNone() throws {
        let body = "CALL (x) { WITH x WHERE x = 2 CREATE (t:T {v: x}) RETURN t.v AS y } IN TRANSACTIONS RETURN x, y"
        let plain = try engine.rows("UNWIND range(1, 3) AS x " + body)
        #expect(plain == [[.number(2), .number(2)]])
        let optional = try engine.rows("UNWIND range(1, 3) AS x OPTIONAL " + body)
        #expect(optional == [[.number(1), .null], [.number(2), .number(2)], [.number(3), .null]])
    }

    @Test func severalInOneStatement() throws {
        let rows = try engine.rows(
            """
            UNWIND [1, 2] AS x CALL (x) { CREATE (t:T {v: x}) RETURN t } IN TRANSACTIONS OF 1 ROW
            CALL (t) { SET t.v = t.v * 10 } IN TRANSACTIONS OF 1 ROW
            RETURN t.v
            UNION
            UNWIND [7] AS x CALL (x) { CREATE (t:T {v: x}) RETURN t } IN TRANSACTIONS RETURN t.v
            """)
        #expect(rows == [[.number(10)], [.number(20)], [.number(7)]])
        #expect(try written == [7, 10, 20].map { .number($0) })
    }

    @Test func plansOfBatches() throws {
        let query = "UNWIND [1, 2, 3] AS x CALL (x) { CREATE (:T) } IN TRANSACTIONS OF 2 ROWS"
        let before = try commit
        let plan = try engine.explain(query, parameters: [:]).plan
        #expect(plan.contains("subquery in transactions of 2 rows"))
        #expect(try commit == before)
        let profile = try #require(try engine.run(engine.request("PROFILE " + query)).summary.plan)
        let line = try #require(profile.split(separator: "\n").first { $0.contains("create") })
        #expect(line.hasSuffix(" 3"))
        #expect(try commit.rawValue == before.rawValue + 2)
    }
}

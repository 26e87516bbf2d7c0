import GraphModel
import GraphStore
import QueryConformance
import QueryRuntime
import QueryValues
import Testing

/// Several statements as one commit.
@Suite struct QueryTransactionTests {
    private let engine: StoreEngine

    init() throws {
        engine = try StoreEngine()
        try engine.rows("UNWIND range(1, 5) AS i CREATE (:A {i: i})")
    }

    private func count(_ label: String) throws -> QueryValue? { try engine.value("MATCH (n:\(label)) RETURN count(n)") }

    @Test func statementsSeeWhatThoseBeforeThemWrote() throws {
        let transaction = engine.begin()
        #expect(try transaction.rows("MATCH (a:A) RETURN count(a)") == [[.number(5)]])
        #expect(try transaction.rows("CREATE (b:B {v: 1}) RETURN b.v") == [[.number(1)]])
        try transaction.rows("MATCH (a:A {i: 1}), (b:B) CREATE (a)-[:R]->(b)")
        #expect(try transaction.rows("MATCH (:A)-[:R]->(b:B) RETURN b.v") == [[.number(1)]])
        try transaction.rows("MATCH (a:A {i: 2}) DELETE a")
        #expect(try transaction.rows("MATCH (a:A) RETURN count(a)") == [[.number(4)]])
        // Nobody else sees it before the commit, and everybody after it.
        #expect(try count("B") == .number(0))
        try transaction.commit()
        #expect(try count("B") == .number(1))
        #expect(try count("A") == .number(4))
    }

    @Test func allOfItIsOneCommit() throws {
        let before = try engine.store.snapshot().commit
        let transaction = engine.begin()
        try transaction.rows("CREATE (:B {v: 1, w: 2})")
        try transaction.rows("MATCH (b:B) SET b.v = 3")
        try transaction.rows("MATCH (a:A {i: 1}) DELETE a")
        let summary = try transaction.commit()
        var expected = QueryCounters()
        (expected.nodesCreated, expected.nodesDeleted, expected.propertiesSet, expected.labelsAdded) = (1, 1, 3, 1)
        #expect(summary.counters == expected)
        #expect(summary.version == before.next)
        let record = try engine.store.snapshot().commitRecord(before.next)
        #expect(record?.metadata.author == "ada" && record?.metadata.reason == "why")
        #expect(record?.counts.nodesCreated == 1 && record?.counts.nodesDeleted == 1)
    }

    @Test func oneThatOnlyReadMakesNoCommit() throws {
        let before = try engine.store.snapshot().commit
        let transaction = engine.begin()
        try transaction.rows("MATCH (a:A) RETURN a")
        #expect(try transaction.commit().version == before)
        #expect(try engine.begin().commit().version == before)
        #expect(try engine.store.snapshot().commit == before)
    }

    @Test func rollingBackLeavesNothing() throws {
        let before = try engine.graphState()
        let commit = try engine.store.snapshot().commit
        let transaction = engine.begin()
        try transaction.rows("CREATE (:New {key: 1})-[:NEW]->(:New)")
        try transaction.rows("MATCH (a:A) SET a:Other, a.i = -a.i")
        try transaction.rows("MATCH (a:A {i: -3}) DELETE a")
        transaction.rollback()
        #expect(try engine.graphState() == before)
        #expect(try engine.store.snapshot().commit == commit)
        #expect(try engine.store.snapshot().knownLabels == ["A"])
        #expect(throws: QueryError.self) { try transaction.rows("RETURN 1") }
        transaction.rollback()
    }

    @Test func droppingItRollsBack() throws {
        let before = try engine.graphState()
        do { try engine.begin().rows("CREATE (:B)") }
        // Another writer's turn comes at once.
        try engine.rows("MATCH (b:B) DELETE b")
        #expect(try engine.graphState() == before)
    }

    @Test func aFailingStatementUndoesEverything() throws {
        let before = try engine.graphState()
        for failing in ["RETURN 1 / 0", "MATCH (n) RETRN n", "MATCH (a:A) SET a.i = a", "RETURN $nothing"] {
            let transaction = engine.begin()
            try transaction.rows("CREATE (:B)")
            #expect(throws: QueryError.self, "\(failing)") { try transaction.rows(failing) }
            for attempt in 1...2 {
                let error = #expect(throws: QueryError.self) {
                    if attempt == 1 { try transaction.rows("RETURN 1") } else { try transaction.commit() }
                }
                #expect(error?.code == "query.transactionFailed")
            }
            // The writer is free before the transaction is rolled back.
            try engine.rows("CREATE (:Free)")
            try engine.rows("MATCH (f:Free) DELETE f")
            transaction.rollback()
            #expect(try engine.graphState() == before)
        }
    }

    @Test func aCommitThatIsRefusedLeavesNothing() throws {
        try engine.rows("CREATE CONSTRAINT FOR (a:A) REQUIRE a.i IS UNIQUE")
        let before = try engine.graphState()
        let transaction = engine.begin()
        try transaction.rows("CREATE (:B)")
        #expect(throws: StoreError.self) {
            try transaction.rows("CREATE (:A {i: 1})")
            try transaction.commit()
        }
        #expect(try engine.graphState() == before)
    }

    @Test func whatReadsBeforeTheFirstChangeReadsOneVersion() throws {
        let transaction = engine.begin()
        #expect(try transaction.rows("MATCH (a:A) RETURN count(a)") == [[.number(5)]])
        try engine.rows("CREATE (:A)")
        #expect(try transaction.rows("MATCH (a:A) RETURN count(a)") == [[.number(5)]])
        #expect(try transaction.rows("AS OF COMMIT 0 MATCH (a:A) RETURN count(a)") == [[.number(0)]])
        // What it read is not what it would change.
        let before = try engine.graphState()
        let error = #expect(throws: QueryError.self) { try transaction.rows("MATCH (a:A) SET a.i = 0") }
        #expect(error?.code == "query.transactionConflict")
        #expect(try engine.graphState() == before)
        // Nothing is lost: again.
        let again = engine.begin()
        try again.rows("MATCH (a:A) RETURN count(a)")
        try again.rows("MATCH (a:A) SET a.i = 0")
        try again.commit()
        #expect(try engine.value("MATCH (a:A {i: 0}) RETURN count(a)") == .number(6))
    }

    @Test func whatCannotBePartOfATransaction() throws {
        for query in [
            "CREATE INDEX FOR (a:A) ON (a.i)", "DROP CONSTRAINT c",
            "UNWIND [1] AS x CALL (x) { CREATE (:B) } IN TRANSACTIONS",
        ] {
            let transaction = engine.begin()
            let error = #expect(throws: QueryError.self) { try transaction.rows(query) }
            #expect(error?.code == "query.notAllowed", "\(query)")
        }
        let transaction = engine.begin()
        #expect(try transaction.rows("SHOW INDEXES").isEmpty)
        try transaction.rows("EXPLAIN CREATE (:B)")
        try transaction.commit()
        #expect(try count("B") == .number(0))
    }

    @Test func timesInIt() throws {
        let clock = SteppedClock()
        let engine = try StoreEngine(clock: clock.tick)
        let transaction = engine.begin()
        let times = "RETURN datetime.transaction() AS t, datetime.statement() AS s"
        let (first, second) = (try transaction.rows(times)[0], try transaction.rows(times)[0])
        #expect(first[0] == second[0])
        #expect(first[1] != second[1])
    }
}

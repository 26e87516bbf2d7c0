import Foundation
import GraphModel
import QueryRuntime
import QueryValues
import Synchronization
import Testing

/// Transactions beside each other, on several threads.
@Suite(.timeLimit(.minutes(2))) struct TransactionThreadTests {
    /// Runs `body` on another thread; the function that waits for its end.
    private static func onAnotherThread(_ body: @escaping @Sendable () throws -> Void) -> () throws -> Void {
        let done = DispatchSemaphore(value: 0)
        let failure = Mutex<(any Error)?>(nil)
        Thread.detachNewThread {
            do { try body() } catch { failure.withLock { $0 = error } }
            done.signal()
        }
        return {
            done.wait()
            if let failure = failure.withLock({ $0 }) { throw failure }
        }
    }

    @Test func anIdleWriterIsUndone() throws {
        let engine = try StoreEngine()
        let before = try engine.graphState()
        let transaction = engine.begin(idleLimit: .milliseconds(50))
        try transaction.rows("CREATE (:B)")
        // Who waits to write does not wait for ever.
        try engine.rows("CREATE (:C)")
        try engine.rows("MATCH (c:C) DELETE c")
        let error = #expect(throws: StoreError.self) { try transaction.rows("CREATE (:B)") }
        #expect(error?.code == "storage.writeExpired")
        #expect(throws: QueryError.self) { try transaction.commit() }
        #expect(try engine.graphState() == before)
    }

    @Test func oneThatHoldsNothingMayBeIdle() throws {
        let engine = try StoreEngine()
        let transaction = engine.begin(idleLimit: .milliseconds(10))
        try transaction.rows("MATCH (n) RETURN n")
        Thread.sleep(forTimeInterval: 0.1)
        try transaction.rows("CREATE (:B)")
        try transaction.commit()
        #expect(try engine.value("MATCH (b:B) RETURN count(b)") == .number(1))
    }

    @Test func twoAtOnceComeOneAfterTheOther() throws {
        let engine = try StoreEngine()
        try engine.rows("CREATE (:Counter {n: 0})")
        let increment = "MATCH (c:Counter) SET c.n = c.n + 1"
        let first = engine.begin()
        try first.rows(increment)
        let second = engine.begin()
        let wait = Self.onAnotherThread {
            try second.rows(increment)
            try second.rows(increment)
            try second.commit()
        }
        Thread.sleep(forTimeInterval: 0.05)
        try first.rows(increment)
        try first.commit()
        try wait()
        #expect(try engine.value("MATCH (c:Counter) RETURN c.n") == .number(4))
    }

    @Test func manyThreadsLoseNothing() throws {
        let engine = try StoreEngine()
        try engine.rows("CREATE (:Counter {n: 0})")
        let queries = engine.engine
        let waits = (0..<4).map { _ in
            Self.onAnotherThread {
                var done = 0
                while done < 10 {
                    let transaction = queries.begin()
                    do {
                        // What is read first may have changed by then: that is a conflict, and tried again.
                        guard
                            case .property(.integer(let n))? = try transaction.rows("MATCH (c:Counter) RETURN c.n")[0]
                                .first
                        else { return }
                        try transaction.rows("MATCH (c:Counter) SET c.n = \(n + 1)")
                        try transaction.commit()
                        done += 1
                    } catch let error as QueryError where error.code == "query.transactionConflict" {}
                }
            }
        }
        for wait in waits { try wait() }
        #expect(try engine.value("MATCH (c:Counter) RETURN c.n") == .number(40))
    }

    @Test func oneStatementAtATime() throws {
        let engine = try StoreEngine()
        let transaction = engine.begin()
        var code: String?
        try transaction.run(QueryRequest("UNWIND [1, 2] AS x RETURN x")) { _ in
            let error = #expect(throws: QueryError.self) { try transaction.rows("RETURN 1") }
            code = error?.code
            return true
        }
        #expect(code == "query.transactionBusy")
        // It goes on.
        #expect(try transaction.rows("RETURN 1") == [[.number(1)]])
    }

    @Test func rollingBackEndsAStatementOfAnotherThread() throws {
        let engine = try StoreEngine()
        let transaction = engine.begin()
        try transaction.rows("CREATE (:B)")
        let wait = Self.onAnotherThread { try transaction.rows("UNWIND range(1, 9000000000000) AS x RETURN count(x)") }
        Thread.sleep(forTimeInterval: 0.05)
        transaction.rollback()
        let error = #expect(throws: QueryError.self) { try wait() }
        #expect(error?.code == "query.cancelled")
        try engine.rows("CREATE (:C)")
        #expect(try engine.value("MATCH (b:B) RETURN count(b)") == .number(0))
    }

    // MARK: What runs

    @Test func aStatementIsTerminatedFromAnotherThread() throws {
        let engine = try StoreEngine()
        for query in [
            "UNWIND range(1, 9000000000000) AS x RETURN count(x)",
            "UNWIND range(1, 9000000000000) AS x CREATE (:Endless)",
        ] {
            let queries = engine.engine
            let wait = Self.onAnotherThread {
                try queries.run(QueryRequest(query), StoreEngine.metadata) { _ in true }
            }
            var running: [TransactionStatus] = []
            while running.isEmpty {
                running = engine.engine.transactions
                Thread.sleep(forTimeInterval: 0.01)
            }
            #expect(running.map(\.statement) == [query] && running[0].author == "test")
            #expect(running[0].isWriting == query.contains("CREATE"))
            #expect(engine.engine.terminate(running[0].id))
            let error = #expect(throws: QueryError.self) { try wait() }
            #expect(error?.code == "query.cancelled")
            #expect(engine.engine.transactions.isEmpty)
            #expect(!engine.engine.terminate(running[0].id))
        }
        #expect(try engine.value("MATCH (n) RETURN count(n)") == .number(0))
    }

    @Test func anIdleTransactionIsTerminated() throws {
        let engine = try StoreEngine()
        let transaction = engine.begin()
        try transaction.rows("CREATE (:B)")
        #expect(
            try engine.rows("TERMINATE TRANSACTIONS '\(transaction.id)', 'nobody' YIELD transactionId, message")
                == [
                    [.text(transaction.id), .text("The transaction is terminated.")],
                    [.text("nobody"), .text("There is no such transaction.")],
                ])
        // The writer is free.
        try engine.rows("CREATE (:C)")
        let error = #expect(throws: QueryError.self) { try transaction.commit() }
        #expect(error?.code == "query.cancelled" && error?.message.contains(transaction.id) == true)
        #expect(try engine.value("MATCH (b:B) RETURN count(b)") == .number(0))
    }

    @Test func whatRunsIsShown() throws {
        let engine = try StoreEngine()
        let transaction = engine.begin()
        let show = "SHOW TRANSACTIONS YIELD transactionId, username, currentQuery, status, mode, rows"
        func row(_ status: String, _ mode: String, _ rows: Int64) -> [QueryValue] {
            [.text(transaction.id), .text("ada"), .text(""), .text(status), .text(mode), .number(rows)]
        }
        let others = "\(show) WHERE currentQuery = ''"
        #expect(try engine.rows(others) == [row("Idle", "READ", 0)])
        try transaction.rows("UNWIND range(1, 3) AS x CREATE (b:B) RETURN b")
        #expect(try engine.rows(others) == [row("Idle", "WRITE", 3)])
        #expect(try engine.rows("SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q STARTS WITH 'SHOW'").count == 1)
        // A transaction sees itself at work.
        #expect(
            try transaction.rows("SHOW TRANSACTIONS YIELD status, startTime, elapsedTime").map(\.first)
                == [.text("Running")])
        try transaction.commit()
        #expect(try engine.rows(others).isEmpty)
        #expect(engine.engine.transactions.isEmpty)
    }
}

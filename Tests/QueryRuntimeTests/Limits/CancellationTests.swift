import Foundation
import GraphModel
import QueryConformance
import QueryRuntime
import QueryValues
import Testing

/// A query that is cancelled ends soon, whatever it is doing.
@Suite struct CancellationTests {
    /// Work of every operator that would go on for a very long time: each pulls rows that have no end.
    static let endless: [String] = [
        "UNWIND range(1, 9000000000000) AS x RETURN count(x)",
        "UNWIND range(1, 9000000000000) AS x WITH x WHERE x < 0 RETURN x",
        "UNWIND range(1, 9000000000000) AS x RETURN x ORDER BY x DESC LIMIT 1",
        "UNWIND range(1, 9000000000000) AS x RETURN DISTINCT x % 5",
        "UNWIND range(1, 9000000000000) AS x RETURN x % 5, count(*)",
        "UNWIND range(1, 9000000000000) AS x WITH x SKIP 9000000000000 RETURN x",
        "UNWIND range(1, 9000000000000) AS x CALL (x) { RETURN x AS y UNION RETURN -x AS y } RETURN sum(y)",
        "UNWIND range(1, 9000000000000) AS x OPTIONAL MATCH (n:Nothing) RETURN count(n)",
        "UNWIND range(1, 9000000000000) AS x MATCH (a:A {i: x}) RETURN a",
        "MATCH (a:A), (b:A), (c:A), (d:A), (e:A), (f:A), (g:A), (h:A) WHERE h.i < 0 RETURN h",
        "MATCH p = (a:A {i: 1})-[:R*]-(b:A {i: 2}) RETURN count(p)",
        "MATCH (a:A)((x)-[r:R]-(y) WHERE x.i > 0)+(b:A) RETURN count(*), collect(size(r))[0]",
        "MATCH (a)--(b)--(c)--(d)--(e)--(f)--(g)--(h)--(i) RETURN count(a.i + i.i)",
        "UNWIND range(1, 9000000000000) AS x WITH x WHERE EXISTS { MATCH (a:A) WHERE a.i = -x } RETURN x",
        "UNWIND range(1, 9000000000000) AS x MERGE (a:A {i: 1}) RETURN count(*)",
        "UNWIND range(1, 9000000000000) AS x MATCH (a:A {i: 1}) SET a.k = 1",
        "MATCH (a:A {i: 1}) UNWIND range(1, 9000000000000) AS x WITH a, x WHERE x < 0 DELETE a",
        "MATCH (a:A) FOREACH (x IN range(1, 9000) | FOREACH (y IN range(1, 9000) | FOREACH (z IN [] | SET a.k = z)))",
        "UNWIND range(1, 9000000000000) AS x RETURN sum(reduce(s = 0, y IN [1, 2, 3] | s + y))",
        "RETURN size([x IN range(1, 3000) WHERE all(y IN range(1, 3000) WHERE any(z IN range(1, 3000) WHERE z = -y))])",
        "CALL endless() YIELD n RETURN count(n)",
        "UNWIND range(1, 9000000000000) AS x WITH x LIMIT 8000000000000 RETURN count(x)",
        "UNWIND range(1, 9000000000000) AS x RETURN x ORDER BY x",
        "UNWIND range(1, 9000000000000) AS x RETURN size(collect(x))",
        "UNWIND range(1, 9000000000000) AS x MATCH (a:A {i: 1})-[:R*1..3]->(b) WITH DISTINCT x, b RETURN count(b)",
        "UNWIND range(1, 9000000000000) AS x MATCH p = shortestPath((a:A {i: 1})-[:R*]-(b:A {i: 9})) RETURN count(p)",
        "UNWIND range(1, 9000000000000) AS x "
            + "MATCH p = ANY SHORTEST (a:A {i: 1})((y)-[r:R]->(z) WHERE y.i > 0)+(b:A {i: 3}) RETURN count(p)",
        "UNWIND range(1, 9000000000000) AS x "
            + "MATCH p = ANY SHORTEST (a:A {i: 1})(()-[:R]->()-[:R]->())+(b:A {i: 9}) RETURN count(p)",
        "UNWIND range(1, 9000000000000) AS x MATCH p = "
            + "ANY SHORTEST (a:A {i: 1})((y)-[:R]->()-[:R]->(z) WHERE y.i < z.i)+(b:A {i: 9}) RETURN count(p)",
        "MATCH ()-[r:R]->() WITH r LIMIT 1 UNWIND range(1, 9000000000000) AS x MATCH (c)-[r]->(d) RETURN count(x)",
        "UNWIND range(1, 9000000000000) AS x MATCH (a:A {i: 1}) REMOVE a.k",
        "UNWIND range(1, 9000000000000) AS x CREATE (:B)",
        "UNWIND range(1, 9000000000000) AS x MATCH (a:A {i: -x}) FINISH",
        "UNWIND range(1, 9000000000000) AS x CALL (x) { MATCH (a:A {i: -x}) SET a.k = 1 } RETURN count(x)",
        "UNWIND range(1, 9000000000000) AS x CREATE (b:B) WITH b MATCH (c:B) RETURN count(c)",
        "RETURN size(COLLECT { UNWIND range(1, 9000000000000) AS x RETURN x })",
        "RETURN COUNT { UNWIND range(1, 9000000000000) AS x RETURN x }",
    ]

    /// Every step that a plan may have is among those that are cancelled.
    @Test func coversEveryStep() throws {
        let engine = try Self.engine()
        let lines = try Self.endless.flatMap { try engine.explain($0, parameters: [:]).plan.split(separator: "\n") }
        let steps = [
            "scan", "expand (", "expand repeatedly", "expand to distinct ends", "repeat path", "tie", "shortest paths",
            "search shortest", "shortest of", "filter", "let", "unwind", "aggregate", "distinct", "sort by",
            "first rows by", "skip", "limit",
            "wait for all rows", "optional", "subquery  ", "subquery without rows", "union", "for each", "call",
            "create",
            "merge", "set", "remove", "delete",
        ]
        for step in steps { #expect(lines.contains { $0.trimmingPrefix { $0 == " " }.hasPrefix(step) }, "\(step)") }
    }

    private static func engine() throws -> StoreEngine {
        let endless = Procedure(ProcedureSignature("endless", [], gives: [.init("n", .integer)], "No end.")) {
            _, _, emit in
            var number: Int64 = 0
            while try emit([.integer(number)]) { number += 1 }
        }
        let engine = try StoreEngine(procedures: [endless])
        try engine.rows("UNWIND range(1, 10) AS i CREATE (:A {i: i})")
        try engine.rows("MATCH (a:A), (b:A) WHERE a.i < b.i CREATE (a)-[:R]->(b)")
        return engine
    }

    @Test(arguments: endless)
    func byAnotherThread(_ query: String) throws {
        let engine = try Self.engine()
        let control = QueryControl()
        // A thread of its own: those of the queues may all be at work on queries without an end.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.05)
            control.cancel()
        }
        var limits = QueryLimits()
        limits.milliseconds = 120_000
        do {
            try engine.run(QueryRequest(query, limits: limits, control: control))
            Issue.record("\(query) came to an end")
        } catch let error as QueryError {
            #expect(error.code == "query.cancelled", "\(query): \(error)")
        }
    }

    @Test func fromWithinAProcedure() throws {
        let control = QueryControl()
        let cancelling = Procedure(ProcedureSignature("cancel", [], gives: [.init("n", .integer)], "Cancels.")) {
            _, _, emit in
            control.cancel()
            var number: Int64 = 0
            while try emit([.integer(number)]) { number += 1 }
        }
        let engine = try StoreEngine(procedures: [cancelling])
        #expect(throws: QueryError.self) {
            try engine.run(QueryRequest("CALL cancel() YIELD n RETURN sum(n)", control: control))
        }
    }

    @Test func cancelledWritesLeaveNothing() throws {
        let engine = try Self.engine()
        let control = QueryControl()
        control.cancel()
        let query = "UNWIND range(1, 100000) AS x CREATE (:B)"
        #expect(throws: QueryError.self) { try engine.run(QueryRequest(query, control: control)) }
        #expect(try engine.rows("MATCH (b:B) RETURN count(b)") == [[.property(.integer(0))]])
    }
}

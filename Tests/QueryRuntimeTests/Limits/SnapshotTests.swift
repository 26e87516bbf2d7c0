import Foundation
import GraphModel
import GraphStore
import KeyValueStore
import QueryRuntime
import QueryValues
import TestSupport
import Testing

/// Queries beside writers.
@Suite struct SnapshotTests {
    /// What a query reads is one commit from its first row to its last, whatever is written meanwhile.
    @Test func aQueryReadsOneCommit() throws {
        let engine = try StoreEngine()
        try engine.rows("UNWIND range(1, 500) AS i CREATE (:A {i: i, v: 0})")
        var seen: Set<[QueryValue]> = []
        var rows = 0
        try engine.engine.run(QueryRequest("MATCH (a:A) RETURN a.v, COUNT { (:A) } AS n"), StoreEngine.metadata) {
            row in
            // The writer commits between the rows of the reader.
            if rows % 100 == 0 {
                try engine.rows("MATCH (a:A) SET a.v = a.v + 1")
                try engine.rows("CREATE (:A {i: 0, v: 9})")
            }
            rows += 1
            seen.insert(row)
            return true
        }
        #expect(rows == 500)
        #expect(seen == [[.property(.integer(0)), .property(.integer(500))]])
        #expect(
            try engine.rows("MATCH (a:A) RETURN max(a.v), count(a)") == [
                [.property(.integer(13)), .property(.integer(505))]
            ])
    }

    /// A reader that takes too long is told so.
    @Test func aReaderPastItsAgeLimitEnds() throws {
        let folder = try temporaryFolder()
        var settings = StoreSettings()
        settings.environment.readerAgeLimit = .milliseconds(50)
        let store = try GraphStore.create(at: folder.path("store"), settings: settings)
        let engine = QueryEngine(store, clock: { StoreEngine.start }, random: { 0.5 })
        try engine.run(QueryRequest("UNWIND range(1, 1000) AS i CREATE (:A {i: i})"), StoreEngine.metadata) { _ in true
        }
        let error = #expect(throws: StoreError.self) {
            try engine.run(QueryRequest("MATCH (a:A) RETURN a"), StoreEngine.metadata) { _ in
                Thread.sleep(forTimeInterval: 0.005)
                return true
            }
        }
        #expect(error?.code == "storage.readerTooOld")
    }

    /// The past stays what it was.
    @Test func asOfReadsThePast() throws {
        let engine = try StoreEngine()
        var commits: [CommitNumber] = []
        for number in 1...5 {
            commits.append(try engine.run(engine.request("CREATE (:A {i: \(number)})")).summary.version)
        }
        for (place, commit) in commits.enumerated() {
            let rows = try engine.rows("AS OF COMMIT \(commit.rawValue) MATCH (a:A) RETURN count(a), max(a.i)")
            #expect(rows == [[.property(.integer(Int64(place + 1))), .property(.integer(Int64(place + 1)))]])
        }
    }

    /// The caller ends a query by refusing a row, and no row comes after that.
    @Test(arguments: [1, 2, 7])
    func theCallerEndsAQuery(_ wanted: Int) throws {
        let engine = try StoreEngine()
        for query in [
            "UNWIND range(1, 10) AS x RETURN x", "UNWIND range(1, 10) AS x RETURN x ORDER BY x DESC",
            "UNWIND range(1, 10) AS x CALL (x) { RETURN x AS y UNION ALL RETURN -x AS y } RETURN y",
            "UNWIND range(1, 10) AS x RETURN x, count(*)", "UNWIND range(1, 10) AS x CREATE (n {x: x}) RETURN n",
            "UNWIND range(1, 10) AS x OPTIONAL MATCH (n {x: -x}) RETURN x, n",
        ] {
            var rows = 0
            try engine.engine.run(QueryRequest(query), StoreEngine.metadata) { _ in
                rows += 1
                return rows < wanted
            }
            #expect(rows == wanted, "\(query)")
        }
        // What is written is written, however many rows are looked at.
        #expect(try engine.rows("MATCH (n) RETURN count(n)") == [[.property(.integer(10))]])
    }
}

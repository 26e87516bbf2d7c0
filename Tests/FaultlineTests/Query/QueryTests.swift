import Faultline
import TestSupport
import Testing

@Suite("Statements of the query language")
struct QueryTests {
    let estate: SampleEstate

    init() throws { estate = try SampleEstate() }

    @Test("Rows come with the names of their columns first")
    func rows() throws {
        var events: [String] = []
        let summary = try estate.database.query(
            QueryRequest("MATCH (s:Server) RETURN s.name AS name ORDER BY name"), author: "a", source: "s",
            columns: { events.append("columns \($0)") },
            { row in
                events.append(row[0].description)
                return true
            })
        #expect(events == ["columns [\"name\"]", "'srv-1'", "'srv-2'"])
        #expect(summary.columns == ["name"] && summary.rows == 2 && summary.counters.isEmpty)
    }

    @Test("Whoever has seen enough ends the statement")
    func enough() throws {
        var count = 0
        try estate.database.query(QueryRequest("UNWIND range(1, 1000) AS x RETURN x"), author: "a", source: "s") { _ in
            count += 1
            return count < 3
        }
        #expect(count == 3)
    }

    @Test("Parameters are values of any kind")
    func parameters() throws {
        let rows = try estate.rows(
            "RETURN $a + 1, $b.c, $d", ["a": .property(.integer(2)), "b": .map(["c": .null]), "d": .list([.null])])
        #expect(rows == ["3 | null | [null]"])
    }

    @Test("A statement that writes is one commit, by whom and why")
    func writing() throws {
        let before = try estate.database.session().version
        let summary = try estate.database.query(
            QueryRequest("MATCH (s:Server) SET s.note = 'x' RETURN s.name"), author: "ada", source: "test",
            reason: "because"
        ) { _ in true }
        #expect(summary.version == before.next && summary.counters.propertiesSet == 2 && summary.rows == 2)
        let commit = try #require(try estate.database.session().commits(summary.version...summary.version).first)
        #expect(commit.metadata.author == "ada" && commit.metadata.source == "test")
        #expect(commit.metadata.reason == "because" && commit.counts.nodesUpdated == 2)
    }

    @Test("Nothing of a statement that fails is kept")
    func failing() throws {
        let before = try estate.database.session().version
        #expect(throws: QueryError.self) {
            try estate.rows("MATCH (s:Server) SET s.note = 'x' WITH s RETURN 1 / 0")
        }
        #expect(try estate.database.session().version == before)
        #expect(try estate.rows("MATCH (s:Server) RETURN count(s.note)") == ["0"])
    }

    @Test("A store opened for reading refuses statements that write, and runs all others")
    func readOnly() throws {
        let copy = estate.folder.path("copy")
        try estate.database.backup(to: copy)
        let reader = try Database.open(at: copy, access: .readOnly)
        let error = try #require(throws: QueryError.self) {
            try reader.query(QueryRequest("CREATE (:Server)"), author: "a", source: "s") { _ in true }
        }
        #expect(error.detail == .notAllowed && error.message.contains("reading"))
        #expect(try reader.rows("EXPLAIN CREATE (:Server)") == [])
        #expect(try reader.rows("MATCH (s:Server) RETURN count(*)") == ["2"])
        #expect(throws: QueryError.self) { try reader.rows("CREATE INDEX FOR (s:Server) ON (s.note)") }
    }

    @Test(
        "It can be told beforehand whether a statement writes",
        arguments: [
            ("MATCH (n) RETURN n", false), ("CREATE (:Server)", true), ("MATCH (n) SET n.a = 1", true),
            ("EXPLAIN CREATE (:Server)", false), ("PROFILE CREATE (:Server)", true), ("SHOW INDEXES", false),
            ("CREATE INDEX FOR (n:Server) ON (n.a)", true), ("CALL impact.down('srv-1')", false),
        ])
    func telling(text: String, isWriting: Bool) throws {
        #expect(try estate.database.isWriting(QueryRequest(text)) == isWriting)
    }

    @Test("A request may ask about the past, and a statement's own time comes first")
    func past() throws {
        let first = try estate.database.session().version
        try estate.rows("MATCH (s:Server) SET s.note = 'x'")
        let text = "MATCH (s:Server) RETURN count(s.note)"
        #expect(try estate.rows(text) == ["2"])
        #expect(try estate.rows(text, asOf: first) == ["0"])
        #expect(try estate.rows("AS OF COMMIT \(first.next) " + text, asOf: first) == ["2"])
        #expect(throws: QueryError.self) { try estate.rows("CREATE (:Server)", asOf: first) }
    }

    @Test("A statement that was cancelled ends")
    func cancelling() throws {
        let control = QueryControl()
        control.cancel()
        let error = try #require(throws: QueryError.self) {
            try estate.database.query(
                QueryRequest("UNWIND range(1, 1000000) AS x RETURN sum(x)", control: control), author: "a", source: "s"
            ) { _ in true }
        }
        #expect(error.detail == .cancelled)
    }
}

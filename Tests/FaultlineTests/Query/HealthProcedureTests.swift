import Faultline
import Testing

@Suite("Health as rows")
struct HealthProcedureTests {
    let estate: HealthEstate

    init() throws { estate = try HealthEstate() }

    @Test("Figures and scores")
    func summary() throws {
        let rows = try estate.database.rows(
            "CALL health.summary() YIELD kind, count, total WHERE count > 0 RETURN kind, count, total")
        #expect(
            rows == [
                "'recommendedAttributes' | 9 | 26", "'duplicateNames' | 2 | 7", "'orphans' | 1 | 7", "'stale' | 1 | 7",
                "'retiredInUse' | 1 | 2", "'unresolvedReferences' | 1 | 7", "'unconnected' | 2 | 7",
                "'unfoundedServices' | 1 | 2",
            ])
        let scores = try estate.database.rows(
            """
            CALL health.summary({class: 'Server'}) YIELD category, kind, score WHERE kind IS NULL
            RETURN category, score
            """)
        #expect(
            scores.map { $0.split(separator: " ").first } == [
                "'completeness'", "'correctness'", "'compliance'", "'relationships'", "'overall'",
            ])
        #expect(scores[1] == "'correctness' | 25.0" && scores[2] == "'compliance' | null")
    }

    @Test("Issues, of a class and of some kinds, in the past too")
    func issues() throws {
        let query = """
            CALL health.issues({kind: ['stale', 'orphans'], class: 'Server'}) YIELD ci, category, kind, detail
            RETURN ci.name, category, kind, detail ORDER BY kind
            """
        let expected = ["'srv-2' | 'correctness' | 'orphans' | ''", "'srv-2' | 'correctness' | 'stale' | 'stale'"]
        #expect(try estate.database.rows(query) == expected)
        try estate.write("MATCH (n:Server {state: 'stale'}) DELETE n")
        #expect(try estate.database.rows(query) == [])
        #expect(try estate.database.rows("AS OF COMMIT 2 " + query) == expected)
        #expect(
            try estate.database.rows("AS OF COMMIT 2 CALL health.issues() YIELD ci RETURN count(*), count(DISTINCT ci)")
                == ["12 | 5"])
        #expect(try estate.database.rows("CALL health.issues() YIELD ci RETURN ci.name LIMIT 1").count == 1)
    }

    @Test("Options are checked")
    func options() throws {
        let unknown = try #require(throws: QueryError.self) {
            try estate.database.rows("CALL health.issues({kind: 'orphan'})")
        }
        #expect(unknown.advice?.contains("orphans") == true)
        #expect(throws: QueryError.self) { try estate.database.rows("CALL health.summary({kind: 'orphans'})") }
        #expect(throws: SchemaViolation.self) { try estate.database.rows("CALL health.summary({class: 'Servr'})") }
        #expect(throws: QueryError.self) {
            try estate.write("CREATE (n:Application {name: 'x'}) WITH n CALL health.summary() YIELD kind RETURN kind")
        }
    }
}

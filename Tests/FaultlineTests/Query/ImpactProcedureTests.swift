import Faultline
import Testing

@Suite("Impact as rows")
struct ImpactProcedureTests {
    let estate: SampleEstate

    init() throws { estate = try SampleEstate() }

    @Test("What else is hit, by name, number, node or a list of them")
    func down() throws {
        let expected = try estate.impact("srv-1").lines
        #expect(!expected.isEmpty)
        let id = try estate.database.session().resolve("srv-1").rawValue
        for ci in ["'srv-1'", "'Server:srv-1'", "\(id)", "['srv-1']"] {
            let rows = try estate.rows(
                "CALL impact.down(\(ci)) YIELD ci, verdict RETURN ci.name + ' ' + verdict AS x ORDER BY x")
            #expect(rows == expected.map { "'\($0)'" }, "\(ci)")
        }
        let rows = try estate.rows(
            "MATCH (s:Server {name: 'srv-1'}) CALL impact.down(s) YIELD ci, verdict "
                + "RETURN ci.name + ' ' + verdict AS x ORDER BY x")
        #expect(rows == expected.map { "'\($0)'" })
    }

    @Test("Why: the gate that decided and the members that it lost")
    func witness() throws {
        let rows = try estate.rows(
            """
            CALL impact.down(['srv-1', 'srv-2']) YIELD ci, verdict, distance, gate, requirement, lost, joint
            WHERE ci.name = 'Shop' RETURN verdict, distance, joint, size(lost) > 0
            """)
        #expect(rows == ["'down' | 2 | false | true"])
        let web = try estate.rows(
            """
            CALL impact.down('web-1') YIELD ci, verdict, gate, requirement, lost, via
            RETURN ci.name, verdict, gate, requirement, [l IN lost | l.name], via.name
            """)
        #expect(web == ["'Shop' | 'atRisk' | 'web' | 'at least 1 of 2' | ['web-1'] | 'web-1'"])
    }

    @Test("Each row of a query may ask")
    func correlated() throws {
        let rows = try estate.rows(
            """
            MATCH (s:Server) CALL impact.down(s) YIELD ci, verdict WHERE verdict = 'down'
            RETURN s.name AS name, count(ci) AS n ORDER BY name
            """)
        #expect(rows == ["'srv-1' | 3", "'srv-2' | 1"])
    }

    @Test("Options are checked by name and kind")
    func options() throws {
        #expect(try estate.rows("CALL impact.down('srv-1', {depth: 1}) YIELD distance RETURN max(distance)") == ["1"])
        #expect(
            try estate.rows("CALL impact.down('srv-1', {classes: 'BusinessService'}) YIELD ci RETURN ci.name")
                == ["'Shop'"])
        let unknown = try #require(throws: QueryError.self) {
            try estate.rows("CALL impact.down('srv-1', {deepth: 1})")
        }
        #expect(unknown.detail == .invalidArgumentValue && unknown.advice?.contains("depth") == true)
        for options in ["{depth: 0}", "{depth: 'x'}", "{classes: [1]}"] {
            #expect(throws: QueryError.self) { try estate.rows("CALL impact.down('srv-1', \(options))") }
        }
    }

    @Test("A CI that is not there comes with suggestions")
    func unknown() throws {
        let error = try #require(throws: EngineError.self) { try estate.rows("CALL impact.down('srv-11')") }
        #expect(error.kind == .ciNotFound && error.advice?.contains("`srv-1`") == true)
        #expect(throws: QueryError.self) { try estate.rows("CALL impact.down(null)") }
    }

    @Test("What a CI needs, and its single points of failure")
    func upstream() throws {
        let text = "YIELD ci, effect, distance RETURN ci.name AS name, effect, distance ORDER BY distance, name"
        #expect(
            try estate.rows("CALL impact.upstream('Shop') \(text)") == [
                "'db-1' | 'down' | 1", "'web-1' | 'atRisk' | 1", "'web-2' | 'atRisk' | 1", "'srv-1' | 'down' | 2",
                "'srv-2' | 'atRisk' | 2",
            ])
        #expect(
            try estate.rows("CALL impact.spof('Shop') \(text)") == ["'db-1' | 'down' | 1", "'srv-1' | 'down' | 2"])
        #expect(
            try estate.rows("CALL impact.upstream('Shop') YIELD ci, gates WHERE size(gates) > 0 RETURN ci.name, gates")
                == ["'web-1' | ['web']", "'web-2' | ['web']"])
    }

    @Test("The smallest sets whose joint failure takes a CI down")
    func cutSets() throws {
        let text = "YIELD members, size RETURN size, [ci IN members | ci.name] AS names ORDER BY size, names"
        #expect(
            try estate.rows("CALL impact.cutSets('Shop') \(text)") == [
                "1 | ['db-1']", "1 | ['srv-1']", "2 | ['srv-2', 'web-1']", "2 | ['web-1', 'web-2']",
            ])
        #expect(
            try estate.rows("CALL impact.cutSets('Shop', {order: 1}) \(text)") == ["1 | ['db-1']", "1 | ['srv-1']"])
        #expect(
            try estate.rows("CALL impact.cutSets('Shop', {classes: 'Server'}) \(text)") == ["1 | ['srv-1']"])
        #expect(
            try estate.rows("CALL impact.cutSets('Shop', {classes: ['Server', 'Application']}) \(text)") == [
                "1 | ['srv-1']", "2 | ['srv-2', 'web-1']", "2 | ['web-1', 'web-2']",
            ])
        #expect(
            try estate.rows("CALL impact.cutSets('Shop') YIELD members RETURN [ci IN members | ci.name]") == [
                "['db-1']", "['srv-1']", "['srv-2', 'web-1']", "['web-1', 'web-2']",
            ], "in order without being asked")
    }

    @Test("Limits of the smallest sets are errors, not part of an answer")
    func cutSetLimits() throws {
        let error = try #require(throws: AnalysisError.self) {
            try estate.rows("CALL impact.cutSets('Shop', {work: 2})")
        }
        #expect(error.kind == .searchLimit && error.advice != nil)
        let tooLarge = try #require(throws: QueryError.self) {
            try estate.rows("CALL impact.cutSets('Shop', {order: 7})")
        }
        #expect(tooLarge.detail == .invalidArgumentValue && tooLarge.message.contains("from 1 to 6"))
        #expect(throws: (any Error).self) { try estate.rows("CALL impact.cutSets('Shop', {classes: 'Nothing'})") }
    }

    @Test("The smallest sets of a past version")
    func pastCutSets() throws {
        let before = try estate.database.session().version
        try estate.rows("MATCH (:Application {name: 'web-2'})-[r:RUNS_ON]->() DELETE r")
        let text = "CALL impact.cutSets('Shop') YIELD members, size WHERE size = 2 RETURN [ci IN members | ci.name]"
        #expect(try estate.rows(text) == ["['web-1', 'web-2']"])
        #expect(
            try estate.rows("AS OF COMMIT \(before) \(text)") == ["['srv-2', 'web-1']", "['web-1', 'web-2']"])
    }

    @Test("A shortest way is a path")
    func path() throws {
        let text = "YIELD path, length RETURN length, [n IN nodes(path) | n.name], [r IN relationships(path) | type(r)]"
        #expect(
            try estate.rows("CALL impact.path('srv-1', 'Shop') \(text)")
                == ["2 | ['srv-1', 'web-1', 'Shop'] | ['RUNS_ON', 'DEPENDS_ON']"])
        #expect(try estate.rows("CALL impact.path('srv-1', 'Shop', {types: ['OWNED_BY']}) \(text)") == [])
        #expect(try estate.rows("CALL impact.path('Shop', 'srv-1', {alongImpact: true}) \(text)") == [])
    }

    @Test("How many each failure alone takes down")
    func criticality() throws {
        let text = "YIELD ci, down RETURN ci.name, down"
        #expect(try estate.rows("CALL impact.criticality({limit: 1}) \(text)") == ["'srv-1' | 3"])
        #expect(
            try estate.rows("CALL impact.criticality({class: 'Server'}) \(text)") == ["'srv-1' | 3", "'srv-2' | 1"])
        #expect(throws: (any Error).self) { try estate.rows("CALL impact.criticality({class: 'Nothing'})") }
    }

    @Test("They answer for the version that the statement reads")
    func past() throws {
        let before = try estate.database.session().version
        try estate.rows("MATCH (:Application {name: 'web-2'})-[r:RUNS_ON]->() DELETE r")
        let text = "CALL impact.down('srv-2') YIELD ci RETURN count(*)"
        #expect(try estate.rows(text) == ["0"])
        #expect(try estate.rows("AS OF COMMIT \(before) \(text)") == ["2"])
        #expect(try estate.rows(text, asOf: before) == ["2"])
    }

    @Test(
        "They are refused in a statement that writes",
        arguments: ["impact.down(s)", "impact.cutSets(s)", "impact.criticality()", "history.of(s)", "history.diff(1)"])
    func refused(call: String) throws {
        let error = try #require(throws: QueryError.self) {
            try estate.rows("MATCH (s:Server) SET s.note = 'x' WITH s CALL \(call) RETURN 1")
        }
        // A call inside a longer statement names its columns; only then it gets to run.
        #expect([.notAllowed, .unexpectedSyntax, .invalidArgumentPassingMode].contains(error.detail))
        let columns = ["history.of": "commit", "history.diff": "id", "impact.cutSets": "members"]
        let column = columns.first { call.hasPrefix($0.key) }?.value ?? "ci"
        let running = try #require(throws: QueryError.self) {
            try estate.rows("MATCH (s:Server) SET s.note = 'x' WITH s CALL \(call) YIELD \(column) RETURN count(*)")
        }
        #expect(running.detail == .notAllowed)
    }

    @Test("A statement that is cancelled ends inside of a call", arguments: ["down", "cutSets"])
    func cancelling(procedure: String) throws {
        let control = QueryControl()
        control.cancel()
        let error = try #require(throws: QueryError.self) {
            try estate.database.query(
                QueryRequest("CALL impact.\(procedure)('Shop')", control: control), author: "a", source: "s"
            ) { _ in true }
        }
        #expect(error.detail == .cancelled)
    }
}

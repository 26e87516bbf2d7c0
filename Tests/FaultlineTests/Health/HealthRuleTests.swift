import Faultline
import Testing

@Suite("Rules of one's own")
struct HealthRuleTests {
    let estate: HealthEstate

    init() throws { estate = try HealthEstate() }

    static let text = """
        rules:
          - name: supported-hardware
            description: Servers have a maker.
            severity: critical
            class: Server
            query: |
              MATCH (s:Server)
              WHERE s.manufacturer IS NULL OR s.manufacturer = ''
              RETURN s
          - {name: owned, severity: low, query: "MATCH (n) WHERE NOT EXISTS { (n)-[:OWNED_BY]->() } RETURN n, n.name"}
        """

    func rules(_ text: String = Self.text) throws -> [HealthRule] {
        try HealthRule.read([SchemaDocument(name: "rules.yaml", text: text)])
    }

    @Test("Rules are counted on the CIs that they are about, and weigh as their severity does")
    func compliance() throws {
        let report = try estate.database.health(rules: rules())
        let checks = report.checks.filter { $0.category == .compliance }
        #expect(checks.map(\.kind) == ["supported-hardware", "owned"])
        #expect(checks.map(\.title) == ["Servers have a maker.", "owned"])
        // What is planned or retired, and what is no CI, is not counted.
        #expect(checks.map { "\($0.count)/\($0.total)" } == ["1/3", "4/7"])
        #expect(checks[1].issues.map(\.name) == ["srv-1", "srv-2", "forum", "Forum"])
        let (looked, broken) = (8 * 3 + 1 * 7, 8 * 1 + 1 * 4)
        #expect(report.scores.compliance == 100 * Double(looked - broken) / Double(looked))
        #expect(report.group(.ciClass, "BusinessService")?.scores.compliance == 50)
        let owned = try estate.database.health(HealthRequest(owner: "Shop team"), rules: rules())
        #expect(owned.scores.compliance == 100)
    }

    @Test("What is wrong with a query is told at its place in the file")
    func queryErrors() throws {
        func failure(_ query: String) throws -> QueryError {
            try #require(throws: QueryError.self) {
                try estate.database.health(rules: rules("rules:\n  - name: r\n    query: \(query)\n"))
            }
        }
        let block = try failure("|\n      MATCH (s:Server)\n        RETURN t")
        #expect(block.code == "query.undefinedVariable")
        #expect("\(block.position.map { "\($0)" } ?? "")" == "rules.yaml:5:16")
        #expect(block.message.hasPrefix("rule `r`: "))
        #expect(try failure("MATCH (s) RETURN t").position?.description == "rules.yaml:3:29")
        #expect(try failure("'MATCH (s) RETURN t'").position?.description == "rules.yaml:3:30")
        #expect(try failure("MATCH (s:Server) SET s.x = 1 RETURN s").code == "query.notAllowed")
        #expect(try failure("MATCH (s:Server) RETURN s.name").code == "query.invalidArgumentType")
        #expect(try failure("EXPLAIN MATCH (s:Server) RETURN s").code == "query.notAllowed")
        #expect(try failure("MATCH (s) RETURN 1/0").position?.file == "rules.yaml")
        let limited = try #require(throws: QueryError.self) {
            var limits = QueryLimits.healthRule
            limits.rows = 1
            return try estate.database.health(rules: rules(), limits: limits)
        }
        #expect(limited.code == "query.rowLimit")
    }

    @Test("What is wrong with a file is told with all its places")
    func fileErrors() throws {
        let error = try #require(throws: SchemaError.self) {
            try rules(
                """
                rules:
                  - {name: a, query: RETURN 1, severity: hgh}
                  - {name: b}
                  - {nme: c, query: RETURN 1}
                  - {name: d, query: RETURN 1}
                  - {name: d, query: RETURN 1}
                """)
        }
        #expect(
            error.problems.map { "\($0.position?.line ?? 0) \($0.code)" } == [
                "2 schema.badDeclaration", "3 schema.badDeclaration", "4 schema.badDeclaration",
                "4 schema.badDeclaration", "6 schema.conflict",
            ])
        #expect(throws: SchemaError.self) { try rules("rules: {a: b}") }
        let unknown = try #require(throws: SchemaViolation.self) {
            try estate.database.health(rules: rules("rules:\n  - {name: a, class: Servr, query: RETURN 1}"))
        }
        #expect(unknown.position?.description == "rules.yaml:2:12")
        #expect(unknown.advice?.contains("Server") == true)
    }
}

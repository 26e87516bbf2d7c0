import GraphModel
import QuerySyntax
import Testing

@Suite("Definitions and SHOW")
struct CommandTests {
    static let nowhere = Span(start: 0, end: 0)

    static func name(_ text: String) -> Name { Name(text, nowhere) }

    @Test(
        "Definitions",
        arguments: [
            (
                "CREATE INDEX FOR (n:A) ON (n.a, n.b)",
                DefinitionCommand.createIndex(
                    name: nil, .label("A"), properties: [name("a"), name("b")], ifNotExists: false)
            ),
            (
                "create range index i if not exists for ()-[r:T]->() on r.a",
                .createIndex(name: name("i"), .relationshipType("T"), properties: [name("a")], ifNotExists: true)
            ),
            (
                "CREATE INDEX ON :A(a)",
                .createIndex(name: nil, .label("A"), properties: [name("a")], ifNotExists: false)
            ),
            (
                "CREATE CONSTRAINT c FOR (n:A) REQUIRE (n.a, n.b) IS UNIQUE",
                .createConstraint(
                    name: name("c"), .uniqueness, .label("A"), properties: [name("a"), name("b")], ifNotExists: false)
            ),
            (
                "CREATE CONSTRAINT ON (n:A) ASSERT n.a IS NOT NULL",
                .createConstraint(name: nil, .existence, .label("A"), properties: [name("a")], ifNotExists: false)
            ),
            (
                "CREATE CONSTRAINT IF NOT EXISTS FOR ()-[r:T]-() REQUIRE r.a IS NOT NULL",
                .createConstraint(
                    name: nil, .existence, .relationshipType("T"), properties: [name("a")], ifNotExists: true)
            ),
            ("DROP INDEX `a b` IF EXISTS", .dropIndex(name("a b"), ifExists: true)),
            ("DROP CONSTRAINT if", .dropConstraint(name("if"), ifExists: false)),
        ])
    func definitions(text: String, command: DefinitionCommand) throws {
        #expect(try QueryParser.parse(text).body == .definition(command))
    }

    @Test("CREATE of a path called index is a clause")
    func pathNames() throws {
        guard case .create(let patterns)? = try onlyClause("CREATE index = (a)-[:T]->(b)") else {
            Issue.record("no CREATE")
            return
        }
        #expect(patterns.first?.variable?.text == "index")
    }

    @Test("SHOW")
    func show() throws {
        let plain = ShowCommand(subject: .indexes)
        #expect(try QueryParser.parse("SHOW INDEX").body == .show(plain))
        var long = ShowCommand(subject: .procedures, yields: [YieldItem(column: Self.name("a"), alias: Self.name("b"))])
        long.predicate = try parsed("b")
        long.order = [SortItem(expression: try parsed("b"), isDescending: true)]
        long.limit = try parsed("1")
        long.returns = Projection(
            items: [ProjectionItem(expression: try parsed("b"), alias: nil, columnName: "b")])
        let text = "SHOW PROCEDURES YIELD a AS b ORDER BY b DESC LIMIT 1 WHERE b RETURN b"
        #expect(try QueryParser.parse(text).body == .show(long))
        #expect(
            try QueryParser.parse("SHOW CONSTRAINTS YIELD *").body == .show(.init(subject: .constraints, yields: [])))
    }

    @Test(
        "What is refused",
        arguments: [
            ExpectedFault("CREATE CONSTRAINT FOR (n:A) REQUIRE n.a IS NODE KEY", .notAllowed, 1, 44),
            ExpectedFault("CREATE CONSTRAINT FOR (n:A) REQUIRE n.a IS KEY", .notAllowed, 1, 44),
            ExpectedFault("CREATE CONSTRAINT FOR (n:A) REQUIRE n.a IS :: STRING", .notAllowed, 1, 44),
            ExpectedFault("CREATE FULLTEXT INDEX f FOR (n:A) ON EACH [n.a]", .notAllowed, 1, 8),
            ExpectedFault("CREATE OR REPLACE INDEX f FOR (n:A) ON n.a", .notAllowed, 1, 8),
            ExpectedFault("CREATE INDEX FOR (n:A) ON n.a OPTIONS {}", .notAllowed, 1, 31),
            ExpectedFault("CREATE INDEX FOR (n:A) ON m.a", .undefinedVariable, 1, 27),
            ExpectedFault("CREATE INDEX FOR (n) ON n.a", 1, 20),
            ExpectedFault("DROP INDEX ON :A(a)", .notAllowed, 1, 12),
            ExpectedFault("DROP TABLE a", 1, 6),
            ExpectedFault("SHOW TABLES", 1, 6),
            ExpectedFault("SHOW INDEXES RETURN 1", 1, 14),
            ExpectedFault("LOAD CSV FROM 'a' AS row RETURN row", .notAllowed, 1, 1),
            ExpectedFault("MATCH (n) LOAD CSV FROM 'a' AS row RETURN row", .notAllowed, 1, 11),
            ExpectedFault("USE other MATCH (n) RETURN n", .notAllowed, 1, 1),
            ExpectedFault("MATCH (n:A) USING INDEX n:A(a) RETURN n", .notAllowed, 1, 13),
        ])
    func refused(fault: ExpectedFault) { fault.check() }
}

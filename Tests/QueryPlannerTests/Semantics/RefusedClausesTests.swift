import GraphModel
import Testing

@Suite("Clauses that do not go together")
struct RefusedClausesTests {
    static let order: [Refusal] = [
        Refusal("¦MATCH (n)", .invalidClauseComposition),
        Refusal("MATCH (n) ¦WITH n", .invalidClauseComposition),
        Refusal("¦UNWIND [1] AS x", .invalidClauseComposition),
        Refusal("MATCH (n) ¦CALL estate.all() YIELD name", .invalidClauseComposition),
        Refusal("¦CALL { RETURN 1 AS x }", .invalidClauseComposition),
        Refusal("¦RETURN 1 MATCH (n) RETURN n", .invalidClauseComposition),
        Refusal("CREATE () ¦FINISH RETURN 1", .invalidClauseComposition),
        Refusal("RETURN 1 AS a UNION RETURN 2 AS a ¦UNION ALL RETURN 3 AS a", .invalidClauseComposition),
        Refusal("RETURN 1 AS a UNION ALL RETURN 2 AS a ¦UNION RETURN 3 AS a", .invalidClauseComposition),
        Refusal("FOREACH (x IN [1] | ¦MATCH (n))", .invalidClauseComposition),
        Refusal("RETURN COLLECT { ¦MATCH (n) }", .invalidClauseComposition),
        Refusal("RETURN ¦COLLECT { RETURN 1 AS a, 2 AS b }", .invalidClauseComposition),
        Refusal("MATCH (n) WHERE EXISTS { MATCH (n)-->(m) ¦SET m.size = 1 } RETURN n", .invalidClauseComposition),
        Refusal("RETURN COUNT { ¦CREATE (n) RETURN n }", .invalidClauseComposition),
        Refusal("RETURN COUNT { ¦CALL estate.tidy() }", .invalidClauseComposition),
        Refusal("CALL { ¦CALL { CREATE () } IN TRANSACTIONS }", .invalidClauseComposition),
        Refusal("CREATE () ¦CALL { CREATE () } IN TRANSACTIONS", .invalidClauseComposition),
        Refusal("CALL { CREATE () } IN TRANSACTIONS OF ¦-1 ROWS", .negativeIntegerArgument),
        Refusal("CALL { CREATE () } IN TRANSACTIONS OF ¦0 ROWS", .invalidArgumentValue),
        Refusal("CALL { CREATE () } IN TRANSACTIONS ¦CREATE ()", .invalidClauseComposition),
        Refusal("WITH 1 AS s CALL { CREATE () } IN TRANSACTIONS REPORT STATUS AS ¦s", .variableAlreadyBound),
        Refusal("¦EXPLAIN CREATE INDEX FOR (a:A) ON (a.v)", .invalidClauseComposition),
        Refusal("¦PROFILE SHOW INDEXES", .invalidClauseComposition),
        Refusal("TERMINATE TRANSACTIONS ¦1", .invalidArgumentType),
        Refusal("TERMINATE TRANSACTION ¦x", .nonConstantExpression),
        Refusal("WITH 3 AS n CALL { CREATE () } IN TRANSACTIONS OF ¦n ROWS", .nonConstantExpression),
        Refusal("CALL estate.all() YIELD name ¦CALL estate.all() YIELD * RETURN name", .unexpectedSyntax),
        Refusal("CALL ¦estate.owners YIELD owner RETURN owner", .invalidArgumentPassingMode),
        Refusal("CALL ¦estate.none()", .procedureNotFound, .procedure),
        Refusal("MATCH (n) CALL ¦estate.none() YIELD x RETURN x", .procedureNotFound, .procedure),
        Refusal("AS OF COMMIT 7 MATCH (n) ¦SET n.size = 1", .notAllowed, .semantic),
        Refusal("AS OF COMMIT 7 ¦CREATE ()", .notAllowed, .semantic),
        Refusal("AS OF COMMIT 7 MATCH (n) CALL (n) { ¦SET n.size = 1 }", .notAllowed, .semantic),
        Refusal("AS OF COMMIT 7 ¦CALL estate.tidy()", .notAllowed, .semantic),
        Refusal("AS OF ¦duration('P1D') RETURN 1", .invalidArgumentType),
    ]

    @Test("Order and place", arguments: order)
    func misplaced(_ refusal: Refusal) { refusal.verify() }

    static let columns: [Refusal] = [
        Refusal("MATCH () ¦RETURN *", .noVariablesInScope),
        Refusal("RETURN 1 AS a, 2 AS ¦a", .columnNameConflict),
        Refusal("MATCH (n) RETURN n.name, ¦n.name", .columnNameConflict),
        Refusal("WITH 1 AS a, 2 AS ¦a RETURN a", .columnNameConflict),
        Refusal("MATCH (a) RETURN *, ¦a", .columnNameConflict),
        Refusal("MATCH (n) WITH n, ¦n.name RETURN n", .noExpressionAlias),
        Refusal("MATCH (n) WITH ¦count(*) RETURN 1", .noExpressionAlias),
        Refusal("CALL { RETURN ¦1 } RETURN 2", .noExpressionAlias),
        Refusal("RETURN 1 AS a ¦UNION RETURN 2 AS b", .differentColumnsInUnion),
        Refusal("RETURN 1 AS a, 2 AS b ¦UNION ALL RETURN 1 AS a", .differentColumnsInUnion),
        Refusal("MATCH (n) RETURN n ¦UNION CREATE ()", .differentColumnsInUnion),
        Refusal("CREATE INDEX FOR (n:Server) ON (n.name, n.¦name)", .columnNameConflict),
    ]

    @Test("Columns", arguments: columns)
    func conflictingColumns(_ refusal: Refusal) { refusal.verify() }

    static let patterns: [Refusal] = [
        Refusal("CREATE (a)¦-->(b)", .noSingleRelationshipType),
        Refusal("CREATE (a)¦-[OWNS]->(b)", .noSingleRelationshipType),
        Refusal("CREATE (a)¦-[:OWNS|RUNS_ON]->(b)", .noSingleRelationshipType),
        Refusal("CREATE (a)¦-[:!OWNS]->(b)", .noSingleRelationshipType),
        Refusal("MERGE (a)¦-[:A|:B]->(b)", .noSingleRelationshipType),
        Refusal("CREATE (a)¦-[:OWNS]-(b)", .requiresDirectedRelationship),
        Refusal("CREATE (a)¦<-[:OWNS]->(b)", .requiresDirectedRelationship),
        Refusal("CREATE (a)¦-[:OWNS*2]->(b)", .creatingVarLength),
        Refusal("MERGE (a)¦-[:OWNS*]->(b)", .creatingVarLength),
        Refusal("MERGE (a)¦-[:OWNS]->+(b)", .creatingVarLength),
        Refusal("CREATE ¦(a:Server|Service)", .unexpectedSyntax),
        Refusal("MATCH (n ¦$all) RETURN n", .invalidParameterUse),
        Refusal("MATCH ()-[r ¦$all]->() RETURN r", .invalidParameterUse),
        Refusal("MERGE (n ¦$all)", .invalidParameterUse),
        Refusal("MERGE (a)-[:OWNS ¦$all]->(b)", .invalidParameterUse),
        Refusal("MATCH (n) RETURN [(n)-->(m ¦$all) | m]", .invalidParameterUse),
        Refusal("MATCH (n) RETURN ¦(n)-->()", .unexpectedSyntax),
        Refusal("MATCH (n) WITH ¦(n)-->() AS x RETURN x", .unexpectedSyntax),
        Refusal("MATCH (n) SET n.size = size(¦(n)-->())", .unexpectedSyntax),
        Refusal("MATCH (n) WHERE [¦(n)-->()] = [] RETURN n", .unexpectedSyntax),
        Refusal("MATCH (n) RETURN size(¦(n)-->())", .unexpectedSyntax),
    ]

    @Test("Patterns", arguments: patterns)
    func pattern(_ refusal: Refusal) { refusal.verify() }

    @Test("A procedure misses a parameter that it takes without being told")
    func missingParameter() throws {
        let error = try #require(SemanticFixture.error(of: "CALL estate.owners", parameters: ["depth"]))
        #expect(error.detail == .missingParameter)
        #expect(error.category == .parameterMissing)
        #expect(error.phase == .compileTime)
        #expect(SemanticFixture.error(of: "CALL estate.owners", parameters: ["server"]) == nil)
        #expect(SemanticFixture.error(of: "CALL estate.owners") == nil)
    }
}

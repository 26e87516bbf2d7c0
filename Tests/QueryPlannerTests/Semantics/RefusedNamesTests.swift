import GraphModel
import Testing

@Suite("Names that a statement may not use")
struct RefusedNamesTests {
    static let undefined: [Refusal] = [
        Refusal("RETURN ¦ghost", .undefinedVariable),
        Refusal("MATCH (s:Server) RETURN s.name, ¦srv.name", .undefinedVariable),
        Refusal("MATCH (s) WHERE s.name = ¦wanted RETURN s", .undefinedVariable),
        Refusal("MATCH (s {name: ¦wanted}) RETURN s", .undefinedVariable),
        Refusal("MATCH (a), (b) WITH a RETURN ¦b", .undefinedVariable),
        Refusal("MATCH (a) WITH a.name AS name RETURN ¦a", .undefinedVariable),
        Refusal("MATCH (a) WITH a.name AS name, ¦name AS other RETURN other", .undefinedVariable),
        Refusal("WITH 1 AS a WITH a ORDER BY ¦b RETURN a", .undefinedVariable),
        Refusal("MATCH (s) RETURN DISTINCT s.name ORDER BY ¦s.size", .undefinedVariable),
        Refusal("MATCH (s) WITH DISTINCT s.name AS name WHERE ¦s.size > 1 RETURN name", .undefinedVariable),
        Refusal("MATCH (s) RETURN s.name, count(*) ORDER BY ¦s.size", .undefinedVariable),
        Refusal("MATCH (s) WITH count(*) AS n WHERE ¦s.size > 1 RETURN n", .undefinedVariable),
        Refusal("RETURN [x IN [1, 2] | x] + ¦x", .undefinedVariable),
        Refusal("RETURN all(x IN [1] WHERE x = ¦y)", .undefinedVariable),
        Refusal("RETURN any(x IN [1] WHERE x = 1) AND ¦x", .undefinedVariable),
        Refusal("RETURN reduce(sum = 0, x IN [1] | sum + x) + ¦sum", .undefinedVariable),
        Refusal("RETURN reduce(sum = ¦x, x IN [1] | sum + x)", .undefinedVariable),
        Refusal("RETURN allReduce(sum = 0, x IN [1] | sum + x, ¦total < 3)", .undefinedVariable),
        Refusal("MATCH (s) RETURN [(s)-->(t) | t.name], ¦t", .undefinedVariable),
        Refusal("MATCH (s) WHERE (s)-->(¦t) RETURN s", .undefinedVariable),
        Refusal("MATCH (s) WHERE (s)-[¦r]->() RETURN s", .undefinedVariable),
        Refusal("MATCH (s) WHERE NOT (s)-[:OWNS]->(¦t:Server) RETURN s", .undefinedVariable),
        Refusal("MATCH (s) WHERE EXISTS { (s)-->(t) } RETURN ¦t", .undefinedVariable),
        Refusal("MATCH (s) RETURN COUNT { (s)-->(t) WHERE t.name = ¦u.name }", .undefinedVariable),
        Refusal("MATCH (s) CALL { MATCH (t) WHERE t.name = ¦s.name RETURN t } RETURN t", .undefinedVariable),
        Refusal("MATCH (s), (t) CALL (s) { RETURN ¦t.name AS name } RETURN name", .undefinedVariable),
        Refusal("CALL (¦s) { RETURN 1 AS one } RETURN one", .undefinedVariable),
        Refusal("MATCH (s) CALL { WITH s RETURN 1 AS one UNION RETURN ¦s.size AS one } RETURN one", .undefinedVariable),
        Refusal("CREATE (s {name: ¦s.name})", .undefinedVariable),
        Refusal("CREATE (a)-[r:OWNS {since: ¦r.since}]->(b)", .undefinedVariable),
        Refusal("CREATE (a)-[:OWNS {since: ¦b.since}]->(b)", .undefinedVariable),
        Refusal("CREATE ()-[r:OWNS]->(), ({since: ¦r.since})", .undefinedVariable),
        Refusal("CREATE p = (), ()-[:OWNS {n: length(¦p)}]->()", .undefinedVariable),
        Refusal("MERGE (a)-[r:OWNS {w: ¦a.size}]->()", .undefinedVariable),
        Refusal("MERGE (a {name: 'x'})-[:OWNS]->(b {name: ¦a.name})", .undefinedVariable),
        Refusal("MERGE (a) ON CREATE SET ¦b.name = 'x'", .undefinedVariable),
        Refusal("MATCH (a) SET ¦b.name = 'x'", .undefinedVariable),
        Refusal("MATCH (a) SET ¦b = {name: 'x'}", .undefinedVariable),
        Refusal("MATCH (a) SET a.name = ¦missing", .undefinedVariable),
        Refusal("MATCH (a) SET ¦b:Server", .undefinedVariable),
        Refusal("MATCH (a) REMOVE ¦b.name", .undefinedVariable),
        Refusal("MATCH (a) DELETE ¦b", .undefinedVariable),
        Refusal("FOREACH (x IN ¦xs | CREATE ({v: x}))", .undefinedVariable),
        Refusal("FOREACH (x IN [1] | CREATE (n)) RETURN ¦n", .undefinedVariable),
        Refusal("FOREACH (x IN [1] | CREATE ({v: x})) RETURN ¦x", .undefinedVariable),
        Refusal("CALL estate.owners('a') YIELD ¦city RETURN city", .undefinedVariable),
        Refusal("CALL estate.owners('a') RETURN ¦owner", .undefinedVariable),
        Refusal("CALL estate.owners('a') YIELD owner AS who RETURN ¦owner", .undefinedVariable),
        Refusal("CALL estate.owners('a') YIELD owner WHERE ¦share > 0.5 RETURN owner", .undefinedVariable),
        Refusal("MATCH (s) RETURN s {.name, ¦other}", .undefinedVariable),
        Refusal("UNWIND ¦xs AS x RETURN x", .undefinedVariable),
        Refusal("MATCH ((a)-[r:OWNS]->(b) WHERE a.x = ¦c.x){1,2} (c) RETURN c", .undefinedVariable),
        Refusal("SHOW INDEXES YIELD ¦nmae", .undefinedVariable),
        Refusal("SHOW INDEXES YIELD name WHERE ¦properties = []", .undefinedVariable),
    ]

    @Test("Undefined variables", arguments: undefined)
    func undefinedVariable(_ refusal: Refusal) { refusal.verify() }

    static let bound: [Refusal] = [
        Refusal("MATCH (a) CREATE (¦a)", .variableAlreadyBound),
        Refusal("MATCH (a) CREATE (¦a:Server)-[:OWNS]->()", .variableAlreadyBound),
        Refusal("MATCH (a) CREATE ()-[:OWNS]->(¦a {name: 'x'})", .variableAlreadyBound),
        Refusal("CREATE (a), (¦a)", .variableAlreadyBound),
        Refusal("CREATE (a:Server)-[:OWNS]->(), (¦a {})-[:OWNS]->()", .variableAlreadyBound),
        Refusal("MATCH ()-[r]->() CREATE ()-[¦r:OWNS]->()", .variableAlreadyBound),
        Refusal("CREATE (a)-[r:OWNS]->(b), (b)-[¦r:OWNS]->(a)", .variableAlreadyBound),
        Refusal("MATCH (p) CREATE ¦p = ()-[:OWNS]->()", .variableAlreadyBound),
        Refusal("MATCH (a) MERGE (¦a)", .variableAlreadyBound),
        Refusal("MATCH (a) MERGE (¦a:Server)-[:OWNS]->()", .variableAlreadyBound),
        Refusal("MERGE (a:Server)-[:OWNS]->(¦a:Service)", .variableAlreadyBound),
        Refusal("MATCH ()-[r]->() MERGE ()-[¦r:OWNS]->()", .variableAlreadyBound),
        Refusal("MATCH (p) MATCH ¦p = ()-->() RETURN p", .variableAlreadyBound),
        Refusal("MATCH ¦p = (p)-->() RETURN p", .variableAlreadyBound),
        Refusal("MATCH ¦p = ()-->(), (p) RETURN p", .variableAlreadyBound),
        Refusal("MATCH ¦p = ()-[p]->() RETURN p", .variableAlreadyBound),
        Refusal("MATCH p = (), ¦p = ()-->() RETURN p", .variableAlreadyBound),
        Refusal("WITH 1 AS p MATCH ¦p = ()-->() RETURN p", .variableAlreadyBound),
        Refusal("UNWIND [1] AS x UNWIND [2] AS ¦x RETURN x", .variableAlreadyBound),
        Refusal("MATCH (x) FOREACH (¦x IN [1] | CREATE ())", .variableAlreadyBound),
        Refusal("WITH 'x' AS name CALL estate.all() YIELD ¦name RETURN name", .variableAlreadyBound),
        Refusal("CALL estate.owners('a') YIELD owner AS x, share AS ¦x RETURN x", .variableAlreadyBound),
        Refusal("RETURN reduce(x = 0, ¦x IN [1] | x)", .variableAlreadyBound),
        Refusal("MATCH (s) CALL { MATCH (t) RETURN t AS ¦s } RETURN s", .variableAlreadyBound),
        Refusal("MATCH (s) CALL (s) { WITH 1 AS ¦s RETURN s AS t } RETURN t", .variableAlreadyBound),
        Refusal("MATCH (s) CALL (s) { UNWIND [1] AS ¦s RETURN 2 AS t } RETURN t", .variableAlreadyBound),
        Refusal("MATCH (s) WHERE EXISTS { MATCH (t) WITH t AS ¦s RETURN s } RETURN s", .variableAlreadyBound),
        Refusal("MATCH (a) MATCH ((¦a)-[r]->(b)){1,2} RETURN b", .variableAlreadyBound),
        Refusal("MATCH (a)((¦a)-[r]->(b)){1,2} (c) RETURN c", .variableAlreadyBound),
        Refusal("MATCH (x)((a)-[r]->(b)){1,2} (y)((¦a)-->(c)){1,2} (z) RETURN z", .variableAlreadyBound),
        Refusal("MATCH (p) RETURN [¦p = ()-->() | p]", .variableAlreadyBound),
    ]

    @Test("Variables that are bound already", arguments: bound)
    func alreadyBound(_ refusal: Refusal) { refusal.verify() }

    static let conflicts: [Refusal] = [
        Refusal("MATCH (a)-[¦a]->() RETURN a", .variableTypeConflict),
        Refusal("MATCH ()-[a]->(¦a) RETURN a", .variableTypeConflict),
        Refusal("MATCH ()-[r]->() MATCH (¦r) RETURN r", .variableTypeConflict),
        Refusal("MATCH (n) MATCH ()-[¦n]-() RETURN n", .variableTypeConflict),
        Refusal("MATCH p = ()-->() MATCH (¦p) RETURN p", .variableTypeConflict),
        Refusal("MATCH p = ()-->() MATCH ()-[¦p]-() RETURN p", .variableTypeConflict),
        Refusal("MATCH ()-[r*]->() MATCH ()-[¦r]->() RETURN r", .variableTypeConflict),
        Refusal("MATCH ()-[r]->() MATCH ()-[¦r*]->() RETURN r", .variableTypeConflict),
        Refusal("MATCH (n) WITH [n] AS ns MATCH (¦ns)-->() RETURN ns", .variableTypeConflict),
        Refusal("WITH 'a' AS n MATCH (¦n) RETURN n", .variableTypeConflict),
        Refusal("WITH {a: 1} AS n MATCH (¦n) RETURN n", .variableTypeConflict),
        Refusal("WITH [1] AS r MATCH ()-[¦r]->() RETURN r", .variableTypeConflict),
        Refusal("WITH [1] AS r MATCH ()-[¦r*]->() RETURN r", .variableTypeConflict),
        Refusal("MATCH (n) WITH n.name AS x MATCH (¦x) RETURN x", .variableTypeConflict),
        Refusal("MATCH (n) UNWIND labels(n) AS l MATCH (¦l) RETURN l", .variableTypeConflict),
        Refusal("WITH 1 AS x CREATE (¦x)-[:OWNS]->()", .variableTypeConflict),
        Refusal("CALL { RETURN 1 AS x } MATCH (¦x) RETURN x", .variableTypeConflict),
        Refusal("MATCH (a) WHERE EXISTS { ()-[¦a]->() } RETURN a", .variableTypeConflict),
        Refusal("MATCH ((a)-[r]->(b))+ MATCH (¦a) RETURN a", .variableTypeConflict),
    ]

    @Test("Variables of another kind", arguments: conflicts)
    func conflict(_ refusal: Refusal) { refusal.verify() }

    static let repeated: [Refusal] = [
        Refusal("MATCH ()-[r]->()-[¦r]->() RETURN r", .relationshipUniquenessViolation),
        Refusal("MATCH ()-[r]->(), ()<-[¦r]-() RETURN r", .relationshipUniquenessViolation),
        Refusal("MATCH (a) RETURN [(a)-[r]->()-[¦r]-() | r]", .relationshipUniquenessViolation),
    ]

    @Test("Relationships named twice", arguments: repeated)
    func repeatedRelationship(_ refusal: Refusal) { refusal.verify() }

    static let suggestionCases: [(query: String, advice: String)] = [
        ("MATCH (server) RETURN servr.name", "Did you mean `server`?"),
        ("RETURN toUper('a')", "Did you mean `toUpper`"),
        ("MATCH (n) RETURN conut(n)", "Did you mean `count`"),
        ("CALL estate.owner('a')", "Did you mean `estate.owners`?"),
        ("CALL estate.all() YIELD nam RETURN nam", "Did you mean `name`?"),
    ]

    @Test("Suggestions of names", arguments: suggestionCases)
    func suggestion(query: String, advice: String) throws {
        let error = try #require(SemanticFixture.error(of: query))
        #expect(error.advice?.hasPrefix(advice) == true, "\(error.advice ?? "none")")
    }
}

import GraphModel
import QueryPlanner
import QueryValues
import Testing

@Suite("What the semantic pass reports")
struct SemanticReportTests {
    static let columns: [(query: String, columns: [String: ValueKinds])] = [
        ("MATCH (b)-[r]->(a) RETURN *", ["a": .node, "b": .node, "r": .relationship]),
        ("MATCH p = (a) RETURN p AS path, a.name IS NULL AS isNull", ["path": .path, "isNull": .boolean]),
        ("RETURN 1 AS x UNION RETURN 'a' AS x", ["x": [.integer, .string]]),
        ("RETURN [1, 2.5][0] AS x, 1 + 2.5 AS y, 'a' + 1 AS z", ["x": .number, "y": .float, "z": .string]),
        ("CALL estate.owners('a')", ["owner": .string, "share": .float]),
        ("CALL estate.owners('a') YIELD share AS s", ["s": .float]),
        ("CALL { RETURN count(*) AS n } RETURN n", ["n": .integer]),
        ("MATCH (n) RETURN COLLECT { RETURN n.name } AS names", ["names": .list]),
        ("UNWIND [[1], 'a'] AS x UNWIND x AS y RETURN y", ["y": [.integer, .string]]),
        ("SHOW TRANSACTIONS YIELD elapsedTime AS t", ["t": .duration]),
        ("CREATE (n)", [:]),
        ("MATCH (n) RETURN head(labels(n)) AS l, coalesce(n, 1) AS x", ["l": .string, "x": [.node, .integer]]),
    ]

    @Test("Columns and their kinds", arguments: columns)
    func kinds(query: String, expected: [String: ValueKinds]) throws {
        let columns = try SemanticFixture.check(query).columns
        #expect(Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.kinds) }) == expected)
    }

    @Test("Columns come in the order of the text, those of * in that of their names first")
    func columnOrder() throws {
        let columns = try SemanticFixture.check("MATCH (b)-->(a) RETURN *, 1 AS z, 2 AS c").columns
        #expect(columns.map(\.name) == ["a", "b", "z", "c"])
    }

    static let parametersCases: [(query: String, names: [String])] = [
        ("MATCH (n {name: $b}) WHERE n.size > $a RETURN n LIMIT $c", ["a", "b", "c"]),
        ("MATCH (n) WHERE EXISTS { (n)-->(m {x: $inner}) } SET n.y = $outer", ["inner", "outer"]),
        ("CALL estate.owners", ["depth", "server"]),
        ("AS OF COMMIT $c RETURN [x IN $xs WHERE x = $y]", ["c", "xs", "y"]),
        ("RETURN 1", []),
    ]

    @Test("Parameters", arguments: parametersCases)
    func parameters(query: String, expected: [String]) throws {
        #expect(try SemanticFixture.check(query).parameters == expected)
    }

    static let writingCases: [(query: String, isWriting: Bool)] = [
        ("MATCH (n) RETURN n", false), ("CREATE ()", true), ("MATCH (n) CALL (n) { SET n.x = 1 }", true),
        ("CALL estate.tidy()", true), ("CALL estate.all()", false), ("FOREACH (x IN [] | CREATE ())", true),
        ("MATCH (n) REMOVE n.x", true), ("DROP INDEX x", true), ("SHOW INDEXES", false),
        ("RETURN COUNT { (n)-->() }", false),
    ]

    @Test("Writing", arguments: writingCases)
    func writing(query: String, isWriting: Bool) throws {
        #expect(try SemanticFixture.check(query).isWriting == isWriting)
    }
}

@Suite("Warnings")
struct SemanticWarningTests {
    private func warnings(_ query: String) throws -> [QueryWarning] {
        try SemanticFixture.check(query, names: SemanticFixture.names).warnings
    }

    static let unknownCases: [(query: String, kind: QueryWarning.Kind, column: Int, advice: String)] = [
        ("MATCH (n:Sever) RETURN n", .unknownLabel, 10, "Did you mean `Server`"),
        ("MATCH (n) WHERE n:Servr RETURN n", .unknownLabel, 19, "Did you mean `Server`"),
        ("MATCH ()-[:OWN]->() RETURN 1", .unknownRelationshipType, 12, "Did you mean `OWNS`"),
        ("MATCH (n {nam: 'x'}) RETURN n", .unknownPropertyKey, 11, "Did you mean `name`"),
        ("MATCH (n) RETURN n.siez", .unknownPropertyKey, 20, "Did you mean `size`"),
        (
            "MATCH (n) WHERE EXISTS { (n)-[:OWN]->() } RETURN n", .unknownRelationshipType, 32,
            "Did you mean `OWNS`"
        ),
    ]

    @Test("Names that the graph does not have", arguments: unknownCases)
    func unknown(query: String, kind: QueryWarning.Kind, column: Int, advice: String) throws {
        let warning = try #require(try warnings(query).first)
        #expect(warning.kind == kind)
        #expect(warning.position?.column == column)
        #expect(warning.advice?.hasPrefix(advice) == true, "\(warning.advice ?? "none")")
        #expect(try SemanticFixture.check(query).warnings.isEmpty, "without the graph's names there is nothing to say")
    }

    @Test(
        "Names that are known, made by the statement, or keys of maps",
        arguments: [
            "MATCH (n:Server {name: 'x'})-[:OWNS]->() RETURN n.size",
            "CREATE (n:Rack {height: 42}) WITH n MATCH (m:Rack) RETURN m.height, n.height",
            "MATCH (n:Server) SET n.colour = 'red' RETURN n.colour",
            "MERGE (a:Rack)-[:HOLDS]->(b) RETURN [(a)-[:HOLDS]->(c) | c]",
            "WITH {depth: 1} AS m RETURN m.depth",
        ])
    func known(query: String) throws {
        #expect(try warnings(query) == [])
    }

    @Test("Each name is warned of once")
    func once() throws {
        #expect(try warnings("MATCH (a:Rack)-->(b:Rack) WHERE a:Rack RETURN a.xyz, b.xyz").count == 2)
    }

    static let productCases: [(query: String, isProduct: Bool)] = [
        ("MATCH (a:Server), (b:Service) RETURN a, b", true),
        ("MATCH (a), (b), (a)-->(c) RETURN a, b", true),
        ("MATCH (a:Server), (b:Service) WHERE a.name = b.name RETURN a, b", false),
        ("MATCH (a:Server {name: 'x'}), (b:Service) RETURN a, b", false),
        ("MATCH (a)-->(b), (b)-->(c) RETURN a", false),
        ("MATCH (a) MATCH (b) RETURN a", false),
        ("MATCH (a) MATCH (a)-->(b), (c) RETURN a", false),
        ("MATCH (a), (b), (a)-->(b) RETURN a", false),
    ]

    @Test("Parts of a MATCH that nothing ties", arguments: productCases)
    func product(query: String, isProduct: Bool) throws {
        let kinds = try SemanticFixture.check(query).warnings.map(\.kind)
        #expect(kinds == (isProduct ? [.cartesianProduct] : []))
    }

    @Test(
        "Old forms", arguments: ["MATCH (n) RETURN exists(n.name)", "MATCH (n) CALL { WITH n RETURN 1 AS x } RETURN x"])
    func deprecated(query: String) throws {
        #expect(try SemanticFixture.check(query).warnings.map(\.kind) == [.deprecatedForm])
    }
}

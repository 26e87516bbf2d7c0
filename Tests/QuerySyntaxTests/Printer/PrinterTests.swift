import QuerySyntax
import Testing

@Suite("Printing")
struct PrinterTests {
    @Test(
        "Statements in their canonical form",
        arguments: [
            (
                "match(n:A:B{x:1})-[r:T*1..]->(m)where n.x>1 and not m.y "
                    + "return distinct n.x as x,m order by x desc limit 1",
                "MATCH (n:A&B {x: 1})-[r:T*]->(m)\nWHERE n.x > 1 AND NOT m.y\n"
                    + "RETURN DISTINCT n.x AS x, m ORDER BY x DESC LIMIT 1"
            ),
            ("return a+b", "RETURN a+b"),
            ("with a+b as c return *", "WITH a + b AS c\nRETURN *"),
            (
                "call{with x return x.y as y union all return 1 as y}in transactions of 5 rows",
                "CALL { WITH x RETURN x.y AS y UNION ALL RETURN 1 AS y } IN TRANSACTIONS OF 5 ROWS"
            ),
            ("return 1 as a union return 2 as a", "RETURN 1 AS a\nUNION\nRETURN 2 AS a"),
            ("explain as of commit 3 match(n)return n", "EXPLAIN AS OF COMMIT 3\nMATCH (n)\nRETURN n"),
            (
                "create index i for(n:`a b`)on(n.c)", "CREATE INDEX i FOR (e:`a b`) ON (e.c)"
            ),
            ("show index yield*where a", "SHOW INDEXES YIELD * WHERE a"),
            (
                "foreach(x in l|set x.a=1 remove x:B)", "FOREACH (x IN l | SET x.a = 1 REMOVE x:B)"
            ),
            ("match shortestPath((a)-[*]-(b))finish", "MATCH ANY SHORTEST (a)-[*]-(b)\nFINISH"),
        ])
    func statements(text: String, canonical: String) throws {
        #expect(try QueryPrinter().text(of: QueryParser.parse(text)) == canonical)
    }

    @Test(
        "Expressions with the fewest parentheses",
        arguments: [
            ("(a+(b*c))", "a + b * c"), ("(a+b)*c", "(a + b) * c"), ("a-(b-c)", "a - (b - c)"),
            ("(a-b)-c", "a - b - c"),
            ("(a OR (b OR c))", "a OR b OR c"), ("(a OR b) AND c", "(a OR b) AND c"), ("not(a)", "NOT a"),
            ("not(a=b)", "NOT a = b"), ("(not a)=b", "(NOT a) = b"), ("-(5)", "-(5)"), ("- 5", "-5"),
            ("-(-a)", "-(-a)"),
            ("a - -5", "a - (-5)"), ("a - -b * c", "a - (-b * c)"), ("(-5).x", "(-5).x"), ("(a:B).c", "(a:B).c"),
            ("(a.b):C", "a.b:C"),
            ("(a)-->(b)", "(a)-->(b)"), ("not((a)-->(b))", "NOT (a)-->(b)"), ("((a)-->(b))=c", "((a)-->(b)) = c"),
            ("x:A|B", "x:(A|B)"), ("x IS A", "x:A"), ("`a`+`b c`+`match`", "a + `b c` + `match`"),
            ("\"it's\"", "'it\\'s'"), ("'\\u0007\\n'", "'\\u0007\\n'"), ("0x10", "16"), ("1e3", "1000.0"),
            ("x IS TYPED INT|BOOL!", "x IS :: ANY<INTEGER | BOOLEAN NOT NULL>"), ("$`a b`", "$`a b`"), ("$0", "$0"),
            ("COUNT(*)", "count(*)"), ("Date.Truncate('x')", "Date.Truncate('x')"),
            ("exists{(a)}", "EXISTS { MATCH (a) }"), ("shortestPath((a)--(b))", "shortestPath((a)--(b))"),
            ("(a IN b) IS NULL", "a IN b IS NULL"), ("a IN (b IS NULL)", "a IN (b IS NULL)"),
        ])
    func expressions(text: String, canonical: String) throws {
        #expect(try QueryPrinter().text(of: parsed(text)) == canonical)
    }

    @Test("What is printed parses to the same tree", arguments: Corpus.all)
    func roundTrip(text: String) throws {
        let statement = try QueryParser.parse(text)
        let printed = QueryPrinter().text(of: statement)
        #expect(try QueryParser.parse(printed) == statement, "\(printed)")
        #expect(try QueryPrinter().text(of: QueryParser.parse(printed)) == printed)
    }

    @Test("So does the form that prints results in its own way, but for the names of columns", arguments: Corpus.all)
    func canonicalRoundTrip(text: String) throws {
        let statement = try QueryParser.parse(text)
        let printer = QueryPrinter(keepsColumnNames: false)
        let printed = printer.text(of: statement)
        #expect(try treeText(QueryParser.parse(printed)) == treeText(statement), "\(printed)")
        #expect(try printer.text(of: QueryParser.parse(printed)) == printed)
    }
}

import GraphModel
import QuerySyntax
import Testing

@Suite("Faults of statements")
struct FaultTests {
    @Test(
        "What was found and what was expected",
        arguments: [
            ExpectedFault("", 1, 1, "expected a query, found the end of the query"),
            ExpectedFault("  // nothing\n", 2, 1),
            ExpectedFault("RETURN", 1, 7, "expected an expression, found the end of the query"),
            ExpectedFault("RETURN )", 1, 8, "expected an expression, found `)`"),
            ExpectedFault("RETURN 1 2", 1, 10, "expected a clause or the end of the query, found a number"),
            ExpectedFault("RETURN 1 'secret'", 1, 10, "expected a clause or the end of the query, found a string"),
            ExpectedFault("RETURN 1 $p", 1, 10, "expected a clause or the end of the query, found the parameter `$p`"),
            ExpectedFault("RETURN [1, 2", 1, 13, "expected `,` or `]`, found the end of the query"),
            ExpectedFault("RETURN [1, ]", 1, 12), ExpectedFault("RETURN [, ]", 1, 9),
            ExpectedFault("RETURN {, }", 1, 9), ExpectedFault("RETURN {1}", 1, 9),
            ExpectedFault("RETURN {a.b: 1}", 1, 10),
            ExpectedFault("RETURN {k: {k: {}}", 1, 19), ExpectedFault("RETURN [[[]]", 1, 13),
            ExpectedFault("RETURN (1]", 1, 10), ExpectedFault("RETURN f(1,)", 1, 12),
            ExpectedFault("RETURN count(*", 1, 15), ExpectedFault("RETURN a[", 1, 10),
            ExpectedFault("RETURN a.", 1, 10),
            ExpectedFault("RETURN CASE END", 1, 16), ExpectedFault("RETURN CASE a WHEN 1 THEN 2", 1, 28),
            ExpectedFault("RETURN CASE WHEN a, b THEN 2 END", 1, 19), ExpectedFault("RETURN all(x IN l)", 1, 18),
            ExpectedFault("RETURN a STARTS b", 1, 17), ExpectedFault("RETURN a IS NOT b", 1, 17),
            ExpectedFault("RETURN a IS :: FOO", 1, 16), ExpectedFault("RETURN EXISTS { }", 1, 17),
            ExpectedFault("UNWIND [1]", 1, 11, "expected `AS`, found the end of the query"),
            ExpectedFault("MATCH (n) SET n", 1, 16), ExpectedFault("MATCH (n) SET n.a.b() = 1", 1, 15),
            ExpectedFault("SET 1 = 2", 1, 5), ExpectedFault("SET n:$any(x)", 1, 12),
            ExpectedFault("MATCH (n) REMOVE n", 1, 19), ExpectedFault("OPTIONAL RETURN 1", 1, 10),
            ExpectedFault("FOREACH (x IN l CREATE ())", 1, 17), ExpectedFault("FOREACH (x IN l | )", 1, 19),
            ExpectedFault("RETURN 1 UNION RETURN 2 UNION ALL RETURN 3", .invalidClauseComposition, 1, 25),
            ExpectedFault("RETURN 1 UNION ALL RETURN 2 UNION RETURN 3", .invalidClauseComposition, 1, 29),
            ExpectedFault("RETURN 1 UNION", 1, 15), ExpectedFault("RETURN 1; RETURN 2", 1, 11),
            ExpectedFault("CALL p() YIELD * RETURN 1", 1, 1), ExpectedFault("CALL p() YIELD", 1, 15),
            ExpectedFault("CALL { RETURN 1 AS a } IN BATCHES", 1, 27), ExpectedFault("ON CREATE SET a.b = 1", 1, 1),
            ExpectedFault("MATCH (n)\n\tRETURN n,\n\t\t)", 3, 3), ExpectedFault("RETURN '😀é', )", 1, 14),
            ExpectedFault("EXPLAIN", 1, 8), ExpectedFault("AS OF RETURN 1", 1, 14),
        ])
    func faults(fault: ExpectedFault) { fault.check() }

    @Test(
        "Advice",
        arguments: [
            ("RETRUN 1", "Did you mean `RETURN`?"), ("MATCH (n) WERE n.a RETURN n", "Did you mean `WHERE`?"),
            ("RETURN a ODER BY a", "Did you mean `ORDER`?"), ("RETURN 1 != 2", "Inequality is written `<>`."),
            ("RETURN 1 == 2", "Equality is written `=`."), ("RETURN a && b", "Write `AND`."),
            ("RETURN !a", "Write `NOT`."), ("SHOW INDXES", "Did you mean `INDEXES`?"),
            ("RETURN a LIMTI 1", "Did you mean `LIMIT`?"), ("RETURN 1 \u{2212} 2", "Minus is written `-`."),
            ("RETURN \u{2018}a\u{2019}", "Strings stand in straight quotes, ' or \"."),
            ("MATCH (n) OPTINAL MATCH (m) RETURN m", "Did you mean `OPTIONAL`?"),
        ])
    func advice(text: String, advice: String) {
        let error = #expect(throws: QueryError.self) { try QueryParser.parse(text) }
        #expect(error?.advice == advice)
    }

    @Test("A text beyond the limit is refused before it is read")
    func length() {
        let text =
            String(repeating: String(repeating: " ", count: 1_024), count: SyntaxLimits.statementBytes / 1_024) + " "
        let error = #expect(throws: QueryError.self) { try QueryParser.parse(text) }
        #expect(error?.detail == .memoryLimit)
    }
}

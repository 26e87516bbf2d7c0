import QuerySyntax
import Testing

@testable import QueryPlanner

@Suite("Walks over expressions")
struct ExpressionWalkTests {
    static let freeVariablesCases: [(text: String, names: Set<String>)] = [
        ("a + b.c * $d", ["a", "b"]),
        ("[x IN xs WHERE x > y | x + z]", ["xs", "y", "z"]),
        ("[x IN x | x]", ["x"]),
        ("all(x IN xs WHERE x = y)", ["xs", "y"]),
        ("reduce(s = start, x IN xs | s + x + k)", ["start", "xs", "k"]),
        ("allReduce(s = s0, x IN xs | s + x, s < most)", ["s0", "xs", "most"]),
        ("[p = (a)-[r]->(b {k: c}) WHERE length(p) > d | p]", ["a", "r", "b", "c", "d"]),
        ("n {.name, m, k: v}", ["n", "m", "v"]),
        ("CASE a WHEN b THEN c ELSE d END", ["a", "b", "c", "d"]),
        ("EXISTS { MATCH (a)-->(b) WHERE b.x = c RETURN b }", ["a", "b", "c"]),
        ("COUNT { UNWIND xs AS x WITH x AS y WHERE y > z RETURN y }", ["xs", "z"]),
        ("EXISTS { CALL (a) { MATCH (q) RETURN q } RETURN q }", ["a"]),
        ("n:$(label)", ["n", "label"]),
        ("a < b <= c", ["a", "b", "c"]),
        ("xs[i..j] + xs[k]", ["xs", "i", "j", "k"]),
        ("count(*) + count(x)", ["x"]),
    ]

    @Test("Free variables", arguments: freeVariablesCases)
    func freeVariables(text: String, expected: Set<String>) throws {
        #expect(try QueryParser.parseExpression(text).freeVariables.subtracting(["q"]) == expected)
    }

    static let aggregatesCases: [(text: String, expected: Bool)] = [
        ("1 + count(*)", true), ("[x IN xs | SUM(x)]", true), ("{a: Collect(x)}", true),
        ("CASE WHEN max(x) > 1 THEN 2 END", true), ("[(a)-->(b) | count(b)]", true),
        ("COUNT { MATCH (n) RETURN count(n) }", false), ("size(xs)", false), ("counter(x)", false),
    ]

    @Test("Aggregates", arguments: aggregatesCases)
    func aggregates(text: String, expected: Bool) throws {
        #expect(try QueryParser.parseExpression(text).containsAggregate == expected)
    }

    @Test("Subexpressions come before their parts, in the order of the text")
    func order() throws {
        let expression = try QueryParser.parseExpression("a + EXISTS { MATCH (n {k: b}) WHERE c }")
        var all: [String] = []
        var outside: [String] = []
        expression.forEachSubexpression { if case .variable(let name) = $0.kind { all.append(name) } }
        expression.forEachSubexpression(subqueries: false) {
            if case .variable(let name) = $0.kind { outside.append(name) }
        }
        #expect(all == ["a", "b", "c"])
        #expect(outside == ["a"])
    }

    @Test("Variables of a pattern")
    func patternVariables() throws {
        let statement = try QueryParser.parse("MATCH p = (a)((b)-[r]->(c)){1,2} (d)-[s]->() RETURN p")
        guard case .query(let query) = statement.body, case .match(let match)? = query.first.clauses.first?.kind else {
            Issue.record("no MATCH")
            return
        }
        #expect(match.patterns.flatMap(\.variables).map(\.text) == ["p", "a", "b", "r", "c", "d", "s"])
    }
}

import QuerySyntax
import Testing

@Suite("Precedence")
struct PrecedenceTests {
    @Test(
        "Operators group as if these parentheses stood there",
        arguments: [
            ("a OR b XOR c", "a OR (b XOR c)"),
            ("a XOR b OR c", "(a XOR b) OR c"),
            ("a XOR b AND c", "a XOR (b AND c)"),
            ("NOT a AND b", "(NOT a) AND b"),
            ("NOT a = b", "NOT (a = b)"),
            ("NOT NOT a OR b", "(NOT (NOT a)) OR b"),
            ("a AND NOT b OR c", "(a AND (NOT b)) OR c"),
            ("a = b IS NULL", "a = (b IS NULL)"),
            ("a = b IN c", "a = (b IN c)"),
            ("a < b + c", "a < (b + c)"),
            ("a STARTS WITH b + c", "a STARTS WITH (b + c)"),
            ("a + b IN c", "(a + b) IN c"),
            ("a IN b IN c", "(a IN b) IN c"),
            ("a IN b IS NOT NULL", "(a IN b) IS NOT NULL"),
            ("a =~ b || c", "a =~ (b || c)"),
            ("a + b * c", "a + (b * c)"),
            ("a - b - c", "(a - b) - c"),
            ("a || b + c", "(a || b) + c"),
            ("a / b * c % d", "((a / b) * c) % d"),
            ("a * b ^ c", "a * (b ^ c)"),
            ("a ^ b ^ c", "(a ^ b) ^ c"),
            ("-a ^ b", "(-a) ^ b"),
            ("-3 ^ 2", "(-3) ^ 2"),
            ("a ^ -b", "a ^ (-b)"),
            ("-a.b", "-(a.b)"),
            ("-a[0]", "-(a[0])"),
            ("a.b:C", "(a.b):C"),
            ("-a:B", "-(a:B)"),
            ("a = b:C", "a = (b:C)"),
            ("a OR b OR c OR d", "(a OR b) OR (c OR d)"),
            ("a OR b OR c", "(a OR b) OR c"),
            ("a AND (b AND c)", "a AND b AND c"),
            ("a IS :: INTEGER | FLOAT OR b", "(a IS :: INTEGER | FLOAT) OR b"),
            ("NOT (a)-->(b) AND c", "(NOT ((a)-->(b))) AND c"),
        ])
    func grouping(text: String, grouped: String) throws {
        #expect(try parsed(text) == parsed(grouped))
    }

    @Test(
        "Parentheses matter",
        arguments: [
            ("(a OR b) AND c", "a OR b AND c"), ("a - (b - c)", "a - b - c"), ("NOT (a AND b)", "NOT a AND b"),
            ("(a < b) < c", "a < b < c"), ("a < (b < c)", "a < b < c"), ("-(a ^ b)", "-a ^ b"),
            ("a ^ (b ^ c)", "a ^ b ^ c"), ("a IN (b IN c)", "a IN b IN c"), ("(a:B).c", "a:B"),
        ])
    func difference(text: String, other: String) throws {
        #expect(try parsed(text) != parsed(other))
    }

    @Test("Comparisons make one chain")
    func chain() throws {
        guard case .comparison(let first, let rest) = try parsed("a < b = c <> d").kind else {
            Issue.record("no comparison")
            return
        }
        #expect(try first == parsed("a"))
        #expect(rest.map(\.operation) == [.less, .equal, .notEqual])
    }

    @Test("Long chains of logical operators are not deep, and keep their order")
    func longChains() throws {
        let names = (0..<10_000).map { "x\($0)" }
        for word in [" OR ", " AND ", " XOR "] {
            let tree = try parsed(names.joined(separator: word))
            #expect(QueryPrinter().text(of: tree) == names.joined(separator: word))
        }
    }

    @Test(
        "What binds too loosely is refused",
        arguments: [
            ExpectedFault("RETURN a = NOT b", 1, 12), ExpectedFault("RETURN a + NOT b", 1, 12),
            ExpectedFault("RETURN - NOT a", 1, 10), ExpectedFault("RETURN a.b:C.d", 1, 13),
        ])
    func loose(fault: ExpectedFault) { fault.check() }
}

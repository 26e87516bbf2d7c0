import GraphModel
import QuerySyntax
import Testing

@Suite("Nesting")
struct NestingTests {
    struct Shape: CustomTestStringConvertible, Sendable {
        var name: String
        var open: String
        var inner: String
        var close: String
        /// Around everything.
        var head: String = "UNWIND "
        var tail: String = " AS x FINISH"

        var testDescription: String { name }

        func text(_ levels: Int) -> String {
            head + String(repeating: open, count: levels) + inner + String(repeating: close, count: levels) + tail
        }
    }

    static let shapes = [
        Shape(name: "parentheses", open: "(", inner: "1", close: ")"),
        Shape(name: "lists", open: "[", inner: "1", close: "]"),
        Shape(name: "maps", open: "{a: ", inner: "1", close: "}"),
        Shape(name: "negations", open: "NOT ", inner: "true", close: ""),
        Shape(name: "minuses", open: "- ", inner: "a", close: ""),
        Shape(name: "calls", open: "f(", inner: "1", close: ")"),
        Shape(name: "CASE", open: "CASE WHEN ", inner: "1", close: " THEN 1 END"),
        Shape(name: "CASE behind ELSE", open: "CASE a WHEN 1 THEN 1 ELSE ", inner: "1", close: " END"),
        Shape(name: "elements", open: "a[", inner: "0", close: "]"),
        Shape(name: "chained elements", open: "", inner: "a", close: "[0]"),
        Shape(name: "chained properties", open: "", inner: "a", close: ".b"),
        Shape(name: "sums", open: "1 + ", inner: "1", close: ""),
        Shape(name: "powers", open: "2 ^ ", inner: "2", close: ""),
        Shape(name: "membership", open: "a IN ", inner: "b", close: ""),
        Shape(name: "IS NULL", open: "", inner: "a", close: " IS NULL"),
        Shape(name: "labels in parentheses", open: "(", inner: "A", close: ")", head: "UNWIND n:"),
        Shape(name: "labels negated", open: "!", inner: "A", close: "", head: "UNWIND n:"),
        Shape(name: "labels in a row", open: "A&", inner: "A", close: "", head: "UNWIND n:"),
        Shape(name: "labels to choose", open: "A|", inner: "A", close: "", head: "MATCH (n:", tail: ") RETURN n"),
        Shape(name: "types", open: "LIST<", inner: "INTEGER", close: ">", head: "UNWIND a IS :: "),
        Shape(name: "types in a row", open: "", inner: "INTEGER", close: " LIST", head: "UNWIND a IS :: "),
        Shape(name: "comprehensions", open: "[x IN ", inner: "l", close: " | x]"),
        Shape(name: "lists of membership", open: "[x IN ", inner: "l", close: ", 1]"),
        Shape(name: "quantifiers", open: "all(x IN ", inner: "l", close: " WHERE x)"),
        Shape(name: "reduce", open: "reduce(a = ", inner: "l", close: ", x IN l | x)"),
        Shape(name: "map projections", open: "n {a: ", inner: "1", close: "}"),
        Shape(name: "EXISTS", open: "EXISTS { MATCH (n) WHERE ", inner: "true", close: " }"),
        Shape(name: "pattern predicates", open: "(a WHERE ", inner: "true", close: ")--(b)"),
        Shape(name: "pattern comprehensions", open: "[(a)--(b) | ", inner: "1", close: "]"),
        Shape(
            name: "subqueries", open: "CALL { ", inner: "RETURN 1 AS a", close: " RETURN 1 AS a }", head: "", tail: ""),
        Shape(name: "FOREACH", open: "FOREACH (x IN l | ", inner: "CREATE ()", close: ")", head: "", tail: ""),
        Shape(name: "paths", open: "(", inner: "(a)-->(b)", close: "){2}", head: "MATCH ", tail: " RETURN 1"),
        Shape(name: "paths in parentheses", open: "(", inner: "(a)", close: ")", head: "MATCH ", tail: " RETURN 1"),
        Shape(name: "dynamic labels", open: "n:$(", inner: "a", close: ")"),
    ]

    /// Those that are tried with more levels than a stack has room for, whatever the frames.
    static let deepest: Set<String> = [
        "parentheses", "lists", "negations", "minuses", "CASE", "EXISTS", "subqueries", "paths",
    ]

    @Test("A hundred thousand levels are an error", arguments: shapes)
    func deep(shape: Shape) {
        let levels = Self.deepest.contains(shape.name) ? 100_000 : 10_000
        let error = #expect(throws: QueryError.self) { try QueryParser.parse(shape.text(levels)) }
        #expect(error?.detail == .nestingLimit)
        #expect(error?.category == .limit)
        #expect(error?.position != nil)
    }

    @Test("So are they without an end", arguments: shapes)
    func open(shape: Shape) {
        #expect(throws: QueryError.self) {
            try QueryParser.parse(shape.head + String(repeating: shape.open + " ", count: 10_000))
        }
    }

    @Test("Sixty levels parse, and survive printing", arguments: shapes)
    func shallow(shape: Shape) throws {
        let statement = try QueryParser.parse(shape.text(60))
        #expect(try QueryParser.parse(QueryPrinter().text(of: statement)) == statement)
    }

    @Test("The limit of brackets is exact")
    func exact() throws {
        let shape = Self.shapes[0]
        _ = try QueryParser.parse(shape.text(SyntaxLimits.nestingLevels))
        #expect(throws: QueryError.self) { try QueryParser.parse(shape.text(SyntaxLimits.nestingLevels + 1)) }
    }

    @Test("Heights add up across brackets")
    func height() {
        let sum = String(repeating: " + 1", count: 100) + ")"
        let text = "RETURN " + String(repeating: "(", count: 10) + "1" + String(repeating: sum, count: 10)
        #expect(throws: QueryError.self) { try QueryParser.parse(text) }
    }

    @Test("Long flat texts are not deep")
    func flat() throws {
        let count = 20_000
        for text in [
            "RETURN [" + String(repeating: "1, ", count: count) + "1]",
            "RETURN " + String(repeating: "a = ", count: count) + "1",
            "MATCH " + String(repeating: "(a)-->(b), ", count: count) + "(c) RETURN 1",
            "MATCH " + String(repeating: "(a)-->", count: count) + "(c) RETURN 1",
            "MATCH (a) " + String(repeating: "WITH a ", count: count) + "RETURN 1",
            String(repeating: "RETURN 1 AS a UNION ", count: count) + "RETURN 1 AS a",
            "RETURN CASE " + String(repeating: "WHEN a THEN b ", count: count) + "END",
            "RETURN " + String(repeating: "NOT a AND ", count: count) + "b",
        ] {
            let statement = try QueryParser.parse(text)
            #expect(try QueryParser.parse(QueryPrinter().text(of: statement)) == statement)
        }
    }
}

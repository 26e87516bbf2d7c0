import GraphModel
import QueryConformance
import Testing

/// In these scenarios a query is one word, see `ScriptedEngine.standard`.
@Suite("Running scenarios")
struct ScenarioRunnerTests {
    static func query(_ word: String) -> String { "When executing query:↵\"\"\"↵\(word)↵\"\"\"\n" }
    static func control(_ word: String) -> String { "When executing control query:↵\"\"\"↵\(word)↵\"\"\"\n" }
    static func rows(_ cells: String..., how: String = ", in any order") -> String {
        "Then the result should be\(how):↵" + cells.map { "| \($0) |" }.joined(separator: "↵") + "\n"
    }
    static let empty = "Given an empty graph\n"
    static let setUp = "And having executed:↵\"\"\"↵create↵\"\"\"\n"
    static let ordered = ", in order"
    static let undefined = "Then a SyntaxError should be raised at compile time: UndefinedVariable\n"

    static let passing: [String] = [
        empty + query("nothing") + "Then the result should be empty\nAnd no side effects",
        empty + query("one") + rows("n", "1"),
        empty + query("two") + rows("n", "2", "1"),
        empty + query("two") + rows("n", "1", "2", how: ordered),
        empty + query("no rows") + rows("n"),
        empty + query("lists") + rows("n", "[4, 3]", "[2, 1]", how: " (ignoring element order for lists)"),
        empty + query("lists") + rows("n", "[2, 1]", "[4, 3]", how: ", in order (ignoring element order for lists)"),
        empty + query("create") + "Then the result should be empty\n"
            + "And the side effects should be:↵| +nodes | 1 |↵| +labels | 1 |↵| +properties | 1 |",
        // Side effects count from the query, not from the graph's preparation.
        empty + setUp + query("one") + rows("n", "1") + "And no side effects",
        empty + setUp + query("create") + "Then the side effects should be:↵| +nodes | 1 |↵| +properties | 1 |",
        empty + setUp + query("create") + "Then the side effects should be:↵| +nodes | 1 |↵| +properties | 1 |\n"
            + control("count") + rows("n", "2"),
        "Given any graph\n" + query("count") + rows("n", "0"),
        empty + "And parameters are:↵| p | 'x' |\n" + query("parameter") + rows("n", "'x'"),
        empty + "And there exists a procedure p(a :: INTEGER?) :: (b :: INTEGER?):↵| a | b |↵| 1 | 5 |↵| 2 | 6 |\n"
            + query("procedure") + rows("n", "5"),
        empty + query("undefined") + undefined,
        empty + query("undefined") + undefined + "And no side effects",
        empty + query("undefined") + "Then a SyntaxError should be raised at any time: *",
        empty + query("overflow") + "Then an ArithmeticError should be raised at runtime: IntegerOverflow",
        empty + query("overflow") + "Then an ArithmeticError should be raised at any time: IntegerOverflow",
    ]

    @Test("What is as expected passes", arguments: passing)
    func passes(steps: String) {
        #expect(failure(of: steps) == nil)
    }

    static let failing: [(String, String)] = [
        (empty + query("one") + rows("n", "2"), "other rows than expected"),
        (empty + query("one") + rows("n", "1.0"), "other rows than expected"),
        (empty + query("one") + rows("n", "'1'"), "other rows than expected"),
        (empty + query("one") + rows("m", "1"), "other columns than expected"),
        (empty + query("one") + rows("n"), "1 rows where 0 were expected"),
        (empty + query("two") + rows("n", "1"), "2 rows where 1 were expected"),
        (empty + query("two") + rows("n", "1", "1"), "other rows than expected"),
        (empty + query("two") + rows("n", "2", "1", how: ordered), "the rows in another order, from row 1"),
        (empty + query("two") + rows("n", "1", "3", how: ordered), "another row 2"),
        (empty + query("lists") + rows("n", "[2, 1]", "[4, 3]"), "other rows than expected"),
        (
            empty + query("lists") + rows("n", "[1, 1]", "[3, 4]", how: " (ignoring element order for lists)"),
            "other rows than expected"
        ),
        (
            empty + query("lists")
                + rows("n", "[4, 3]", "[2, 1]", how: ", in order (ignoring element order for lists)"),
            "the rows in another order, from row 1"
        ),
        (empty + query("one") + "Then the result should be empty", "other columns than expected"),
        (empty + query("no rows") + "Then the result should be empty", "other columns than expected"),
        (empty + query("create") + "Then the result should be empty\nAnd no side effects", "other side effects"),
        (
            empty + query("create")
                + "Then the side effects should be:↵| +nodes | 2 |↵| +labels | 1 |↵| +properties | 1 |",
            "other side effects"
        ),
        (empty + query("create") + "Then the side effects should be:↵| +nodes | 1 |", "other side effects"),
        (empty + query("one") + "Then the side effects should be:↵| +nodes | 1 |", "other side effects"),
        (empty + query("undefined") + rows("n", "1"), "an unexpected error"),
        (empty + query("undefined") + "Then the result should be empty", "an unexpected error"),
        (empty + query("undefined") + "Then no side effects", "an unexpected error"),
        (empty + query("undefined") + control("one") + rows("n", "1"), "an unexpected error"),
        (empty + query("undefined"), "an unexpected error"),
        (empty + query("one") + undefined, "no error"),
        (
            empty + query("undefined") + "Then a SyntaxError should be raised at runtime: UndefinedVariable",
            "another error"
        ),
        (
            empty + query("undefined") + "Then a SyntaxError should be raised at compile time: UndefinedFunction",
            "another error"
        ),
        (
            empty + query("undefined") + "Then a SemanticError should be raised at compile time: UndefinedVariable",
            "another error"
        ),
        (empty + query("overflow") + "Then a TypeError should be raised at any time: *", "another error"),
        (
            empty + query("fails late") + "Then an ArithmeticError should be raised at runtime: IntegerOverflow",
            "other side effects"
        ),
        (empty + query("unheard of") + rows("n", "1"), "the engine failed: Confusion(query: \"unheard of\")"),
        (empty + query("unheard of") + undefined, "the engine failed: Confusion(query: \"unheard of\")"),
        (
            empty + "And having executed:↵\"\"\"↵overflow↵\"\"\"\n" + query("one") + rows("n", "1"),
            "a query that prepares the graph failed: too large [query.integerOverflow]"
        ),
        (query("one") + rows("n", "1"), "no graph is given"),
        (setUp + query("one") + rows("n", "1"), "no graph is given"),
        (empty + rows("n", "1"), "no query has run"),
        (empty + "Then no side effects", "no query has run"),
        (empty + undefined, "no query has run"),
        (empty, "the scenario runs no query"),
        (empty + query("one"), "nothing was expected of the query's rows"),
        (empty + query("one") + query("one") + rows("n", "1"), "nothing was expected of the query's rows"),
        (empty + query("one") + rows("n", "1") + "And the moon is full", "not a known step: the moon is full"),
        (
            empty + query("one") + rows("n", "wrong"), "expected a value at byte 1 of the value wrong"
        ),
    ]

    @Test("What is not as expected fails, and says why", arguments: failing)
    func fails(steps: String, reason: String) {
        #expect(failure(of: steps)?.reason == reason)
    }

    @Test("A failure tells the query, what was expected, what there was, and the step")
    func details() {
        let failure = failure(of: Self.empty + Self.query("two") + Self.rows("n", "2", "()"))
        #expect(
            failure
                == ScenarioFailure(
                    "other rows than expected", query: "two", expected: "| n |\n| 2 |\n| () |",
                    actual: "| n |\n| 1 |\n| 2 |",
                    at: SourcePosition(file: "folder/sample.feature", line: 8, column: 5)))
    }

    @Test("Another error is told whole")
    func errorDetails() {
        let failure = failure(
            of: Self.empty + Self.query("overflow") + "Then a TypeError should be raised at any time: *")
        #expect(failure?.expected == "TypeError at any time: *")
        #expect(
            failure?.actual == "ArithmeticError at runtime: IntegerOverflow\ntoo large [query.integerOverflow]")
    }

    @Test("Each scenario gets a graph of its own")
    func isolation() {
        let scenario = """
              Scenario: S
                Given an empty graph
                When executing query:
                  \"""
                  create
                  \"""
                Then the result should be empty
                When executing control query:
                  \"""
                  count
                  \"""
                Then the result should be, in any order:
                  | n |
                  | 1 |

            """
        let report = report(on: "Feature: F\n" + scenario + scenario)
        #expect(report.passed == 2)
        #expect(report.failures == [])
    }

    @Test("Rows that are not as wide as the columns fail")
    func width() {
        let text =
            "Feature: F\nScenario: S\nGiven any graph\nWhen executing query:\n```\nq\n```\nThen no side effects\n"
            + "And the result should be, in any order:\n| a | b |\n| 1 | 2 |"
        let report = report(on: text) { _, _, _ in ConformanceResult(columns: ["a", "b"], rows: [[1]]) }
        #expect(report.failures.map(\.failure.reason) == ["a row of 1 values under 2 columns"])
    }

    @Test("Every detail has the suite's name")
    func detailNames() {
        let names: [(QueryErrorDetail, String)] = [
            (.unexpectedSyntax, "UnexpectedSyntax"), (.mergeReadOwnWrites, "MergeReadOwnWrites"),
            (.listElementAccessByNonInteger, "ListElementAccessByNonInteger"),
        ]
        for (detail, name) in names {
            #expect(ExpectedError(QueryError.type(detail, "")) == ExpectedError("TypeError", .runtime, name))
        }
    }
}

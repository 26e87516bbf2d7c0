import GraphModel
import QueryConformance
import QueryValues
import Testing

@Suite("Reading language cases")
struct LanguageCaseReadingTests {
    static func read(_ text: String) throws -> [LanguageCase] {
        try LanguageCase.read(Array(text.utf8), file: "a.test")
    }

    @Test("Every section, behind the colon and below it")
    func complete() throws {
        let cases = try Self.read(
            """
            # Cases.

            --- counts every node
            given: CREATE (:A);
            CREATE ({p: ';'})

            # Why so.
            parameters:
            | p | [1] |
            query:
            MATCH (n)
              WHERE n.p

            RETURN count(n) AS n

            rows in order:
            | n |
            # Two.
            | 2 |
            effects: +nodes 1, -labels 2
            warning: slow
            warning:
              very
            slow
            plan:
            Results
              Scan n

            --- fails
            query: RETURN x
            error: query.undefinedVariable at 1:8
            --- fails anywhere
            error: query.undefinedVariable
            query: RETURN x
            --- nothing
            query: CREATE ()
            rows: none
            """)
        #expect(
            cases == [
                LanguageCase(
                    name: "counts every node", position: SourcePosition(file: "a.test", line: 3, column: 1),
                    given: ["CREATE (:A)", "CREATE ({p: ';'})"], parameters: ["p": [1]],
                    query: "MATCH (n)\n  WHERE n.p\n\nRETURN count(n) AS n",
                    expectations: [
                        .rows(ExpectedRows(columns: ["n"], rows: [[.integer(2)]], isOrdered: true)),
                        .effects(SideEffects([.addedNodes: 1, .removedLabels: 2])),
                        .warning("slow"), .warning("  very\nslow"), .plan("Results\n  Scan n"),
                    ]),
                LanguageCase(
                    name: "fails", position: SourcePosition(file: "a.test", line: 29, column: 1), query: "RETURN x",
                    expectations: [.error(code: "query.undefinedVariable", line: 1, column: 8)]),
                LanguageCase(
                    name: "fails anywhere", position: SourcePosition(file: "a.test", line: 32, column: 1),
                    query: "RETURN x",
                    expectations: [.error(code: "query.undefinedVariable", line: nil, column: nil)]),
                LanguageCase(
                    name: "nothing", position: SourcePosition(file: "a.test", line: 35, column: 1), query: "CREATE ()",
                    expectations: [.rows(ExpectedRows(columns: [], rows: []))]),
            ])
    }

    @Test("A file without cases has none", arguments: ["", "\n", "# only this"])
    func empty(text: String) throws {
        #expect(try Self.read(text) == [])
    }

    static let faults: [(String, String, Int)] = [
        ("query: RETURN 1", "expected \"---\" and a name", 1),
        ("---\nquery: RETURN 1", "expected \"---\" and a name", 1),
        ("--- a\nMATCH", "expected a section", 2),
        ("--- a\n query: RETURN 1", "expected a section", 2),
        ("--- a\nrows: none", "a case without a query", 1),
        ("--- a\nquery:\nrows: none", "a case without a query", 1),
        ("--- a\nquery: X", "a case that expects nothing", 1),
        ("--- a\nquery: X\n\n--- b\nquery: X\nrows: none", "a case that expects nothing", 1),
        ("--- a\nquery: X\nrows: none\n--- a\nquery: X\nrows: none", "a second case of this name", 4),
        ("--- a\nquery: X\nquery: Y\nrows: none", "a second \"query:\"", 3),
        ("--- a\nquery: X\nrows: none\nerror: query.x", "a case that expects rows and an error", 1),
        ("--- a\nquery: X\nrows: none\nrows in order: none", "a case that expects rows twice", 1),
        ("--- a\nquery: X\nrows:\nX", "expected a table", 3),
        ("--- a\nquery: X\nrows: | a |", "expected a table", 3),
        ("--- a\nquery: X\nrows:\n| a |\n| x |", "expected a value at byte 1 of the value x", 5),
        ("--- a\nquery: X\nparameters:\n| a |", "expected a name and a value", 4),
        ("--- a\nquery: X\nparameters:\n| a | 1 |\n| a | 2 |", "the parameter a twice", 5),
        ("--- a\nquery: X\neffects:", "expected side effects", 3),
        ("--- a\nquery: X\neffects: +node 1", "not a side effect and its number: +node, 1", 3),
        (
            "--- a\nquery: X\nerror: query.x at noon", "expected a code, or a code \"at\" a line and a column", 3
        ),
        ("--- a\nquery: X\nerror:", "expected a code, or a code \"at\" a line and a column", 3),
    ]

    @Test("What cannot be read is an error with its place", arguments: faults)
    func fault(text: String, message: String, line: Int) throws {
        let error = try #require(throws: ConformanceError.self) { try Self.read(text) }
        #expect(error.message == message)
        #expect(error.position?.file == "a.test")
        #expect(error.position?.line == line)
    }
}

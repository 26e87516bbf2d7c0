import QueryConformance
import Testing

/// In these cases a query is one word, see `ScriptedEngine.standard`.
@Suite("Checking language cases")
struct LanguageCaseCheckingTests {
    /// The reason of the failure of a case with these sections; nil: it passes.
    static func reason(_ sections: String) throws -> String? {
        let cases = try LanguageCase.read(Array("--- a\n\(sections)".utf8), file: "a.test")
        let engine = ExplainingEngine(QueryExplanation(plan: "Results\n  Scan", warnings: ["slow", "late"]))
        return try #require(cases.first).failure(on: engine)?.reason
    }

    static let passing = [
        "query: one\nrows:\n| n |\n| 1 |",
        "query: two\nrows:\n| n |\n| 2 |\n| 1 |",
        "query: two\nrows in order:\n| n |\n| 1 |\n| 2 |",
        "query: nothing\nrows: none\neffects: none",
        "given: create; create\nquery: count\nrows:\n| n |\n| 2 |\neffects: none",
        "given: create\nquery: create\neffects: +nodes 1, +properties 1",
        "query: parameter\nparameters:\n| p | 'x' |\nrows:\n| n |\n| 'x' |",
        "query: undefined\nerror: query.undefinedVariable",
        "query: misplaced\nerror: query.undefinedVariable at 2:8",
        "query: unheard of\nplan:\nResults\n  Scan",
        "query: one\nwarning: slow\nwarning: late\nrows:\n| n |\n| 1 |",
    ]

    @Test("What is as expected passes", arguments: passing)
    func passes(sections: String) throws {
        #expect(try Self.reason(sections) == nil)
    }

    static let failing: [(String, String)] = [
        ("query: one\nrows:\n| n |\n| 2 |", "other rows than expected"),
        ("query: two\nrows in order:\n| n |\n| 2 |\n| 1 |", "the rows in another order, from row 1"),
        ("query: one\nrows: none", "other columns than expected"),
        ("query: create\neffects: none", "other side effects"),
        ("query: nothing\neffects: +nodes 1", "other side effects"),
        ("query: one\nerror: query.undefinedVariable", "no error"),
        ("query: undefined\nerror: query.integerOverflow", "another error"),
        ("query: undefined\nerror: query.undefinedVariable at 1:1", "another error"),
        ("query: misplaced\nerror: query.undefinedVariable at 2:9", "another error"),
        ("query: undefined\nrows: none", "an unexpected error"),
        ("query: fails late\nerror: query.integerOverflow", "other side effects"),
        ("query: unheard of\nrows: none", "an unexpected error"),
        ("given: overflow\nquery: one\nrows:\n| n |\n| 1 |", "a statement that prepares the graph failed"),
        ("query: one\nplan: Results", "another plan"),
        ("query: one\nwarning: slow", "other warnings"),
        ("query: one\nwarning: late\nwarning: slow", "other warnings"),
    ]

    @Test("What is not as expected fails, and says why", arguments: failing)
    func fails(sections: String, reason: String) throws {
        #expect(try Self.reason(sections) == reason)
    }
}

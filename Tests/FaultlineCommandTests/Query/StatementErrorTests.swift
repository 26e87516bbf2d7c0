import Faultline
import Testing

@testable import FaultlineCommand

@Suite("Errors of statements")
struct StatementErrorTests {
    static let script = SourceText("RETURN 1;\n  RETURN x\n + y", name: "a.cypher")

    static func error(line: Int, column: Int) -> StatementError {
        let error = QueryError.syntax(
            .undefinedVariable, "no such variable", at: SourcePosition(file: "query", line: line, column: column),
            advice: "Look.")
        // Where the second statement begins.
        return StatementError(error, at: 12, of: script)
    }

    @Test("They stand where the script has them")
    func places() {
        #expect(Self.error(line: 1, column: 8).position == SourcePosition(file: "a.cypher", line: 2, column: 10))
        #expect(Self.error(line: 2, column: 4).position == SourcePosition(file: "a.cypher", line: 3, column: 4))
    }

    @Test("They show the line and the place")
    func rendering() {
        #expect(
            ErrorOutput.text(Self.error(line: 1, column: 8), .plain) == """
                error: a.cypher:2:10: no such variable [query.undefinedVariable]
                2 |   RETURN x
                  |          ^
                Look.

                """)
        #expect(ErrorOutput.json(Self.error(line: 1, column: 8)).contains("\"position\":\"a.cypher:2:10\""))
    }

    @Test("Their exit statuses")
    func statuses() {
        #expect(ExitStatus(of: Self.error(line: 1, column: 1)) == .badInput)
        #expect(ExitStatus.status(of: "query.timeLimit") == .incomplete)
        #expect(ExitStatus.status(of: "query.notAllowed") == .refused)
    }
}

import Foundation
import Testing

@Suite("The shell, as a user meets it")
struct ShellCommandTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        guard try folder.faultline("init").status == 0 else { throw SystemTestFailure("init") }
    }

    @Test("Statements of a pipe are run until one fails")
    func pipe() throws {
        let input = "CREATE (:Thing\n{a: 1});\n:param x => 40 + 2\n:format csv\nRETURN $x AS x;\nRETURN y;\nRETURN 9;\n"
        let outcome = try folder.faultline("shell", input: Data(input.utf8))
        #expect(outcome.status == 2)
        #expect(outcome.output == "1 node created, 1 property set, 1 label added (commit 2)\nx\r\n42\r\n")
        #expect(outcome.errors.contains("query:1:8: the variable `y`"))
        let last = try folder.faultline("shell", "--format", "ndjson", input: Data("RETURN 1 AS a".utf8))
        #expect(last.status == 0 && last.output == "{\"a\": 1}\n")
    }

    @Test("A store that is not there is told at once")
    func noStore() throws {
        #expect(try folder.faultline("shell", "--store", "nowhere").status == 3)
    }

    @Test(
        "Ctrl-D before the first prompt leaves, and so it does after lines that were typed then",
        .enabled(if: ProcessInfo.processInfo.environment["FAULTLINE_TERMINAL"] != nil),
        arguments: ["\u{4}", "RETURN 6 * 7 AS x;\r\u{4}"])
    func earlyEnd(keys: String) throws {
        let terminal = try PseudoTerminal(
            FaultlineBinary.path, ["shell"], in: folder.url, environment: ["FAULTLINE_HISTORY": "", "TERM": "xterm"])
        try terminal.press(keys)
        #expect(terminal.end() == 0)
    }

    @Test(
        "On a terminal, `query` without a statement waits for nothing",
        .enabled(if: ProcessInfo.processInfo.environment["FAULTLINE_TERMINAL"] != nil))
    func noStatement() throws {
        let terminal = try PseudoTerminal(FaultlineBinary.path, ["query"], in: folder.url, environment: [:])
        try terminal.expect("there is no statement")
        #expect(terminal.end() == 2)
    }

    /// How soon keys come after a prompt is chance on a busy machine, and a terminal loses those that come too soon: so
    /// this runs where it is asked for, with FAULTLINE_TERMINAL set.
    @Test(
        "On a terminal: errors go on, Ctrl-C forgets a line and ends a statement, lines are kept, pages are shown",
        .enabled(if: ProcessInfo.processInfo.environment["FAULTLINE_TERMINAL"] != nil))
    func terminal() throws {
        let terminal = try PseudoTerminal(
            FaultlineBinary.path, ["shell"], in: folder.url,
            environment: ["FAULTLINE_HISTORY": "lines", "PAGER": "tail -n 3", "TERM": "xterm", "NO_COLOR": "1"])
        try terminal.expect("faultline> ")
        try terminal.type("RETURN 6 *\r", expecting: "... ")
        try terminal.type("7 AS x;\r", expecting: "\n42\r\n")
        try terminal.type("RETURN nobody;\r", expecting: "query.undefinedVariable")
        try terminal.expect("faultline> ")
        try terminal.type("RETURN 'forgotten", expecting: "forgotten")
        try terminal.type("\u{3}", expecting: "faultline> ", again: true)
        try terminal.type("RETURN 'kept' AS k;\r", expecting: "\nkept\r\n")
        try terminal.expect("faultline> ")
        // A statement that has not begun when Ctrl-C comes is forgotten without a word.
        for _ in 0..<10 where !terminal.seen.contains("query.cancelled") {
            try terminal.type("UNWIND range(1, 100000000000) AS x RETURN sum(x);\r", expecting: ";\r\n")
            usleep(500_000)
            try terminal.type("\u{3}", expecting: "faultline> ", again: true)
        }
        #expect(terminal.seen.contains("query.cancelled"))
        try terminal.type("UNWIND range(1, 300) AS x RETURN x;\r", expecting: "300 rows")
        try terminal.expect("faultline> ")
        try terminal.type(":as-of 1\r", expecting: "faultline@1> ")
        try terminal.type(":quit\r", expecting: "\r\n")
        #expect(terminal.end() == 0)
        #expect(!terminal.seen.contains("\n150\r\n"))
        let lines = try String(contentsOf: folder.url.appending(path: "lines"), encoding: .utf8)
        #expect(lines.contains(":as-of") && !lines.contains("forgotten"))
    }
}

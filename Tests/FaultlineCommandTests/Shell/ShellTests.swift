import Faultline
import TestSupport
import Testing

@testable import FaultlineCommand

@Suite("The shell without a terminal")
struct ShellTests {
    private let fixture: ShellFixture
    private var shell: Shell { fixture.shell }

    init() throws { fixture = try ShellFixture("CREATE (:Thing {name: 'a'})") }

    private func perform(_ lines: String...) throws -> String { try fixture.perform(lines) }

    @Test("Statements, parameters and formats")
    func statements() throws {
        #expect(try perform("MATCH (s:Thing) RETURN s.name AS n;") == "n\r\na\r\n")
        #expect(try perform(":param x => [1, 'b']", ":param y => size($x)", ":params") == "$x = [1, 'b']\n$y = 2\n")
        #expect(try perform("RETURN $y AS y;") == "y\r\n2\r\n")
        #expect(try perform(":params clear", ":params") == "no parameters\n")
        #expect(try perform(":format ndjson", ":format", "RETURN 1 AS a;") == "ndjson\n{\"a\": 1}\n")
        #expect(try perform(":format table", ":format") == "text\n")
        #expect(throws: CommandError.self) { try perform(":format svg") }
        #expect(throws: CommandError.self) { try perform(":nothing") }
        #expect(throws: StatementError.self) { try perform(":param z => 1 +") }
    }

    @Test("The past, and back")
    func past() throws {
        #expect(try perform("MATCH (s:Thing) SET s.note = 'x';") == "")
        #expect(try perform("MATCH (s:Thing) RETURN s.note AS n;") == "n\r\nx\r\n")
        #expect(try perform(":as-of 2", "MATCH (s:Thing) RETURN s.note AS n;") == "asking about commit 2\nn\r\n\r\n")
        #expect(shell.past?.commit == CommitNumber(2))
        #expect(throws: StatementError.self) { try perform("CREATE (:Thing);") }
        #expect(try perform(":as-of latest", "MATCH (s:Thing) RETURN s.note AS n;").hasSuffix("x\r\n"))
        #expect(throws: EngineError.self) { try perform(":as-of yesterday") }
    }

    @Test("Between statements the store is nobody's")
    func released() throws {
        _ = try perform("MATCH (s:Thing) SET s.note = 'x';")
        let commit = try Database.open(at: fixture.folder.path("store"), access: .readOnly).session().commits(
            CommitNumber(3)...CommitNumber(3))
        #expect(commit.first?.metadata.author == "tester" && commit.first?.metadata.reason == "why")
        #expect(commit.first?.metadata.source == "faultline shell")
    }

    @Test("Help, the schema and plans")
    func texts() throws {
        #expect(try perform(":help").contains(":as-of COMMIT-OR-TIME"))
        #expect(try perform(":schema").contains("DatabaseInstance"))
        #expect(try perform(":schema Server").contains("serialNumber"))
        #expect(throws: (any Error).self) { try perform(":schema Nothing") }
        _ = try perform(":format text")
        #expect(try perform(":explain MATCH (s:Thing) RETURN s").contains("Thing"))
    }

    @Test("A cancelled statement ends")
    func cancelled() throws {
        let control = QueryControl()
        control.cancel()
        let statement = ShellAction.statement("UNWIND range(1, 1000000) AS x RETURN sum(x)")
        let error = try #require(throws: StatementError.self) {
            try shell.perform(statement, to: Collector().stream, .plain, control: control)
        }
        #expect(error.code == "query.cancelled")
    }

    @Test(
        "Where the lines are kept",
        arguments: [
            (["FAULTLINE_HISTORY": "/x/y"], "/x/y"), (["FAULTLINE_HISTORY": "", "HOME": "/h"], nil),
            (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/faultline/history"),
            (["XDG_STATE_HOME": "s", "HOME": "/h"], "/h/.local/state/faultline/history"), ([:], nil),
        ] as [([String: String], String?)])
    func history(environment: [String: String], path: String?) {
        #expect(ShellHistory.path(environment: environment) == path)
    }

    @Test(
        "The program that pages",
        arguments: [("more", "more"), ("", "less -FRX"), (nil, "less -FRX")] as [(String?, String)])
    func pagers(pager: String?, program: String) {
        #expect(Pager.program(environment: pager.map { ["PAGER": $0] } ?? [:]) == program)
    }
}

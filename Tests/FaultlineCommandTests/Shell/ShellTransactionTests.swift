import Faultline
import TestSupport
import Testing

@testable import FaultlineCommand

@Suite("Transactions in the shell")
struct ShellTransactionTests {
    private let fixture: ShellFixture
    private var shell: Shell { fixture.shell }

    init() throws { fixture = try ShellFixture() }

    private func perform(_ lines: String...) throws -> String { try fixture.perform(lines) }

    private func count() throws -> String { try perform("MATCH (s:Thing) RETURN count(s) AS n;") }

    @Test("Statements between :begin and :commit are one commit")
    func commit() throws {
        let before = try shell.access.database().session().version
        #expect(try perform(":begin") == "the transaction is open\n")
        #expect(shell.transaction != nil)
        #expect(try perform("CREATE (:Thing {name: 'a'});", "CREATE (:Thing {name: 'b'});") == "")
        #expect(try count() == "n\r\n2\r\n")
        #expect(throws: CommandError.self) { try perform(":begin") }
        #expect(try perform(":commit").hasSuffix("(commit \(before.next))\n"))
        #expect(shell.transaction == nil)
        #expect(throws: CommandError.self) { try perform(":commit") }
        #expect(throws: CommandError.self) { try perform(":rollback") }
        let database = try Database.open(at: fixture.folder.path("store"), access: .readOnly)
        let record = try database.session().commits(before.next...before.next).first
        #expect(record?.metadata.author == "tester" && record?.counts.nodesCreated == 2)
    }

    @Test("What is rolled back, by command or by leaving, was never there")
    func rollback() throws {
        #expect(try perform(":begin", "CREATE (:Thing {name: 'a'});", ":rollback").hasSuffix("was rolled back\n"))
        #expect(try count() == "n\r\n0\r\n")
        _ = try perform(":begin", "CREATE (:Thing {name: 'a'});")
        let notes = Collector()
        try shell.leave(notes.stream, .plain)
        #expect(notes.text == "the transaction was rolled back\n")
        #expect(try count() == "n\r\n0\r\n")
        try shell.leave(notes.stream, .plain)
        #expect(notes.text == "the transaction was rolled back\n")
    }

    @Test("After a statement that fails it can only be rolled back")
    func failure() throws {
        _ = try perform(":begin", "CREATE (:Thing {name: 'a'});")
        #expect(throws: StatementError.self) { try perform("RETURN 1 / 0;") }
        let error = #expect(throws: StatementError.self) { try perform("RETURN 1;") }
        #expect(error?.code == "query.transactionFailed")
        _ = try perform(":rollback")
        #expect(try count() == "n\r\n0\r\n")
        #expect(try perform(":begin", ":commit").hasSuffix("nothing changed\n"))
    }

    @Test("Between a transaction and the next statement the store is nobody's")
    func released() throws {
        for end in [":commit", ":rollback"] {
            _ = try perform(":begin", "CREATE (:Thing {name: 'a'});", end)
            #expect(try Database.open(at: fixture.folder.path("store"), access: .readWrite).path.hasSuffix("store"))
        }
    }
}

import GraphModel
import Testing

@testable import FaultlineCommand

@Suite("Errors for people and programs")
struct ErrorOutputTests {
    static let error: CommandError = {
        var error = CommandError(.file, "it cannot be read", advice: "Look again.")
        error.position = SourcePosition(file: "a.csv", line: 3)
        return error
    }()

    @Test("For people")
    func text() {
        #expect(
            ErrorOutput.text(Self.error, .plain)
                == "error: a.csv:3: it cannot be read [command.file]\n  Look again.\n")
    }

    @Test("For programs")
    func json() {
        #expect(
            ErrorOutput.json(Self.error)
                == #"{"error":{"code":"command.file","message":"it cannot be read","position":"a.csv:3","advice":"Look again."}}"#
                + "\n")
    }

    @Test("What nobody foresaw asks to be reported")
    func defect() {
        struct Strange: Error {}
        #expect(ErrorOutput.text(Strange(), .plain).contains("[defect]"))
        #expect(ErrorOutput.json(Strange()).contains("\"code\":\"defect\""))
    }
}

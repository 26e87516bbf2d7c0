import GraphModel
import QuerySyntax
import Testing

/// A text that must be refused, and how.
struct ExpectedFault: CustomTestStringConvertible, Sendable {
    var text: String
    var detail: QueryErrorDetail
    var line: Int
    var column: Int
    var message: String?

    init(
        _ text: String, _ detail: QueryErrorDetail, _ line: Int, _ column: Int,
        _ message: String? = nil
    ) {
        self.text = text
        self.detail = detail
        self.line = line
        self.column = column
        self.message = message
    }

    /// Text that no rule of the grammar fits.
    init(_ text: String, _ line: Int, _ column: Int, _ message: String? = nil) {
        self.init(text, .unexpectedSyntax, line, column, message)
    }

    var testDescription: String { text }

    func check() {
        let error = #expect(throws: QueryError.self) { try QueryParser.parse(text) }
        #expect(error?.detail == detail)
        #expect(error?.phase == .compileTime)
        #expect(error?.position?.line == line)
        #expect(error?.position?.column == column)
        if let message { #expect(error?.message == message) }
    }
}

import Faultline

/// Runs statements one by one and writes what they give.
struct StatementRunner {
    let access: StoreAccess
    let author: String
    let source: String
    let reason: String?

    /// Runs a statement that stands in a longer text.
    ///
    /// - Throws: `StatementError` for an error of the statement, with its place in that text.
    func run(
        _ request: QueryRequest, at offset: Int, of script: SourceText, _ writer: any RowWriter
    ) throws {
        do {
            let database = try access.database(for: request)
            let summary = try database.query(
                request, author: author, source: source, reason: reason, columns: writer.begin
            ) { row in
                try writer.write(row)
                return true
            }
            try writer.end(summary)
        } catch let error as QueryError {
            // What was found before the fault is shown before it.
            try writer.abandon()
            throw StatementError(error, at: offset, of: script)
        }
    }
}

/// An error of a statement, with the text that it stands in.
struct StatementError: FaultlineError {
    let error: QueryError
    let script: SourceText

    var code: String { error.code }
    var message: String { error.message }
    var position: SourcePosition? { error.position }
    var advice: String? { error.advice }

    /// - Parameter offset: where the statement begins, in bytes; the error counts from there.
    init(_ error: QueryError, at offset: Int, of script: SourceText) {
        var error = error
        if let position = error.position, let line = position.line {
            let start = script.position(at: offset)
            let isFirst = line == 1
            error.position = SourcePosition(
                file: script.name, line: line + (start.line ?? 1) - 1,
                column: position.column.map { isFirst ? $0 + (start.column ?? 1) - 1 : $0 })
        }
        self.error = error
        self.script = script
    }

    /// The message with the line that it is about and a caret below the place.
    var rendered: String { script.render(error) }
}

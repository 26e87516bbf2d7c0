import Faultline

/// Runs statements one by one and writes what they give.
struct StatementRunner {
    let access: StoreAccess
    let author: String
    let source: String
    let reason: String?

    /// Runs a statement that stands in a longer text.
    ///
    /// - Parameter transaction: that it is a part of; nil: what it writes is a commit.
    /// - Throws: `StatementError` for an error of the statement, with its place in that text.
    func run(
        _ request: QueryRequest, at offset: Int, of script: SourceText, in transaction: QueryTransaction? = nil,
        _ writer: any RowWriter
    ) throws {
        do {
            let emit = { (row: [QueryValue]) in
                try writer.write(row)
                return true
            }
            let summary =
                try transaction?.run(request, columns: writer.begin, emit)
                ?? access.database(for: request).query(
                    request, author: author, source: source, reason: reason, columns: writer.begin, emit)
            try writer.end(summary)
        } catch let error as QueryError {
            // What was found before the fault is shown before it.
            try writer.abandon()
            throw StatementError(error, at: offset, of: script)
        }
    }
}

extension StatementRunner {
    /// A transaction for statements to run in. The store stays open for writing until it ends.
    ///
    /// - Parameter idleLimit: see `Database.begin`.
    func begin(idleLimit: Duration) throws -> QueryTransaction {
        try access.writable().begin(author: author, source: source, reason: reason, idleLimit: idleLimit)
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

import Faultline

/// Formats of one line for each row. What else happened goes to standard error, for which they have no place.
final class LineRowWriter: RowWriter {
    enum Form {
        case ndjson, csv, markdown
    }

    private let stream: StandardStream
    private let notes: StandardStream
    private let form: Form
    private var keys: [String] = []

    init(_ stream: StandardStream, notes: StandardStream, _ form: Form) {
        self.stream = stream
        self.notes = notes
        self.form = form
    }

    func begin(_ columns: [String]) throws {
        guard !columns.isEmpty else { return }
        switch form {
        case .ndjson: keys = columns.map { JSONText.quoted($0) }
        case .csv: try stream.write(CSVRowText.line(columns))
        case .markdown:
            try stream.write(Self.markdown(columns.map(Report.markdownText)))
            try stream.write(Self.markdown(columns.map { _ in "---" }))
        }
    }

    func write(_ row: [QueryValue]) throws {
        switch form {
        case .ndjson: try stream.write(JSONText.object(row, keys) + "\n")
        case .csv: try stream.write(CSVRowText.line(row.map(\.csv)))
        case .markdown: try stream.write(Self.markdown(row.map { Report.markdownText($0.shown) }))
        }
    }

    func end(_ summary: QuerySummary) throws {
        try stream.flush()
        let lines = summary.notes + (summary.plan.map { [$0] } ?? [])
        for line in lines { try notes.write(line + "\n") }
        try notes.flush()
    }

    func abandon() throws { try stream.flush() }

    private static func markdown(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
}

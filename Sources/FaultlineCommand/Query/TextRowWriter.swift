import Faultline

/// A table for people. Columns are as wide as the first rows need; a wider cell further down pushes its neighbours
/// aside and is not cut.
final class TextRowWriter: RowWriter {
    private let stream: StandardStream
    private let style: Style
    private var columns: [String] = []
    private var waiting: [[QueryValue]] = []
    private var widths: [Int]?
    private var numeric: [Bool] = []
    private var count = 0

    /// How many rows decide about the widths.
    private static let looked = 100

    init(_ stream: StandardStream, _ style: Style) {
        self.stream = stream
        self.style = style
    }

    func begin(_ columns: [String]) { self.columns = columns }

    func write(_ row: [QueryValue]) throws {
        count += 1
        guard widths == nil else { return try writeLine(row) }
        waiting.append(row)
        if waiting.count >= Self.looked { try settle() }
    }

    func end(_ summary: QuerySummary) throws {
        if !waiting.isEmpty { try settle() }
        if let plan = summary.plan {
            try stream.write((count > 0 ? "\n" : "") + plan + (plan.hasSuffix("\n") ? "" : "\n"))
        }
        var lines = summary.notes
        if !columns.isEmpty { lines.insert(count == 1 ? "1 row" : "\(count) rows", at: 0) }
        if lines.isEmpty, summary.plan == nil { lines = ["No rows, no changes."] }
        if count > 0, !lines.isEmpty { try stream.write("\n") }
        for line in lines { try stream.write(style.dim(line) + "\n") }
        try stream.flush()
    }

    func abandon() throws {
        if !waiting.isEmpty { try settle() }
        try stream.flush()
    }

    /// Fixes the widths and writes what has waited for them.
    private func settle() throws {
        let texts = waiting.map { $0.map(\.cell) }
        widths = columns.indices.map { column in
            texts.reduce(columns[column].oneLine.count) { max($0, $1[column].count) }
        }
        numeric = columns.indices.map { column in
            let known = waiting.lazy.map { $0[column] }.filter { $0 != .null }
            return !known.isEmpty && known.allSatisfy(\.isNumber)
        }
        try stream.write(line(columns.map(\.oneLine)) { style.dim($0) })
        for row in waiting { try writeLine(row) }
        waiting = []
    }

    private func writeLine(_ row: [QueryValue]) throws { try stream.write(line(row.map(\.cell)) { $0 }) }

    private func line(_ cells: [String], _ paint: (String) -> String) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            let isLast = column == cells.count - 1
            let padding = String(repeating: " ", count: max(0, (widths?[column] ?? 0) - cell.count))
            line += numeric[column] ? padding + paint(cell) : paint(cell) + (isLast ? "" : padding)
            if !isLast { line += "  " }
        }
        return line.trimmingTrailingSpaces + "\n"
    }
}

extension QueryValue {
    /// One cell of a table for people.
    fileprivate var cell: String { shown.oneLine }
}

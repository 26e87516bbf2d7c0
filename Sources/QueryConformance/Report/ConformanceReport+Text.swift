extension ConformanceReport {
    /// A table of the folders and a line of the totals: `N passed, M failed`.
    ///
    /// - Parameter verbose: Whether every failure is told in front of the table.
    public func text(verbose: Bool = false) -> String {
        var lines = verbose ? failures.flatMap { $0.lines + [""] } : []
        lines += table
        lines.append("\(passed) passed, \(failed) failed")
        return lines.joined(separator: "\n") + "\n"
    }

    private var table: [String] {
        let rows = [["folder", "passed", "failed"]] + folders.map { [$0.name, String($0.passed), String($0.failed)] }
        let widths = rows[0].indices.map { column in rows.reduce(0) { max($0, $1[column].count) } }
        return rows.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + padding : padding + row[column]
            }
            return cells.joined(separator: "  ")
        }
    }
}

extension ConformanceReport.Failure {
    /// The place and title, then what happened, each part under a word of its own.
    fileprivate var lines: [String] {
        var lines = ["\(failure.position): \(title)", "  \(failure.reason)"]
        for (name, text) in [
            ("query", failure.query ?? ""), ("expected", failure.expected), ("actual", failure.actual),
        ] where !text.isEmpty {
            lines.append("  \(name):")
            lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        }
        return lines
    }
}

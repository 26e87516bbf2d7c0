/// The rows of a query beside the rows that were expected.
struct RowComparison {
    private let expected: ExpectedRows
    private let columns: [String]
    private let rows: [[ConformanceValue]]

    /// Throws what cannot be compared: a path that is none, or a row of a wrong width.
    init(_ expected: ExpectedRows, _ result: ConformanceResult) throws {
        self.expected = expected
        columns = result.columns
        rows = try result.rows.map { row in
            guard row.count == result.columns.count else {
                throw ConformanceError("a row of \(row.count) values under \(result.columns.count) columns")
            }
            return try row.map { try ConformanceValue($0) }
        }
    }

    /// What differs, or nil.
    var difference: String? {
        if !columns.elementsEqual(expected.columns, by: { $0.utf8.elementsEqual($1.utf8) }) {
            return "other columns than expected"
        }
        if rows.count != expected.rows.count {
            return "\(rows.count) rows where \(expected.rows.count) were expected"
        }
        let (wanted, given) = (keys(expected.rows), keys(rows))
        if expected.isOrdered {
            guard let index = wanted.indices.first(where: { wanted[$0] != given[$0] }) else { return nil }
            let isPermutation = Self.counts(wanted) == Self.counts(given)
            return isPermutation ? "the rows in another order, from row \(index + 1)" : "another row \(index + 1)"
        }
        return Self.counts(wanted) == Self.counts(given) ? nil : "other rows than expected"
    }

    var expectedText: String { Self.text(expected.columns, expected.rows) }
    var actualText: String { Self.text(columns, rows) }

    /// The canonical text of each row. Bytes, because strings compare by characters.
    private func keys(_ rows: [[ConformanceValue]]) -> [[UInt8]] {
        rows.map { row in
            // Canonical texts have no line ends.
            row.map { $0.text(ignoringListOrder: expected.ignoresListOrder) }.joined(separator: "\n").utf8.map { $0 }
        }
    }

    private static func counts(_ keys: [[UInt8]]) -> [[UInt8]: Int] {
        Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
    }

    private static func text(_ columns: [String], _ rows: [[ConformanceValue]]) -> String {
        let lines = [columns] + rows.map { $0.map(\.description) }
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }
}

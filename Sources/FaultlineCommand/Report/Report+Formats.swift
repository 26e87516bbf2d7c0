extension Report {
    /// One object: the fields, and an array for each table.
    var json: JSON {
        .object(
            fields.map { JSON.Member($0.key, $0.cell.json) }
                + tables.map { table in
                    JSON.Member(table.key, .array(table.rows.map { Self.object(table.columns, $0) }))
                })
    }

    /// One line for each row of the main table; the fields on one line when there is no table.
    var ndjson: String {
        guard tables.indices.contains(mainTable) else {
            return JSON.object(fields.map { JSON.Member($0.key, $0.cell.json) }).line + "\n"
        }
        let table = tables[mainTable]
        return table.rows.map { Self.object(table.columns, $0).line + "\n" }.joined()
    }

    /// The main table with a header row, as RFC 4180 has it; the fields as two columns when there is no table.
    var csv: String {
        guard tables.indices.contains(mainTable) else {
            return Self.csvLine(["field", "value"])
                + fields.map { Self.csvLine([$0.key, $0.cell.text]) }.joined()
        }
        let table = tables[mainTable]
        return Self.csvLine(table.columns.map(\.key))
            + table.rows.map { Self.csvLine($0.map(\.text)) }.joined()
    }

    var markdown: String {
        var blocks: [String] = []
        if let headline { blocks.append("## \(Self.markdownText(headline))") }
        if !fields.isEmpty {
            blocks.append(fields.map { "- \($0.title): \(Self.markdownText($0.cell.text))" }.joined(separator: "\n"))
        }
        for table in tables {
            guard !table.rows.isEmpty else {
                if let text = table.whenEmpty { blocks.append(text) }
                continue
            }
            if !table.title.isEmpty { blocks.append("### \(table.title)") }
            let rows = table.rows.map { $0.map { Self.markdownText($0.text) } }
            let rule = table.columns.indices.map { table.isNumeric($0) ? "---:" : "---" }
            blocks.append(
                ([table.columns.map(\.title), rule] + rows)
                    .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n"))
        }
        blocks += notes
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private static func object(_ columns: [Column], _ row: [Cell]) -> JSON {
        .object(zip(columns, row).map { JSON.Member($0.key, $1.json) })
    }

    static func csvLine(_ cells: [String]) -> String {
        cells.map(csvCell).joined(separator: ",") + "\r\n"
    }

    static func csvCell(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes || text.hasPrefix(" ") || text.hasSuffix(" ") else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static func markdownText(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "|", "\\", "`", "*", "_", "<", "[": escaped += "\\" + String(character)
            case "\n", "\r\n": escaped += " "
            default: escaped.append(character)
            }
        }
        return escaped
    }
}

extension Report.Table {
    /// Whether a column has numbers only, which people compare by their last digits.
    func isNumeric(_ column: Int) -> Bool {
        !rows.isEmpty && rows.allSatisfy { $0[column].isNumber || $0[column] == .none }
    }
}

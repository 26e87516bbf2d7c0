import Faultline

/// Formats for programs. They are handed on piece by piece, and rows are made as they are written.
extension Report {
    /// One object, indented: the fields, and an array for each table.
    func writeJSON(_ output: ([UInt8]) throws -> Void) rethrows {
        var writer = JSONWriter(isIndented: true)
        try writer.object { writer in
            for field in fields { field.write(to: &writer) }
            for table in tables {
                writer.key(table.key)
                try writer.array { writer in
                    for row in table.rows {
                        writer.element()
                        Self.write(row, table.columns, to: &writer)
                        try writer.drain(to: output)
                    }
                }
            }
        }
        writer.lineBreak()
        try writer.drain(to: output)
    }

    /// One line for each row of the main table; the fields on one line when there is no table.
    func writeNDJSON(_ output: ([UInt8]) throws -> Void) rethrows {
        var writer = JSONWriter(isIndented: false)
        guard tables.indices.contains(mainTable) else {
            writer.object { writer in
                for field in fields { field.write(to: &writer) }
            }
            writer.lineBreak()
            return try writer.drain(to: output)
        }
        let table = tables[mainTable]
        for row in table.rows {
            Self.write(row, table.columns, to: &writer)
            writer.lineBreak()
            try writer.drain(to: output)
        }
    }

    /// The main table with a header row, as RFC 4180 has it; the fields as two columns when there is no table.
    func writeCSV(_ output: ([UInt8]) throws -> Void) rethrows {
        guard tables.indices.contains(mainTable) else {
            try output(CSVRowText.line(["field", "value"]))
            for field in fields { try output(CSVRowText.line([field.key, field.cell.text])) }
            return
        }
        let table = tables[mainTable]
        try output(CSVRowText.line(table.columns.map(\.key)))
        for row in table.rows { try output(CSVRowText.line(row.map(\.text))) }
    }

    private static func write(_ row: [Cell], _ columns: [Column], to writer: inout JSONWriter) {
        writer.object { writer in
            for (column, cell) in zip(columns, row) {
                writer.key(column.key)
                cell.write(to: &writer)
            }
        }
    }
}

extension Report.Field {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key(key)
        cell.write(to: &writer)
    }
}

extension Report {
    /// For documents.
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
            let cells = Array(table.rows)
            let rows = cells.map { $0.map { Self.markdownText($0.text) } }
            let rule = table.columns.indices.map { Report.isNumeric($0, in: cells) ? "---:" : "---" }
            blocks.append(
                ([table.columns.map(\.title), rule] + rows)
                    .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n"))
        }
        blocks += notes
        return blocks.joined(separator: "\n\n") + "\n"
    }

    static func markdownText(_ text: String) -> String {
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

extension Report {
    /// Whether a column has numbers only, which people compare by their last digits.
    static func isNumeric(_ column: Int, in rows: [[Cell]]) -> Bool {
        !rows.isEmpty && rows.allSatisfy { $0[column].isNumber || $0[column] == .none }
    }
}

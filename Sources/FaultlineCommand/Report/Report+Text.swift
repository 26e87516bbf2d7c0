extension Report {
    /// For people: the headline, the fields aligned, and each table in columns as wide as their content.
    func text(_ style: Style) -> String {
        var blocks: [String] = []
        if let headline { blocks.append(style.bold(headline)) }
        if !fields.isEmpty {
            let width = fields.map(\.title.count).max() ?? 0
            blocks.append(
                fields.map { field in
                    style.dim(field.title.padded(to: width)) + "  " + style.paint(field.cell.text, field.cell)
                }.joined(separator: "\n"))
        }
        for table in tables {
            guard let body = table.text(style) else { continue }
            let isTitled = !table.title.isEmpty && !table.rows.isEmpty
            blocks.append(isTitled ? style.bold(table.title) + "\n" + body : body)
        }
        if !notes.isEmpty { blocks.append(notes.joined(separator: "\n")) }
        return blocks.joined(separator: "\n\n") + "\n"
    }
}

extension Report.Table {
    /// Nil when there is nothing to show.
    func text(_ style: Style) -> String? {
        guard !rows.isEmpty else { return whenEmpty }
        let rows = Array(rows)
        let texts = rows.map { $0.map { $0.text.oneLine } }
        let widths = columns.indices.map { column in
            texts.reduce(columns[column].title.count) { max($0, $1[column].count) }
        }
        let numeric = columns.indices.map { Report.isNumeric($0, in: rows) }
        func line(_ cells: [String], _ paint: (Int, String) -> String) -> String {
            var line = ""
            for (column, cell) in cells.enumerated() {
                let isLast = column == cells.count - 1
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                line += numeric[column] ? padding + paint(column, cell) : paint(column, cell) + (isLast ? "" : padding)
                if !isLast { line += "  " }
            }
            return line.trimmingTrailingSpaces
        }
        let header = line(columns.map(\.title)) { style.dim($1) }
        let body = zip(rows, texts).map { row, cells in line(cells) { style.paint($1, row[$0]) } }
        return ([header] + body).joined(separator: "\n")
    }
}

extension String {
    func padded(to width: Int) -> String {
        count >= width ? self : self + String(repeating: " ", count: width - count)
    }

    /// Line breaks and other control characters as spaces: a value must not forge lines or move the cursor.
    var oneLine: String {
        guard unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) else {
            return self
        }
        return String(
            String.UnicodeScalarView(
                unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }))
    }

    var trimmingTrailingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

public import GraphModel

extension SourceText {
    /// Columns of a terminal that the shown part of a line takes at most.
    private static let shownColumns = 100
    private static let tabColumns = 4

    /// An error with the line that it is about and a caret below the place:
    ///
    ///     query:1:8: expected an expression, found `)` [query.unexpectedSyntax]
    ///     1 | RETURN )
    ///       |        ^
    ///
    /// The error's advice follows. Of a long line the part around the place is shown. Tabs are shown as four columns,
    /// wide characters count as two and combining ones as none, so that the caret stands where a terminal shows
    /// the character.
    public func render(_ error: QueryError) -> String {
        var rendered = ""
        if let position = error.position { rendered += "\(position): " }
        rendered += "\(error.message) [\(error.code)]"
        if let position = error.position, let number = position.line, let line = line(number) {
            let (shown, caret) = excerpt(of: line, column: position.column ?? 1)
            let label = String(number)
            let margin = String(repeating: " ", count: label.utf8.count)
            rendered += "\n\(label) | \(shown)\n\(margin) | \(String(repeating: " ", count: caret))^"
        }
        if let advice = error.advice { rendered += "\n\(advice)" }
        return rendered
    }

    /// The part of a line around a column, and how many columns of a terminal stand before the place in it.
    private func excerpt(of line: Substring, column: Int) -> (shown: String, caret: Int) {
        var cells: [(text: String, width: Int)] = []
        for character in line {
            let isTab = character == "\t"
            let text = isTab ? String(repeating: " ", count: Self.tabColumns) : Self.visible(character)
            cells.append((text, isTab ? Self.tabColumns : CharacterWidth.columns(of: character)))
        }
        let place = min(max(column - 1, 0), cells.count)
        var first = place
        var before = 0
        while first > 0, before + cells[first - 1].width <= Self.shownColumns / 2 {
            first -= 1
            before += cells[first].width
        }
        var last = place
        var after = 0
        while last < cells.count, after + cells[last].width <= Self.shownColumns / 2 {
            after += cells[last].width
            last += 1
        }
        let shown = cells[first..<last].map(\.text).joined()
        let head = first > 0 ? "…" : ""
        let tail = last < cells.count ? "…" : ""
        return (head + shown + tail, before + head.count)
    }

    /// Control characters would move the terminal's cursor.
    private static func visible(_ character: Character) -> String {
        let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return isControl ? "\u{FFFD}" : String(character)
    }
}

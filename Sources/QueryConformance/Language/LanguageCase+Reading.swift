internal import GraphModel

extension LanguageCase {
    /// Reads the cases of a file.
    ///
    /// - Parameter file: The file's path, for positions.
    /// - Throws: `ConformanceError` with the position of what cannot be read.
    public static func read(_ bytes: [UInt8], file: String) throws -> [LanguageCase] {
        var reader = LanguageReader(lines: try TextLines(bytes, file: file))
        return try reader.cases()
    }
}

/// Reads the lines of one file of language cases from the first to the last.
private struct LanguageReader {
    private enum Section: String, CaseIterable {
        case given, parameters, query, rows, effects, error, plan, warning
        case rowsInOrder = "rows in order"

        init?(_ line: TextLines.Line) {
            guard line.indentation == 0, let section = Self.allCases.first(where: { line.text.hasPrefix($0.prefix) })
            else { return nil }
            self = section
        }

        var prefix: String { rawValue + ":" }
    }

    var lines: TextLines

    mutating func cases() throws -> [LanguageCase] {
        var cases: [LanguageCase] = []
        var names: Set<String> = []
        while true {
            lines.skipBlank()
            guard let head = lines.next() else { return cases }
            guard let name = head.after("---"), !name.isEmpty else {
                throw lines.fault("expected \"---\" and a name", at: head)
            }
            guard names.insert(name).inserted else { throw lines.fault("a second case of this name", at: head) }
            cases.append(try languageCase(name, head))
        }
    }

    private mutating func languageCase(_ name: String, _ head: TextLines.Line) throws -> LanguageCase {
        var result = LanguageCase(name: name, position: lines.position(of: head), query: "", expectations: [])
        var seen: Set<Section> = []
        lines.skipBlank()
        while let line = lines.peek, !line.hasPrefix("---") {
            guard let section = Section(line) else { throw lines.fault("expected a section", at: line) }
            let isFirst = seen.insert(section).inserted
            guard isFirst || section == .warning else { throw lines.fault("a second \"\(section.prefix)\"", at: line) }
            _ = lines.next()
            try read(section, line, into: &result)
            lines.skipBlank()
        }
        guard !result.query.isEmpty else { throw lines.fault("a case without a query", at: head) }
        guard !result.expectations.isEmpty else { throw lines.fault("a case that expects nothing", at: head) }
        let hasRows = seen.contains(.rows) || seen.contains(.rowsInOrder)
        if seen.contains(.error), hasRows { throw lines.fault("a case that expects rows and an error", at: head) }
        if seen.contains(.rows), seen.contains(.rowsInOrder) {
            throw lines.fault("a case that expects rows twice", at: head)
        }
        return result
    }

    private mutating func read(
        _ section: Section, _ line: TextLines.Line, into result: inout LanguageCase
    ) throws {
        let inline = String(decoding: line.content.dropFirst(section.prefix.utf8.count).trimmed, as: UTF8.self)
        switch section {
        case .given: result.given = Script.statements(of: text(inline))
        case .query: result.query = text(inline)
        case .parameters: result.parameters = try table(inline, line).parameters()
        case .rows, .rowsInOrder:
            if inline == "none" {
                result.expectations.append(.rows(ExpectedRows(columns: [], rows: [])))
            } else {
                let rows = try ExpectedRows(try table(inline, line), isOrdered: section == .rowsInOrder)
                result.expectations.append(.rows(rows))
            }
        case .effects: result.expectations.append(.effects(try effects(text(inline), line)))
        case .error: result.expectations.append(try error(text(inline), line))
        case .plan: result.expectations.append(.plan(text(inline)))
        case .warning: result.expectations.append(.warning(text(inline)))
        }
    }

    /// What stands behind the colon and on the lines up to the next section, without blank lines at its ends.
    private mutating func text(_ inline: String) -> String {
        var text = inline.isEmpty ? [] : [inline]
        while let line = lines.peek, Section(line) == nil, !line.hasPrefix("---") {
            _ = lines.next()
            if line.isComment, line.indentation == 0 { continue }
            let isLeading = line.isBlank && text.isEmpty
            if !isLeading { text.append(String(decoding: line.bytes, as: UTF8.self)) }
        }
        while let last = text.last, last.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
            text.removeLast()
        }
        return text.joined(separator: "\n")
    }

    private mutating func table(_ inline: String, _ line: TextLines.Line) throws -> Table {
        lines.skipBlank()
        guard inline.isEmpty, let first = lines.peek, first.hasPrefix("|") else {
            throw lines.fault("expected a table", at: line)
        }
        return try lines.table()
    }

    private func effects(_ text: String, _ line: TextLines.Line) throws -> SideEffects {
        if text == "none" { return .none }
        let rows = text.split(separator: ",").map { part in
            Table.Row(part.split(separator: " ").map(String.init), at: lines.position(of: line))
        }
        guard !rows.isEmpty else { throw lines.fault("expected side effects", at: line) }
        return try SideEffects(Table(rows))
    }

    /// `CODE` or `CODE at LINE:COLUMN`.
    private func error(_ text: String, _ line: TextLines.Line) throws -> LanguageCase.Expectation {
        let words = text.split(separator: " ")
        if words.count == 1 { return .error(code: text, line: nil, column: nil) }
        let numbers = (words.last ?? "").split(separator: ":").map { Int($0) }
        guard words.count == 3, words[1] == "at", numbers.count == 2, let row = numbers[0], let column = numbers[1]
        else { throw lines.fault("expected a code, or a code \"at\" a line and a column", at: line) }
        return .error(code: String(words[0]), line: row, column: column)
    }
}

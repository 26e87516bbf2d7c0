import GraphModel

/// A mapped text with its columns found in a header.
struct CompiledText {
    private enum Piece {
        case literal(String)
        case cell(Int)
    }

    private let pieces: [Piece]
    private let text: MappedText
    /// The column that messages point at: the first; nil for a constant.
    let column: Int?

    init(_ text: MappedText, _ header: CSVHeader) throws(ImportError) {
        var pieces: [Piece] = []
        var first: Int?
        for piece in text.pieces {
            switch piece {
            case .column(let name):
                guard let index = header[name] else { throw Self.unknown(name, text, header) }
                first = first ?? index
                pieces.append(.cell(index))
            case .literal(let literal): pieces.append(.literal(literal))
            }
        }
        self.pieces = pieces
        self.text = text
        column = first
    }

    private static func unknown(_ name: String, _ text: MappedText, _ header: CSVHeader) -> ImportError {
        ImportError(
            .badMapping, "\(header.file) has no column `\(name)`", at: text.position,
            advice: NameSuggestions.question(for: name, among: header.names)
                ?? "The columns are: \(header.names.joined(separator: ", ")).")
    }

    /// The one text of a row; nil when a cell that it needs is empty.
    func text(_ row: CSVReader) throws(ImportError) -> String? {
        guard let assembled = assemble(row, replacing: nil) else { return nil }
        return try replaced(assembled, row)
    }

    /// The texts of a row: several where a separator splits the first column.
    func texts(_ row: CSVReader) throws(ImportError) -> [String] {
        guard let separator = text.separator, let column else {
            return if let text = try text(row) { [text] } else { [] }
        }
        var texts: [String] = []
        for part in CSVList.parts(row.text(column), separator: separator) {
            if let assembled = assemble(row, replacing: part) { texts.append(try replaced(assembled, row)) }
        }
        return texts
    }

    /// The value of a row in the mapping's type; nil when a cell that it needs is empty.
    func value(_ row: CSVReader) throws(ImportError) -> PropertyValue? {
        guard text.separator != nil else {
            guard let text = try text(row) else { return nil }
            return try converted(text, row)
        }
        let texts = try texts(row)
        guard !texts.isEmpty else { return nil }
        var values: [PropertyValue] = []
        for text in texts { values.append(try converted(text, row)) }
        return .list(values)
    }

    private func assemble(_ row: CSVReader, replacing part: String?) -> String? {
        if pieces.count == 1, case .cell(let index) = pieces[0] {
            return part ?? (row.isEmpty(index) ? nil : row.text(index))
        }
        var assembled = ""
        for piece in pieces {
            switch piece {
            case .literal(let literal): assembled += literal
            case .cell(let index):
                if let part, index == column {
                    assembled += part
                } else if row.isEmpty(index) {
                    return nil
                } else {
                    assembled += row.text(index)
                }
            }
        }
        return assembled
    }

    private func replaced(_ assembled: String, _ row: CSVReader) throws(ImportError) -> String {
        guard let values = text.values else { return assembled }
        return values[assembled] ?? text.otherwise ?? assembled
    }

    private func converted(_ assembled: String, _ row: CSVReader) throws(ImportError) -> PropertyValue {
        if let value = text.type.value(assembled) { return value }
        throw ImportError(
            .badRecord, "this is not \(text.type.description)", at: row.position(column ?? 0),
            advice: "The mapping file states the type in line \(text.position.line ?? 0).")
    }

    /// Whether a table of values is given that has no entry for the row's text.
    func isUnlisted(_ row: CSVReader) -> Bool {
        guard let values = text.values, text.otherwise == nil else { return false }
        guard let assembled = assemble(row, replacing: nil) else { return false }
        return values[assembled] == nil
    }
}

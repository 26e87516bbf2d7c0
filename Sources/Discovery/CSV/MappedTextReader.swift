/// Reads the texts of a mapping file: `"{Column}-{Other}"`, or a mapping with `column` or `text`, `type`, `values`,
/// `separator` and `format`.
struct MappedTextReader {
    let hasDecimalComma: Bool

    /// A text that has one value a row and is not converted.
    func single(_ part: YAMLPart) throws(ImportError) -> MappedText {
        let text = try read(part)
        guard text.separator == nil, text.type.isText else {
            throw part.error("\(part.what) is one text; it takes neither `type` nor `separator`")
        }
        return text
    }

    func read(_ part: YAMLPart) throws(ImportError) -> MappedText {
        guard part.isMapping else {
            return MappedText(pieces: try pieces(part), position: part.position)
        }
        let keys = try part.members(of: ["column", "text", "value", "type", "format", "separator", "values"])
        var text = MappedText(pieces: try pieces(part, keys), position: part.position)
        text.isMeantLiterally = keys["value"] != nil
        if let values = keys["values"] { try read(values, into: &text) }
        if let separator = keys["separator"] {
            let name = try separator.text()
            guard name.utf8.count == 1, let byte = name.utf8.first, !text.columns.isEmpty else {
                throw separator.error("`separator` is one character, and splits a column")
            }
            text.separator = byte
        }
        let format = try keys["format"]?.text()
        if let type = keys["type"] {
            let name = try type.text()
            guard let found = CellType(name: name, format: format, hasDecimalComma: hasDecimalComma) else {
                throw type.error(
                    "`\(name)`\(format == nil ? "" : " with this `format`") is not a type",
                    advice: "The types are: \(CellType.names.joined(separator: ", ")); date and dateTime take a "
                        + "`format` such as DD.MM.YYYY hh:mm.")
            }
            text.type = found
        } else if format != nil {
            throw part.error("`format` needs `type: date` or `type: dateTime`")
        }
        return text
    }

    private func pieces(_ part: YAMLPart, _ keys: [String: YAMLPart]) throws(ImportError) -> [MappedText.Piece] {
        let given = ["column", "text", "value"].compactMap { keys[$0] }
        guard given.count == 1, let first = given.first else {
            throw part.error("\(part.what) needs one of `column`, `text` and `value`")
        }
        if keys["column"] != nil { return [.column(try first.text())] }
        if keys["value"] != nil { return [.literal(try first.text())] }
        return try pieces(first)
    }

    /// `{Column}` stands for a cell; doubled braces for themselves.
    private func pieces(_ part: YAMLPart) throws(ImportError) -> [MappedText.Piece] {
        var pieces: [MappedText.Piece] = []
        var literal = ""
        var rest = try part.text()[...]
        while let character = rest.popFirst() {
            if character == "{" || character == "}", rest.first == character {
                literal.append(rest.removeFirst())
            } else if character == "}" {
                throw part.error("`}` closes nothing", advice: "Double it to mean the character.")
            } else if character == "{" {
                guard let end = rest.firstIndex(of: "}"), end > rest.startIndex else {
                    throw part.error(
                        "`{` needs the name of a column and `}`", advice: "Double it to mean the character.")
                }
                if !literal.isEmpty { pieces.append(.literal(literal)) }
                literal = ""
                pieces.append(.column(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            } else {
                literal.append(character)
            }
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        guard !pieces.isEmpty else { throw part.error("\(part.what) is empty") }
        return pieces
    }

    private func read(_ values: YAMLPart, into text: inout MappedText) throws(ImportError) {
        var table: [String: String] = [:]
        for (from, to) in try values.members() {
            if from == "*" { text.otherwise = try to.text() } else { table[from] = try to.text() }
        }
        text.values = table
    }
}

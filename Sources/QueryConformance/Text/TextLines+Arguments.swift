internal import GraphModel

extension TextLines {
    /// The text between two lines of quotes, without the indentation of the first.
    mutating func docString() throws -> String {
        guard let opening = next() else { throw fault("expected a doc string") }
        // What follows the quotes names the kind of text.
        let quotes = opening.content.prefix(3)
        var text: [UInt8] = []
        var isFirst = true
        while let line = next() {
            if line.content.elementsEqual(quotes) {
                return String(decoding: Self.unescaped(text, quotes), as: UTF8.self)
            }
            if !isFirst { text.append(UInt8(ascii: "\n")) }
            isFirst = false
            text += line.bytes.dropFirst(min(line.indentation, opening.indentation))
        }
        throw fault("a doc string without an end", at: opening)
    }

    /// Quotes that are part of the text carry a backslash each.
    private static func unescaped(_ text: [UInt8], _ quotes: ArraySlice<UInt8>) -> [UInt8] {
        let escaped = quotes.flatMap { [UInt8(ascii: "\\"), $0] }
        var rest = text[...]
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        while let byte = rest.first {
            if byte == escaped[0], rest.starts(with: escaped) {
                result += quotes
                rest = rest.dropFirst(escaped.count)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// The rows from here on, which may have blank lines and comments between them.
    mutating func table() throws -> Table {
        var rows: [Table.Row] = []
        while let line = peek, line.hasPrefix("|") {
            _ = next()
            let cells = try cells(of: line)
            if let first = rows.first, first.cells.count != cells.count {
                throw fault("\(cells.count) cells where the first row has \(first.cells.count)", at: line)
            }
            rows.append(Table.Row(cells, at: position(of: line)))
            skipBlank()
        }
        return Table(rows)
    }

    private func cells(of line: Line) throws -> [String] {
        var cells: [String] = []
        var rest = line.content.dropFirst()
        while !rest.isEmpty {
            guard let end = Self.endOfCell(rest) else { throw fault("a row without a bar at its end", at: line) }
            // White space goes before escapes are undone, which may stand for a line's end.
            cells.append(Self.undoingEscapes(rest[..<end].trimmed))
            rest = rest[(end + 1)...]
        }
        return cells
    }

    private static func endOfCell(_ bytes: ArraySlice<UInt8>) -> Int? {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "|"): return index
            case UInt8(ascii: "\\"): index += 2
            default: index += 1
            }
        }
        return nil
    }

    /// A backslash in front of anything else but a bar, a backslash and `n` stands for itself.
    private static func undoingEscapes(_ cell: ArraySlice<UInt8>) -> String {
        guard cell.contains(UInt8(ascii: "\\")) else { return String(decoding: cell, as: UTF8.self) }
        var result: [UInt8] = []
        var rest = cell
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            switch rest.first {
            case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "|"): result.append(UInt8(ascii: "|"))
            case UInt8(ascii: "\\"): result.append(UInt8(ascii: "\\"))
            default:
                result.append(byte)
                continue
            }
            rest = rest.dropFirst()
        }
        return String(decoding: result, as: UTF8.self)
    }
}

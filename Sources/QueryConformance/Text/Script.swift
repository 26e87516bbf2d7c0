/// Statements in one text.
enum Script {
    /// The parts between semicolons that are not inside quotes or comments; blank ones are left out.
    static func statements(of script: String) -> [String] {
        var statements: [String] = []
        var statement: [UInt8] = []
        var scanner = ScriptScanner()
        for byte in script.utf8 {
            if scanner.isSeparator(byte) {
                statements.append(String(decoding: statement[...].trimmedOfLines, as: UTF8.self))
                statement = []
            } else {
                statement.append(byte)
            }
        }
        statements.append(String(decoding: statement[...].trimmedOfLines, as: UTF8.self))
        return statements.filter { !$0.isEmpty }
    }
}

/// Knows which bytes of a script stand inside quotes or comments.
private struct ScriptScanner {
    private enum Place: Equatable {
        case code
        case quoted(UInt8)
        case escaped(UInt8)
        case lineComment, blockComment
    }

    private var place = Place.code
    /// The byte before, unless it ended what was there or began what is.
    private var previous: UInt8 = 0

    /// Takes the next byte, and tells whether it ends a statement.
    mutating func isSeparator(_ byte: UInt8) -> Bool {
        let before = place
        switch place {
        case .code: enter(byte)
        case .quoted(let quote):
            if byte == quote {
                place = .code
            } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") {
                place = .escaped(quote)
            }
        case .escaped(let quote): place = .quoted(quote)
        case .lineComment: if byte == UInt8(ascii: "\n") { place = .code }
        case .blockComment: if byte == UInt8(ascii: "/"), previous == UInt8(ascii: "*") { place = .code }
        }
        previous = place == before ? byte : 0
        return before == .code && byte == UInt8(ascii: ";")
    }

    private mutating func enter(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): place = .quoted(byte)
        case UInt8(ascii: "/"): if previous == byte { place = .lineComment }
        case UInt8(ascii: "*"): if previous == UInt8(ascii: "/") { place = .blockComment }
        default: break
        }
    }
}

extension ArraySlice<UInt8> {
    /// Without the spaces, tabs and line ends around it.
    fileprivate var trimmedOfLines: ArraySlice<UInt8> {
        let front = drop { $0 <= UInt8(ascii: " ") }
        guard let last = front.lastIndex(where: { $0 > UInt8(ascii: " ") }) else { return [] }
        return front[...last]
    }
}

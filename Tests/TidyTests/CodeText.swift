/// Swift source without comments and without the content of string literals. Not a lexer: it knows what this
/// repository's style produces.
enum CodeText {
    static func strip(_ lines: [Substring]) -> [String] {
        var inBlock: Block?
        return lines.map { strip($0, &inBlock) }
    }

    private enum Block { case comment, string }

    private static func strip(_ line: Substring, _ block: inout Block?) -> String {
        let isPlain = block == nil && !line.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "/") }
        if isPlain { return String(line) }
        var code = ""
        var rest = line
        while !rest.isEmpty {
            switch block {
            case .comment:
                guard let end = rest.firstRange(of: "*/") else { return code }
                rest = rest[end.upperBound...]
                block = nil
            case .string:
                guard let end = rest.firstRange(of: "\"\"\"") else { return code }
                rest = rest[end.upperBound...]
                block = nil
            case nil:
                if rest.hasPrefix("//") { return code }
                if rest.hasPrefix("/*") {
                    block = .comment
                    rest = rest.dropFirst(2)
                } else if rest.hasPrefix("\"\"\"") {
                    block = .string
                    rest = rest.dropFirst(3)
                } else if rest.first == "\"" {
                    rest = afterLiteral(rest)
                    code += "\"\""
                } else {
                    code.append(rest.removeFirst())
                }
            }
        }
        return code
    }

    /// What follows a literal that starts and ends on this line.
    private static func afterLiteral(_ text: Substring) -> Substring {
        var rest = text.dropFirst()
        var interpolation = 0
        while let character = rest.first {
            rest.removeFirst()
            if character == "\\" {
                if rest.first == "(" { interpolation += 1 }
                rest = rest.dropFirst()
            } else if interpolation > 0 {
                if character == "(" { interpolation += 1 }
                if character == ")" { interpolation -= 1 }
            } else if character == "\"" {
                return rest
            }
        }
        return rest
    }
}

extension Lexer {
    mutating func readString(quote: UInt8) {
        let start = offset
        var kind = TokenKind.plainString
        offset += 1
        while bytes[offset] != quote {
            if bytes[offset] == UInt8(ascii: "\\"), offset < count {
                kind = .escapedString
                offset += 1
            }
            guard offset < count else {
                offset = count
                fault = LexicalFault(message: "the string that begins here has no end", offset: start, wantsMore: true)
                return
            }
            offset += 1
        }
        offset += 1
        append(kind, from: start)
    }

    /// A name in backticks, in which two of them stand for one; false when it does not end.
    mutating func skipQuotedName() -> Bool {
        let start = offset
        let quote = UInt8(ascii: "`")
        offset += 1
        while bytes[offset] != quote || bytes[offset + 1] == quote {
            guard offset < count else {
                fault = LexicalFault(
                    message: "the name in backticks that begins here has no end", offset: start, wantsMore: true)
                return false
            }
            offset += bytes[offset] == quote ? 2 : 1
        }
        offset += 1
        if offset == start + 2 {
            fault = LexicalFault(message: "a name cannot be empty", offset: start)
            return false
        }
        return true
    }

    mutating func skipLine() {
        while offset < count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
    }

    /// `/* … */`; false when it does not end.
    mutating func skipComment() -> Bool {
        let start = offset
        offset += 2
        while offset < count {
            if bytes[offset] == UInt8(ascii: "*"), bytes[offset + 1] == UInt8(ascii: "/") {
                offset += 2
                return true
            }
            offset += 1
        }
        fault = LexicalFault(message: "the comment that begins here has no end", offset: start, wantsMore: true)
        return false
    }
}

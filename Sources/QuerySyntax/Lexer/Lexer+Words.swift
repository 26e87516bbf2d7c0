import GraphModel

extension Lexer {
    /// A name without quotes, which may be a keyword.
    mutating func readWord() {
        let start = offset
        var end = start
        var hash: UInt32 = 0
        while true {
            let byte = bytes[end]
            guard Characters.continuesName(byte) else { break }
            hash = KeywordTable.combine(hash, byte)
            end += 1
        }
        offset = end
        if bytes[offset] >= 0x80, skipNameBeyondASCII() { return append(.name, from: start) }
        let length = offset - start
        guard length >= 2, length <= KeywordTable.longest else { return append(.name, from: start) }
        let keyword = keywords.keyword(bytes, start, offset, hash: hash)
        append(.name, from: start, keyword: keyword)
    }

    /// The rest of a name from a character beyond ASCII on; whether there was any.
    private mutating func skipNameBeyondASCII() -> Bool {
        let start = offset
        while true {
            if bytes[offset] < 0x80 {
                guard Characters.continuesName(bytes[offset]) else { break }
                offset += 1
            } else {
                let (scalar, length) = Characters.decode(bytes, offset)
                guard Characters.continuesName(scalar) || Characters.startsName(scalar) else { break }
                offset += length
            }
        }
        return offset > start
    }

    /// Everything that could belong to a word; whether there was any.
    mutating func skipWordParts() -> Bool {
        let start = offset
        while Characters.continuesName(bytes[offset]) { offset += 1 }
        let isLonger = bytes[offset] >= 0x80 && skipNameBeyondASCII()
        return isLonger || offset > start
    }

    mutating func readParameter() {
        let start = offset
        offset += 1
        let byte = bytes[offset]
        if byte == UInt8(ascii: "`") {
            if skipQuotedName() { append(.quotedParameter, from: start) }
        } else if Characters.isDigit(byte) {
            while Characters.isDigit(bytes[offset]) { offset += 1 }
            if skipWordParts() {
                fault = LexicalFault(
                    message: "a parameter's name is a whole number or a name that does not begin with a digit",
                    offset: start)
                return
            }
            append(.parameter, from: start)
        } else if Characters.startsName(byte)
            || byte >= 0x80 && Characters.startsName(Characters.decode(bytes, offset).scalar)
        {
            _ = skipWordParts()
            append(.parameter, from: start)
        } else {
            append(.dollar, from: start)
        }
    }

    mutating func strayCharacter(_ scalar: Unicode.Scalar) {
        let isASCII = scalar.isASCII
        let isVisible = scalar.value > 0x20 && scalar.value != 0x7F
        let code = String(scalar.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
        let shown = isVisible ? "`\(Character(scalar))` (U+\(padded))" : "U+\(padded)"
        let isQuote = (0x2018...0x201F).contains(scalar.value) || scalar.value == 0xAB || scalar.value == 0xBB
        fault = LexicalFault(
            detail: isASCII ? .unexpectedSyntax : .invalidUnicodeCharacter,
            message: "the character \(shown) has no meaning here",
            advice: isQuote ? "Strings stand in straight quotes, ' or \"." : nil, offset: offset)
    }
}

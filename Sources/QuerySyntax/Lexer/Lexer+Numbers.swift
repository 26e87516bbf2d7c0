extension Lexer {
    mutating func readNumber() {
        let start = offset
        if bytes[offset] == UInt8(ascii: "0") {
            switch bytes[offset + 1] {
            case UInt8(ascii: "x"), UInt8(ascii: "X"):
                return readPrefixed(.hexInteger) { Characters.hexDigit($0) != nil }
            case UInt8(ascii: "o"):
                return readPrefixed(.octalInteger) { $0 &- 0x30 < 8 }
            default: break
            }
        }
        var kind = TokenKind.decimalInteger
        skipDigits()
        if offset > start + 1, bytes[start] == UInt8(ascii: "0") { kind = .badNumber }
        if bytes[offset] == UInt8(ascii: "."), Characters.isDigit(bytes[offset + 1]) {
            kind = .floatingPoint
            offset += 1
            skipDigits()
        }
        if bytes[offset] | 0x20 == UInt8(ascii: "e") {
            let sign = bytes[offset + 1]
            let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
            let digits = offset + (isSigned ? 2 : 1)
            if digits <= count, Characters.isDigit(bytes[digits]) {
                kind = .floatingPoint
                offset = digits
                skipDigits()
            }
        }
        if skipWordParts() { kind = .badNumber }
        append(kind, from: start)
    }

    private mutating func skipDigits() {
        while Characters.isDigit(bytes[offset]) { offset += 1 }
    }

    /// `0x…`, `0o…`
    private mutating func readPrefixed(_ kind: TokenKind, isDigit: (UInt8) -> Bool) {
        let start = offset
        offset += 2
        while isDigit(bytes[offset]) { offset += 1 }
        let hasDigits = offset > start + 2
        let hasMore = skipWordParts()
        append(hasDigits && !hasMore ? kind : .badNumber, from: start)
    }
}

/// Cuts a statement into tokens.
///
/// Linear in the length of the text. Brackets are paired on the way, which is what lets the parser look behind one
/// without reading what is inside.
struct Lexer {
    /// The text and a zero after it.
    let bytes: [UInt8]
    let count: Int
    var offset = 0
    var tokens: [Token] = []
    var fault: LexicalFault?
    /// Indexes of the brackets that are open.
    private var open: [UInt32] = []
    let keywords = KeywordTable.shared

    init(_ text: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 1)
        bytes.append(contentsOf: text.utf8)
        bytes.append(0)
        self.bytes = bytes
        count = bytes.count - 1
    }

    /// Reads everything. The last token is `endOfText` or `fault`.
    mutating func run() {
        tokens.reserveCapacity(count / 3 + 8)
        open.reserveCapacity(16)
        while skipSpace() {
            if offset == count { return append(.endOfText, from: offset) }
            readToken()
            if fault != nil { break }
        }
        append(.fault, from: min(fault?.offset ?? count, count))
    }

    @inline(__always)
    mutating func append(_ kind: TokenKind, from start: Int, keyword: Keyword? = nil) {
        tokens.append(Token(kind: kind, keyword: keyword, start: UInt32(start), end: UInt32(offset)))
    }

    private mutating func readToken() {
        let start = offset
        let byte = bytes[offset]
        if Characters.startsName(byte) { return readWord() }
        if Characters.isDigit(byte) { return readNumber() }
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): readString(quote: byte)
        case UInt8(ascii: "`"):
            if skipQuotedName() { append(.quotedName, from: start) }
        case UInt8(ascii: "$"): readParameter()
        case UInt8(ascii: "."):
            if Characters.isDigit(bytes[offset + 1]) { readNumber() } else { readSign() }
        case 0x80...: readBeyondASCII()
        default: readSign()
        }
    }

    private mutating func readSign() {
        let next = bytes[offset + 1]
        switch bytes[offset] {
        case UInt8(ascii: "("): openBracket(.leftParen)
        case UInt8(ascii: ")"): closeBracket(.rightParen, opening: .leftParen)
        case UInt8(ascii: "["): openBracket(.leftBracket)
        case UInt8(ascii: "]"): closeBracket(.rightBracket, opening: .leftBracket)
        case UInt8(ascii: "{"): openBracket(.leftBrace)
        case UInt8(ascii: "}"): closeBracket(.rightBrace, opening: .leftBrace)
        case UInt8(ascii: ","): sign(.comma)
        case UInt8(ascii: ";"): sign(.semicolon)
        case UInt8(ascii: "."): sign(.dot, or: .dotDot, before: ".", next)
        case UInt8(ascii: ":"): sign(.colon, or: .doubleColon, before: ":", next)
        case UInt8(ascii: "|"): sign(.bar, or: .doubleBar, before: "|", next)
        case UInt8(ascii: "&"): sign(.ampersand, or: .foreignAnd, before: "&", next)
        case UInt8(ascii: "!"): sign(.exclamation, or: .foreignNotEqual, before: "=", next)
        case UInt8(ascii: "+"): sign(.plus, or: .plusEqual, before: "=", next)
        case UInt8(ascii: "-"): sign(.minus)
        case UInt8(ascii: "*"): sign(.star)
        case UInt8(ascii: "/"): sign(.slash)
        case UInt8(ascii: "%"): sign(.percent)
        case UInt8(ascii: "^"): sign(.caret)
        case UInt8(ascii: "="):
            if next == UInt8(ascii: "~") {
                sign(.matches, length: 2)
            } else {
                sign(.equal, or: .foreignEqual, before: "=", next)
            }
        case UInt8(ascii: "<"):
            if next == UInt8(ascii: ">") {
                sign(.notEqual, length: 2)
            } else {
                sign(.less, or: .lessOrEqual, before: "=", next)
            }
        case UInt8(ascii: ">"): sign(.greater, or: .greaterOrEqual, before: "=", next)
        default: strayCharacter(Unicode.Scalar(bytes[offset]))
        }
    }

    @inline(__always)
    private mutating func sign(_ kind: TokenKind, length: Int = 1) {
        offset += length
        append(kind, from: offset - length)
    }

    /// A sign of one byte, or another one where `second` follows.
    @inline(__always)
    private mutating func sign(_ one: TokenKind, or two: TokenKind, before second: Unicode.Scalar, _ next: UInt8) {
        if next == UInt8(ascii: second) { sign(two, length: 2) } else { sign(one) }
    }

    private mutating func openBracket(_ kind: TokenKind) {
        open.append(UInt32(tokens.count))
        sign(kind)
    }

    private mutating func closeBracket(_ kind: TokenKind, opening: TokenKind) {
        if let last = open.last, tokens[Int(last)].kind == opening {
            tokens[Int(last)].partner = UInt32(tokens.count)
            open.removeLast()
        }
        sign(kind)
    }

    private mutating func readBeyondASCII() {
        let (scalar, length) = Characters.decode(bytes, offset)
        if Characters.startsName(scalar) { return readWord() }
        guard let kind = Characters.arrowPart(scalar) else { return strayCharacter(scalar) }
        sign(kind, length: length)
    }

    /// Space and comments; false when a comment does not end.
    private mutating func skipSpace() -> Bool {
        while true {
            var byte = bytes[offset]
            while Characters.isSpace(byte) {
                offset += 1
                byte = bytes[offset]
            }
            if byte == UInt8(ascii: "/") {
                switch bytes[offset + 1] {
                case UInt8(ascii: "/"): skipLine()
                case UInt8(ascii: "*"): if !skipComment() { return false }
                default: return true
                }
            } else if byte >= 0x80 {
                let (scalar, length) = Characters.decode(bytes, offset)
                guard Characters.isSpace(scalar) else { return true }
                offset += length
            } else {
                return true
            }
        }
    }
}

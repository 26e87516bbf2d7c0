import GraphModel

/// The recursive descent over the tokens of one text. What follows one another in the grammar is in extensions, a file
/// for each part.
struct Parser {
    let text: String
    let bytes: [UInt8]
    let tokens: [Token]
    let fault: LexicalFault?
    /// Of the token that is looked at.
    var index = 0
    /// Constructs inside each other.
    var depth = 0
    /// Height of the expression that was read last.
    var height = 0
    /// Height of the tallest expression read since the innermost construct began.
    var tallest = 0
    /// A `|` may belong to the comprehension that the expression stands in.
    var isBeforeBar = false

    init(_ text: String) throws(QueryError) {
        guard text.utf8.count <= SyntaxLimits.statementBytes else {
            let size = SyntaxLimits.statementBytes >> 20
            throw QueryError(.memoryLimit, .limit, .compileTime, "the statement is longer than \(size) MiB")
        }
        var lexer = Lexer(text)
        lexer.run()
        self.text = text
        bytes = lexer.bytes
        tokens = lexer.tokens
        fault = lexer.fault
    }

    // MARK: Looking

    var current: Token { tokens[index] }

    /// The token some places further on; the last one stands for all after it.
    func token(after distance: Int) -> Token { tokens[min(index + distance, tokens.count - 1)] }

    func token(at place: Int) -> Token { tokens[min(place, tokens.count - 1)] }

    func at(_ kind: TokenKind) -> Bool { tokens[index].kind == kind }

    func at(_ keyword: Keyword) -> Bool { tokens[index].keyword == keyword }

    /// Whether two keywords follow one another here.
    func at(_ first: Keyword, _ second: Keyword) -> Bool { at(first) && token(after: 1).keyword == second }

    // MARK: Taking

    mutating func advance() { if index < tokens.count - 1 { index += 1 } }

    mutating func take(_ kind: TokenKind) -> Bool {
        guard at(kind) else { return false }
        advance()
        return true
    }

    mutating func take(_ keyword: Keyword) -> Bool {
        guard at(keyword) else { return false }
        advance()
        return true
    }

    mutating func expect(_ kind: TokenKind, _ expected: String) throws(QueryError) {
        if !take(kind) { throw unexpected(expected) }
    }

    mutating func expect(_ keyword: Keyword) throws(QueryError) {
        if !take(keyword) { throw unexpected("`\(keyword.text)`", words: [keyword]) }
    }

    /// A name, which may be any word.
    mutating func name(_ expected: String) throws(QueryError) -> Name {
        guard current.kind.isName else { throw unexpected(expected) }
        let name = Name(nameText(current), span(current))
        advance()
        return name
    }

    mutating func variable() throws(QueryError) -> Name { try name("a variable") }

    /// A comma and another item.
    mutating func takesComma() -> Bool { take(.comma) }

    // MARK: Text

    func span(_ token: Token) -> Span { Span(start: Int(token.start), end: Int(token.end)) }

    /// From the token at `first` to the token before the current one.
    func span(from first: Int) -> Span {
        let start = Int(tokens[first].start)
        return Span(start: start, end: index > first ? Int(tokens[index - 1].end) : start)
    }

    func string(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    func text(_ token: Token) -> String { string(Int(token.start), Int(token.end)) }

    /// What a name or the name of a parameter says, without quotes.
    func nameText(_ token: Token) -> String {
        switch token.kind {
        case .quotedName: unquoted(Int(token.start) + 1, Int(token.end) - 1)
        case .quotedParameter: unquoted(Int(token.start) + 2, Int(token.end) - 1)
        case .parameter: string(Int(token.start) + 1, Int(token.end))
        default: text(token)
        }
    }

    private func unquoted(_ start: Int, _ end: Int) -> String {
        let quote = UInt8(ascii: "`")
        guard bytes[start..<end].contains(quote) else { return string(start, end) }
        var content: [UInt8] = []
        var offset = start
        while offset < end {
            content.append(bytes[offset])
            offset += bytes[offset] == quote ? 2 : 1
        }
        return String(decoding: content, as: UTF8.self)
    }
}

import GraphModel

extension Parser {
    func position(_ offset: Int) -> SourcePosition { SourceText(text).position(at: offset) }

    /// Something else was expected than what stands here.
    ///
    /// - Parameter words: keywords that a misspelled word may have meant.
    func unexpected(_ expected: String, words: [Keyword] = []) -> QueryError {
        switch current.kind {
        case .fault:
            if let fault { return error(fault) }
        case .unicodeDash, .unicodeLeft, .unicodeRight:
            return error(
                .invalidUnicodeCharacter, "the character `\(text(current))` draws relationships and is no operator",
                at: current, advice: current.kind == .unicodeDash ? "Minus is written `-`." : nil)
        default: break
        }
        return QueryError.syntax(
            .unexpectedSyntax, "expected \(expected), found \(found)", at: position(foundOffset),
            advice: advice(words))
    }

    /// An error about what stands between two offsets or tokens that is more than a wrong token.
    func error(_ detail: QueryErrorDetail, _ message: String, at token: Token, advice: String? = nil) -> QueryError {
        .syntax(detail, message, at: position(Int(token.start)), advice: advice)
    }

    /// What the language knows and this product refuses.
    func refused(_ message: String, advice: String? = nil, at token: Token) -> QueryError {
        QueryError(
            .notAllowed, .semantic, .compileTime, message, at: position(Int(token.start)), advice: advice)
    }

    private func error(_ fault: LexicalFault) -> QueryError {
        .syntax(fault.detail, fault.message, at: position(fault.offset), advice: fault.advice)
    }

    /// Where the current token stands; the end of the text, right behind the last token.
    private var foundOffset: Int {
        at(.endOfText) && index > 0 ? Int(tokens[index - 1].end) : Int(current.start)
    }

    /// The current token in words. Literals are not repeated: messages do not tell values.
    private var found: String {
        let token = current
        switch token.kind {
        case .endOfText: return "the end of the query"
        case .plainString, .escapedString: return "a string"
        case .decimalInteger, .hexInteger, .octalInteger, .floatingPoint: return "a number"
        case .badNumber: return "digits and letters that make no number"
        case .parameter, .quotedParameter: return "the parameter `\(short(token))`"
        default: return "`\(short(token))`"
        }
    }

    private func short(_ token: Token) -> String {
        let text = text(token)
        let longest = 40
        return text.utf8.count <= longest ? text : text.prefix(longest) + "…"
    }

    private func advice(_ words: [Keyword]) -> String? {
        switch current.kind {
        case .foreignNotEqual: return "Inequality is written `<>`."
        case .foreignEqual: return "Equality is written `=`."
        case .foreignAnd: return "Write `AND`."
        case .exclamation: return "Write `NOT`."
        case .name where !words.contains { $0 == current.keyword }:
            guard current.end - current.start > 1 else { return nil }
            return NameSuggestions.question(for: text(current), among: words.map(\.text))
        default: return nil
        }
    }
}

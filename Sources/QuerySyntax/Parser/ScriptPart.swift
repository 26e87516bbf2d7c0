/// One statement of a text that has several.
public struct ScriptPart: Hashable, Sendable {
    /// Without the semicolon and without the space and comments around it.
    public var text: String
    /// Where it stands in the script, in bytes.
    public var span: Span
    /// A semicolon ended it. The last part of a text that is still being typed has none.
    public var isTerminated: Bool

    public init(text: String, span: Span, isTerminated: Bool) {
        self.text = text
        self.span = span
        self.isTerminated = isTerminated
    }
}

extension QueryParser {
    /// The statements of a text, which semicolons end. Those in strings, comments and quoted names end nothing; parts
    /// that are empty or only comments are left out. The statements themselves are not checked.
    public static func parseScript(_ text: String) -> [ScriptPart] {
        var splitter = ScriptSplitter(text)
        return splitter.split()
    }
}

/// Walks over a script with the lexer's knowledge of where quotes and comments end.
private struct ScriptSplitter {
    private var lexer: Lexer
    private var parts: [ScriptPart] = []
    /// The first and the last byte that belong to the statement that is walked over.
    private var start: Int?
    private var end = 0

    init(_ text: String) { lexer = Lexer(text) }

    mutating func split() -> [ScriptPart] {
        while lexer.offset < lexer.count {
            let first = lexer.offset
            switch lexer.bytes[first] {
            case UInt8(ascii: ";"):
                lexer.offset += 1
                finish(isTerminated: true)
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                lexer.readString(quote: lexer.bytes[first])
                cover(first)
            case UInt8(ascii: "`"):
                if !lexer.skipQuotedName(), lexer.fault?.wantsMore == true { lexer.offset = lexer.count }
                cover(first)
            case UInt8(ascii: "/") where lexer.bytes[first + 1] == UInt8(ascii: "/"): lexer.skipLine()
            case UInt8(ascii: "/") where lexer.bytes[first + 1] == UInt8(ascii: "*"):
                // A comment without an end is kept, so that it is reported.
                if !lexer.skipComment() { cover(first) }
            case let byte:
                lexer.offset += 1
                if !Characters.isSpace(byte) { cover(first) }
            }
        }
        finish(isTerminated: false)
        return parts
    }

    private mutating func cover(_ first: Int) {
        if start == nil { start = first }
        end = lexer.offset
    }

    private mutating func finish(isTerminated: Bool) {
        guard let first = start else { return }
        let text = String(decoding: lexer.bytes[first..<end], as: UTF8.self)
        parts.append(ScriptPart(text: text, span: Span(start: first, end: end), isTerminated: isTerminated))
        start = nil
    }
}

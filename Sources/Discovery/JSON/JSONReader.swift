public import GraphModel

/// A pull reader of JSON (RFC 8259, strict) in bounded memory, whatever the size of the document.
///
///     let reader = try JSONReader(input)
///     try reader.beginObject()
///     while try reader.nextKey() {
///         guard reader.keyIs("items") else { try reader.skipValue(); continue }
///         try reader.beginArray()
///         while try reader.nextElement() { use(try reader.readValue()) }
///     }
///     try reader.end()
///
/// Every method throws `import.syntax`, `import.badEncoding` or `import.limit` with line, column and path when the
/// text is not JSON, and `import.badRecord` when it is JSON of another shape than the caller asks for. Nesting is
/// limited to `Limits.documentNesting` and never recurses.
public final class JSONReader {
    /// How many documents the input holds.
    public enum Framing: Sendable {
        /// One.
        case document
        /// Any number, one after the other, as NDJSON has them on lines of their own.
        case sequence
    }

    /// The token that the reader stands on; `end` before the first.
    public internal(set) var token = JSONToken.end

    var window: InputWindow
    /// Offset in the window of the first byte that no token has taken.
    var cursor = 0
    var expectation: Expectation
    let framing: Framing
    /// The text of the last key, and whether it can still be read.
    var key = TokenText()
    var hasKey = false
    /// The text of the current string or number.
    var text = TokenText()
    /// Texts that had escapes, decoded.
    var keyScratch: [UInt8] = []
    var textScratch: [UInt8] = []
    /// Window offset of the current token's first byte.
    var tokenStart = 0
    let stack: UnsafeMutablePointer<Frame>
    var depth = 0
    /// The keys that lead to the current container, one after the other, for paths.
    var pathBytes: [UInt8] = []

    /// What the grammar allows next.
    enum Expectation: UInt8 {
        case firstValue, value, firstKey, firstElement, commaOrEnd, nothing
    }

    /// A container that is open.
    struct Frame {
        var isObject: Bool
        /// Elements begun, less one.
        var index: Int
        /// Length of `pathBytes` before this container's key was added.
        var pathLength: Int
    }

    /// Where the text of a token is: in the window, or decoded in a scratch.
    struct TokenText {
        var start = 0
        var end = 0
        var isDecoded = false
    }

    /// - Throws: `import.badEncoding` for UTF-16 and UTF-32; `import.unreadable` when the input cannot be read.
    public init(_ input: ImportInput, framing: Framing = .document) throws(ImportError) {
        window = InputWindow(input)
        self.framing = framing
        expectation = .firstValue
        stack = .allocate(capacity: Limits.documentNesting)
        while window.count < 4, try window.refill(keeping: 0) {}
        cursor = try window.skipByteOrderMark()
    }

    deinit { stack.deallocate() }

    /// Moves to the next token.
    @discardableResult
    public func next() throws(ImportError) -> JSONToken {
        if expectation == .commaOrEnd { hasKey = false }
        var byte = try skipWhitespace()
        switch expectation {
        case .commaOrEnd:
            if byte == 0x2C {  // ,
                cursor += 1
                byte = try skipWhitespace()
                if stack[depth - 1].isObject { return try readKey(byte) }
                return try readValueToken(byte)
            }
            return try closeContainer(byte)
        case .value:
            return try readValueToken(byte)
        case .firstKey:
            return byte == 0x7D ? try closeContainer(byte) : try readKey(byte)
        case .firstElement:
            return byte == 0x5D ? try closeContainer(byte) : try readValueToken(byte)
        case .firstValue:
            if isAtEnd { return try endOfInput(allowed: framing == .sequence) }
            return try readValueToken(byte)
        case .nothing:
            if isAtEnd { return try endOfInput(allowed: true) }
            guard framing == .sequence else {
                throw syntax("there is more text after the end of the document")
            }
            return try readValueToken(byte)
        }
    }

    /// Whether the window's end, and with it the input's, has been reached; valid after `skipWhitespace`.
    var isAtEnd: Bool { cursor >= window.count }

    private func endOfInput(allowed: Bool) throws(ImportError) -> JSONToken {
        guard allowed else { throw syntax("the input is empty", advice: "A JSON document has at least one value.") }
        tokenStart = cursor
        token = .end
        return .end
    }

    private func readValueToken(_ byte: UInt8) throws(ImportError) -> JSONToken {
        tokenStart = cursor
        if depth > 0, !stack[depth - 1].isObject { stack[depth - 1].index += 1 }
        switch byte {
        case 0x22:
            try scanString(isKey: false)
            token = .string
        case 0x7B: return try open(isObject: true)
        case 0x5B: return try open(isObject: false)
        case 0x2D, 0x30...0x39:
            try scanNumber()
            token = .number
        case 0x74: token = try scanWord("true", .true)
        case 0x66: token = try scanWord("false", .false)
        case 0x6E: token = try scanWord("null", .null)
        default: throw unexpected("a value")
        }
        expectation = depth == 0 ? .nothing : .commaOrEnd
        return token
    }

    private func open(isObject: Bool) throws(ImportError) -> JSONToken {
        guard depth < Limits.documentNesting else {
            throw error(.limit, "nested deeper than \(Limits.documentNesting) levels")
        }
        let pathLength = pathBytes.count
        if expectation == .value { withKeyBytes { pathBytes.append(contentsOf: $0) } }
        stack[depth] = Frame(isObject: isObject, index: -1, pathLength: pathLength)
        depth += 1
        cursor += 1
        hasKey = false
        expectation = isObject ? .firstKey : .firstElement
        token = isObject ? .beginObject : .beginArray
        return token
    }

    private func closeContainer(_ byte: UInt8) throws(ImportError) -> JSONToken {
        let frame = stack[depth - 1]
        guard byte == (frame.isObject ? 0x7D : 0x5D) else {
            throw unexpected(frame.isObject ? "`,` or `}`" : "`,` or `]`")
        }
        tokenStart = cursor
        cursor += 1
        depth -= 1
        pathBytes.removeSubrange(frame.pathLength...)
        hasKey = false
        expectation = depth == 0 ? .nothing : .commaOrEnd
        token = frame.isObject ? .endObject : .endArray
        return token
    }

    private func readKey(_ byte: UInt8) throws(ImportError) -> JSONToken {
        tokenStart = cursor
        guard byte == 0x22 else { throw unexpected("a member's name in double quotes") }
        hasKey = false
        try scanString(isKey: true)
        hasKey = true
        expectation = .value
        if window.base[cursor] != 0x3A {
            guard try skipWhitespace() == 0x3A else { throw unexpected("`:`") }
        }
        cursor += 1
        token = .key
        return .key
    }
}

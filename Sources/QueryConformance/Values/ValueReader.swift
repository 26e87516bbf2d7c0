internal import GraphModel

/// Reads the text of one value byte by byte.
struct ValueReader {
    private let bytes: [UInt8]
    private let position: SourcePosition?
    private var offset = 0
    private var depth = 0

    init(_ text: String, at position: SourcePosition?) {
        bytes = Array(text.utf8)
        self.position = position
    }

    mutating func wholeText() throws -> ConformanceValue {
        let value = try value()
        skipSpace()
        guard offset == bytes.count else { throw fault("text after the value") }
        return value
    }

    static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    private mutating func value() throws -> ConformanceValue {
        guard depth < ConformanceValue.nestingLimit else { throw fault("nested too deeply") }
        depth += 1
        defer { depth -= 1 }
        skipSpace()
        switch peek {
        case UInt8(ascii: "("): return .node(try node())
        case UInt8(ascii: "<"): return .path(try path())
        case UInt8(ascii: "["):
            return peek(1) == UInt8(ascii: ":") ? .relationship(try relationship()) : .list(try list())
        case UInt8(ascii: "{"): return .map(try map())
        case UInt8(ascii: "'"): return .string(try string())
        default: return try word()
        }
    }
}

// MARK: - Containers

extension ValueReader {
    private mutating func list() throws -> [ConformanceValue] {
        try expect("[")
        var elements: [ConformanceValue] = []
        if take("]") { return elements }
        repeat { elements.append(try value()) } while take(",")
        try expect("]")
        return elements
    }

    private mutating func map() throws -> [String: ConformanceValue] {
        try expect("{")
        var entries: [String: ConformanceValue] = [:]
        if take("}") { return entries }
        repeat {
            let key = try name()
            try expect(":")
            guard entries.updateValue(try value(), forKey: key) == nil else { throw fault("the key \(key) twice") }
        } while take(",")
        try expect("}")
        return entries
    }

    private mutating func node() throws -> ConformanceNode {
        try expect("(")
        var node = ConformanceNode()
        while take(":") {
            let label = try name()
            guard node.labels.insert(label).inserted else { throw fault("the label \(label) twice") }
        }
        node.properties = try properties()
        try expect(")")
        return node
    }

    private mutating func relationship() throws -> ConformanceRelationship {
        try expect("[")
        try expect(":")
        let type = try name()
        let relationship = ConformanceRelationship(type, try properties())
        try expect("]")
        return relationship
    }

    /// What an element has between braces, if anything.
    private mutating func properties() throws -> [String: ConformanceValue] {
        skipSpace()
        guard peek == UInt8(ascii: "{") else { return [:] }
        depth += 1
        defer { depth -= 1 }
        return try map()
    }

    private mutating func path() throws -> ConformancePath {
        try expect("<")
        var path = ConformancePath(try node())
        while !take(">") {
            let isForward = !take("<")
            try expect("-")
            let relationship = try relationship()
            try expect("-")
            if isForward { try expect(">") }
            path.links.append(ConformancePath.Link(relationship, isForward: isForward, try node()))
        }
        return path
    }
}

// MARK: - Scalars

extension ValueReader {
    /// `null`, a truth value or a number.
    private mutating func word() throws -> ConformanceValue {
        let start = offset
        while let byte = peek, Self.isPartOfName(byte) || Self.isPartOfNumber(byte) { offset += 1 }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        switch text {
        case "null": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "NaN": return .float(.nan)
        case "Inf": return .float(.infinity)
        case "-Inf": return .float(-.infinity)
        default:
            // What Swift reads besides, such as hexadecimal, is not written here.
            if text.utf8.allSatisfy(Self.isPartOfDecimal) {
                if let number = Int64(text) { return .integer(number) }
                if text.utf8.contains(where: { !Self.isPartOfInteger($0) }), let number = Double(text) {
                    return .float(number)
                }
            }
            offset = start
            throw fault("expected a value")
        }
    }

    private static func isPartOfNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
    }

    private static func isPartOfInteger(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
    }

    private static func isPartOfDecimal(_ byte: UInt8) -> Bool {
        isPartOfInteger(byte) || isPartOfNumber(byte) || byte | 0x20 == UInt8(ascii: "e")
    }

    private mutating func string() throws -> String {
        let start = offset
        offset += 1
        var text: [UInt8] = []
        while let byte = peek {
            offset += 1
            switch byte {
            case UInt8(ascii: "'"): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(try escaped())
            default: text.append(byte)
            }
        }
        offset = start
        throw fault("a string without an end")
    }

    /// What a backslash and the byte after it stand for.
    private mutating func escaped() throws -> UInt8 {
        let byte = peek
        offset += 1
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return byte ?? 0
        case UInt8(ascii: "n"): return UInt8(ascii: "\n")
        case UInt8(ascii: "r"): return UInt8(ascii: "\r")
        case UInt8(ascii: "t"): return UInt8(ascii: "\t")
        default:
            offset -= 1
            throw fault("not an escape")
        }
    }

    /// A name as it is, or any text between backquotes.
    private mutating func name() throws -> String {
        skipSpace()
        let start = offset
        if take("`") {
            var text: [UInt8] = []
            while let byte = peek {
                offset += 1
                if byte == UInt8(ascii: "`") {
                    guard peek == byte else { return String(decoding: text, as: UTF8.self) }
                    offset += 1
                }
                text.append(byte)
            }
            throw fault("a name without an end")
        }
        while let byte = peek, Self.isPartOfName(byte) { offset += 1 }
        guard offset > start else { throw fault("expected a name") }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }
}

// MARK: - Bytes

extension ValueReader {
    private var peek: UInt8? { peek(0) }

    private func peek(_ distance: Int) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") {
            offset += 1
        }
    }

    /// Passes white space, and the byte if it is next.
    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipSpace()
        guard peek == UInt8(ascii: byte) else { return false }
        offset += 1
        return true
    }

    private mutating func expect(_ byte: Unicode.Scalar) throws {
        guard take(byte) else { throw fault("expected \"\(byte)\"") }
    }

    private func fault(_ message: String) -> ConformanceError {
        let text = String(decoding: bytes, as: UTF8.self)
        return ConformanceError("\(message) at byte \(offset + 1) of the value \(text)", at: position)
    }
}

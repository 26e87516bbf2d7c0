/// Writes JSON value by value, on one line or indented by two spaces a level. Members keep their order.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let isIndented: Bool
    private var depth = 0
    /// Whether nothing stands yet in the innermost array or object.
    private var isEmpty = true

    init(isIndented: Bool) { self.isIndented = isIndented }

    /// Hands on what was written since the last time.
    mutating func drain(to output: ([UInt8]) throws -> Void) rethrows {
        try output(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func lineBreak() { bytes.append(UInt8(ascii: "\n")) }

    mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// `body` calls `element` before each value.
    mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Begins an element of an array.
    mutating func element() {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        newLine()
    }

    /// Begins a member of an object; its value follows.
    mutating func key(_ key: String) {
        element()
        string(key)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(UInt8(ascii: " ")) }
    }

    mutating func null() { bytes += "null".utf8 }
    mutating func boolean(_ value: Bool) { bytes += (value ? "true" : "false").utf8 }
    mutating func integer(_ value: Int64) { bytes += String(value).utf8 }

    /// JSON has no infinities and no NaN: these become strings.
    mutating func double(_ value: Double) {
        if value.isFinite { bytes += "\(value)".utf8 } else { string("\(value)") }
    }

    mutating func string(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            if utf8.contains(where: Self.isEscaped) {
                for byte in utf8 { escaped(byte) }
            } else {
                bytes.append(contentsOf: utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func strings(_ texts: [String]) {
        array { writer in
            for text in texts {
                writer.element()
                writer.string(text)
            }
        }
    }

    private mutating func container(
        _ opening: UInt8, _ closing: UInt8, _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        bytes.append(opening)
        depth += 1
        isEmpty = true
        try body(&self)
        depth -= 1
        if !isEmpty { newLine() }
        isEmpty = false
        bytes.append(closing)
    }

    private mutating func newLine() {
        guard isIndented else { return }
        lineBreak()
        for _ in 0..<2 * depth { bytes.append(UInt8(ascii: " ")) }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bytes += "\\\"".utf8
        case UInt8(ascii: "\\"): bytes += "\\\\".utf8
        case 0x0A: bytes += "\\n".utf8
        case 0x0D: bytes += "\\r".utf8
        case 0x09: bytes += "\\t".utf8
        case 0..<0x20, 0x7F: bytes += "\\u00".utf8 + [Self.digit(byte >> 4), Self.digit(byte & 15)]
        default: bytes.append(byte)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

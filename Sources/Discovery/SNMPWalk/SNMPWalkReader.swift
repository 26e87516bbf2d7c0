import GraphModel

/// Reads lines of `OID = TYPE: value`; values may go on over several lines. One value is in memory at a time.
struct SNMPWalkReader: ~Copyable {
    private var lines: LineReader
    private let file: String
    /// The line that begins the next value.
    private var held: (text: String, number: Int)?
    /// Lines in front of which no identifier in numbers stands, and the first of them.
    private(set) var strayLines = 0
    private(set) var firstStray: SourcePosition?

    struct Binding {
        var identifier: [UInt32]
        var value: SNMPValue?
        var position: SourcePosition
    }

    init(_ input: ImportInput) throws(ImportError) {
        lines = try LineReader(input)
        file = input.name
    }

    /// The next value of those whose identifier is wanted; nil at the end.
    mutating func next(where isWanted: (Substring) -> Bool) throws(ImportError) -> Binding? {
        while let line = try nextLine() {
            guard let equals = line.text.firstRange(of: " = ") ?? Self.emptyValue(line.text),
                Self.looksLikeIdentifier(line.text[..<equals.lowerBound])
            else {
                stray(line.number)
                continue
            }
            let name = line.text[..<equals.lowerBound]
            var value = String(line.text[equals.upperBound...])
            try readRest(of: &value)
            guard isWanted(name), let identifier = Self.identifier(name) else { continue }
            return Binding(
                identifier: identifier, value: SNMPValue(value),
                position: SourcePosition(file: file, line: line.number, column: 1))
        }
        return nil
    }

    private mutating func stray(_ number: Int) {
        strayLines += 1
        firstStray = firstStray ?? SourcePosition(file: file, line: number, column: 1)
    }

    private mutating func nextLine() throws(ImportError) -> (text: String, number: Int)? {
        if let line = held {
            held = nil
            return line
        }
        while let text = try lines.next() {
            if !text.isEmpty { return (text, lines.number) }
        }
        return nil
    }

    /// A string in quotes goes on to the quote that ends it, whatever its lines look like; any other value goes on to
    /// the next line that begins with an identifier.
    private mutating func readRest(of value: inout String) throws(ImportError) {
        if value.hasPrefix("STRING: \"") {
            while !Self.isClosed(value), value.utf8.count < Limits.propertyValueBytes, let line = try lines.next() {
                value += "\n" + line
            }
            return
        }
        while let line = try lines.next() {
            if Self.startsValue(line) {
                held = (line, lines.number)
                return
            }
            if value.utf8.count < Limits.propertyValueBytes { value += "\n" + line }
        }
    }

    /// Whether the text ends with a quote that no backslash takes its meaning.
    private static func isClosed(_ value: String) -> Bool {
        let body = value.utf8.dropFirst(9)
        guard body.last == UInt8(ascii: "\"") else { return false }
        return body.dropLast().reversed().prefix { $0 == UInt8(ascii: "\\") }.count.isMultiple(of: 2)
    }

    private static func startsValue(_ line: String) -> Bool {
        guard let equals = line.firstRange(of: " = ") ?? emptyValue(line) else { return false }
        return looksLikeIdentifier(line[..<equals.lowerBound])
    }

    /// Of `OID = ` whose last blank was cut off.
    private static func emptyValue(_ line: String) -> Range<String.Index>? {
        guard line.hasSuffix(" =") else { return nil }
        return line.index(line.endIndex, offsetBy: -2)..<line.endIndex
    }

    static func looksLikeIdentifier(_ text: Substring) -> Bool {
        let digits = text.hasPrefix("iso.") ? text.dropFirst(3) : text
        return digits.utf8.count > 3
            && digits.utf8.allSatisfy {
                $0 == UInt8(ascii: ".") || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
            }
    }

    /// `.1.3.6`, `1.3.6`, and `iso.3.6` as it is printed where modules are missing.
    static func identifier(_ text: Substring) -> [UInt32]? {
        var parts: [UInt32] = text.hasPrefix("iso.") ? [1] : []
        for part in (text.hasPrefix("iso.") ? text.dropFirst(4) : text).utf8.split(separator: UInt8(ascii: ".")) {
            guard parts.count < 256, let number = UInt32(Substring(part)) else { return nil }
            parts.append(number)
        }
        return parts
    }
}

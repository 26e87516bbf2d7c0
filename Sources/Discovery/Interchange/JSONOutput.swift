public import GraphModel

/// Builds JSON text byte by byte, for output that is too much for an encoder.
public struct JSONOutput: Sendable {
    public var bytes: [UInt8] = []

    public init(capacity: Int = 1 << 16) { bytes.reserveCapacity(capacity) }

    /// Text that is JSON already, such as punctuation and names in quotes.
    @inline(__always)
    public mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// A string in quotes.
    public mutating func string(_ text: String) {
        bytes.append(0x22)
        var text = text
        text.withUTF8 { utf8 in
            guard Self.needsEscape(utf8) else { return bytes.append(contentsOf: utf8) }
            for byte in utf8 { escaped(byte) }
        }
        bytes.append(0x22)
    }

    private static func needsEscape(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C { return true }
        return false
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x5C:
            bytes.append(0x5C)
            bytes.append(byte)
        case 0x0A: raw("\\n")
        case 0x0D: raw("\\r")
        case 0x09: raw("\\t")
        case 0..<0x20:
            raw("\\u00")
            bytes.append(0x30 + byte >> 4)
            let low = byte & 15
            bytes.append(low < 10 ? 0x30 + low : 0x57 + low)
        default: bytes.append(byte)
        }
    }

    public mutating func integer(_ value: Int64) {
        if value < 0 { bytes.append(0x2D) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// The shortest text that reads back as the same double, and never as an integer.
    public mutating func double(_ value: Double) {
        guard value.isFinite else {
            let name: StaticString = value.isNaN ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\""
            raw("{\"$double\":")
            raw(name)
            return raw("}")
        }
        bytes.append(contentsOf: value.description.utf8)
    }

    /// A property value as the interchange format has it: what JSON lacks is an object with one key, `{"$date": "…"}`.
    public mutating func value(_ value: PropertyValue) {
        switch value {
        case .boolean(let value): raw(value ? "true" : "false")
        case .integer(let value): integer(value)
        case .double(let value): double(value)
        case .string(let value): string(value)
        case .bytes(let value): typed("{\"$bytes\":", Base64.encode(value))
        case .date(let value): typed("{\"$date\":", value.description)
        case .localTime(let value): typed("{\"$time\":", value.description)
        case .zonedTime(let value): typed("{\"$time\":", value.description)
        case .localDateTime(let value): typed("{\"$dateTime\":", value.description)
        case .zonedDateTime(let value): typed("{\"$dateTime\":", value.description)
        case .duration(let value): typed("{\"$duration\":", value.description)
        case .point(let value): typed("{\"$point\":", value.description)
        case .list(let values):
            bytes.append(0x5B)
            for (index, element) in values.enumerated() {
                if index > 0 { bytes.append(0x2C) }
                self.value(element)
            }
            bytes.append(0x5D)
        }
    }

    private mutating func typed(_ opening: StaticString, _ text: String) {
        raw(opening)
        string(text)
        bytes.append(0x7D)
    }
}

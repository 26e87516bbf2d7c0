import GraphModel

/// A value as snmpwalk prints it.
enum SNMPValue: Equatable {
    case number(Int64)
    /// An octet string: text, or an address.
    case octets([UInt8])
    case identifier([UInt32])
    case address(String)

    /// - Parameter text: what stands behind ` = `, with all its lines; nil when there is no value, or one of a type
    ///   that nobody reads.
    init?(_ text: String) {
        var text = text[...]
        // An agent that gives another type than the module says: `Wrong Type (should be INTEGER): STRING: "x"`.
        if text.hasPrefix("Wrong Type"), let end = text.firstRange(of: "): ") { text = text[end.upperBound...] }
        guard let colon = text.firstRange(of: ": ") ?? (text.hasSuffix(":") ? text.lastIndexRange : nil) else {
            // `""` of an empty string, a number of `-Ot`, and `No Such Instance…`.
            if text == "\"\"" {
                self = .octets([])
            } else if let number = Int64(text) {
                self = .number(number)
            } else {
                return nil
            }
            return
        }
        let value = text[colon.upperBound...]
        switch text[..<colon.lowerBound] {
        case "STRING": self = .octets(Self.unquoted(value))
        case "Hex-STRING", "BITS", "Network Address": self = .octets(Self.bytes(value))
        case "INTEGER", "Gauge32", "Counter32", "Counter64", "UInteger32", "Unsigned32":
            guard let number = Self.number(value) else { return nil }
            self = .number(number)
        case "Timeticks":
            guard let number = Self.number(value) else { return nil }
            self = .number(number)
        case "OID":
            guard let identifier = SNMPWalkReader.identifier(value) else { return nil }
            self = .identifier(identifier)
        case "IpAddress": self = .address(String(value))
        default: return nil
        }
    }

    /// `6`, `up(1)`, `(150) 0:00:01.50`, `1500 octets`.
    private static func number(_ text: Substring) -> Int64? {
        if let open = text.firstIndex(of: "(") {
            return Int64(text[text.index(after: open)...].prefix { $0.isNumber || $0 == "-" })
        }
        return Int64(text.prefix { $0.isNumber || $0 == "-" })
    }

    private static func unquoted(_ text: Substring) -> [UInt8] {
        guard text.hasPrefix("\"") else { return Array(text.utf8) }
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in text.utf8.dropFirst() {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            if !isEscaped, byte == UInt8(ascii: "\"") { break }
            isEscaped = false
            bytes.append(byte)
        }
        return bytes
    }

    /// `00 1B 21 ` over any number of lines; behind the bytes of `BITS` come names.
    private static func bytes(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        for word in text.split(whereSeparator: { $0.isWhitespace || $0 == ":" }) {
            guard word.utf8.count <= 2, let byte = UInt8(word, radix: 16) else { break }
            bytes.append(byte)
        }
        return bytes
    }
}

extension Substring {
    /// The last character as a range, behind which nothing comes.
    fileprivate var lastIndexRange: Range<Index> { index(before: endIndex)..<endIndex }
}

extension SNMPValue {
    var integer: Int64? { if case .number(let number) = self { number } else { nil } }

    var octets: [UInt8] { if case .octets(let bytes) = self { bytes } else { [] } }

    /// Without the zero bytes that some agents pad with; nil when there is nothing, or only a placeholder.
    var text: String? {
        guard case .octets(let bytes) = self else { return nil }
        return StatedText.of(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
    }

    /// Six bytes, or their text where a display hint was at work: `0:1b:21:aa:bb:cc`.
    var hardwareAddress: String? {
        guard case .octets(let bytes) = self else { return nil }
        if bytes.count == 6 { return HardwareAddress.text(of: bytes) }
        return HardwareAddress.normalised(String(decoding: bytes, as: UTF8.self))
    }
}

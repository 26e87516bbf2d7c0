import GraphModel

/// The content of a string literal with escapes.
struct StringLiteral {
    struct Fault: Error {
        var detail: QueryErrorDetail
        var message: String
        var offset: Int
    }

    /// What stands between the quotes of `bytes[start..<end]`.
    static func decode(_ bytes: [UInt8], _ start: Int, _ end: Int) throws(Fault) -> String {
        var content: [UInt8] = []
        content.reserveCapacity(end - start)
        var offset = start + 1
        while offset < end - 1 {
            if bytes[offset] == UInt8(ascii: "\\") {
                try escape(bytes, &offset, end - 1, into: &content)
            } else {
                content.append(bytes[offset])
                offset += 1
            }
        }
        return String(decoding: content, as: UTF8.self)
    }

    private static func escape(
        _ bytes: [UInt8], _ offset: inout Int, _ end: Int, into content: inout [UInt8]
    ) throws(Fault) {
        let start = offset
        let letter = bytes[offset + 1]
        offset += 2
        switch letter {
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "/"):
            content.append(letter)
        case UInt8(ascii: "b"), UInt8(ascii: "B"): content.append(0x08)
        case UInt8(ascii: "f"), UInt8(ascii: "F"): content.append(0x0C)
        case UInt8(ascii: "n"), UInt8(ascii: "N"): content.append(0x0A)
        case UInt8(ascii: "r"), UInt8(ascii: "R"): content.append(0x0D)
        case UInt8(ascii: "t"), UInt8(ascii: "T"): content.append(0x09)
        case UInt8(ascii: "u"): try appendScalar(bytes, &offset, end, digits: 4, into: &content)
        case UInt8(ascii: "U"): try appendScalar(bytes, &offset, end, digits: 8, into: &content)
        default:
            throw Fault(
                detail: .unexpectedSyntax,
                message: "after \\ stands one of \\ ' \" ` / b f n r t, u and 4 digits, or U and 8 digits",
                offset: start)
        }
    }

    /// `\u` with four hexadecimal digits, where two halves of a pair may stand for one character, or `\U` with eight.
    private static func appendScalar(
        _ bytes: [UInt8], _ offset: inout Int, _ end: Int, digits: Int, into content: inout [UInt8]
    ) throws(Fault) {
        let start = offset - 2
        var value = try code(bytes, &offset, end, digits)
        if digits == 4, value & 0xFC00 == 0xD800, offset + 1 < end, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: "u")
        {
            offset += 2
            let low = try code(bytes, &offset, end, digits)
            value = low & 0xFC00 == 0xDC00 ? 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF : 0xD800
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw Fault(detail: .invalidUnicodeLiteral, message: "the escape stands for no character", offset: start)
        }
        content.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private static func code(
        _ bytes: [UInt8], _ offset: inout Int, _ end: Int, _ digits: Int
    ) throws(Fault) -> UInt32 {
        let start = offset - 2
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard offset < end, let digit = Characters.hexDigit(bytes[offset]) else {
                let letter = digits == 4 ? "u" : "U"
                throw Fault(
                    detail: .invalidUnicodeLiteral, message: "\\\(letter) wants \(digits) hexadecimal digits",
                    offset: start)
            }
            value = value << 4 | digit
            offset += 1
        }
        return value
    }
}

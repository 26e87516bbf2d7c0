/// Reads short ASCII forms such as dates byte by byte.
package struct TextScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    package private(set) var offset = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The result of `body`, or nil unless it consumed the whole text.
    package static func parse<Result>(_ text: String, _ body: (inout TextScanner) -> Result?) -> Result? {
        var text = text
        return text.withUTF8 { utf8 in
            var scanner = TextScanner(utf8)
            guard let result = body(&scanner), scanner.isAtEnd else { return nil }
            return result
        }
    }

    package var isAtEnd: Bool { offset == bytes.count }

    package var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// Consumes the byte if it is next.
    package mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: byte) else { return false }
        offset += 1
        return true
    }

    /// Consumes and returns one digit, 0 ... 9.
    package mutating func digit() -> Int64? {
        guard let byte = peek, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
        offset += 1
        return Int64(byte &- UInt8(ascii: "0"))
    }

    /// Exactly `count` digits, at most 18.
    package mutating func number(digits count: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// A sign, then at least one digit; nil when there is none or it exceeds 64 bits. The sign is returned beside the
    /// number because `-0` with a fraction has one.
    mutating func signedNumber() -> (value: Int64, isNegative: Bool)? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard var value = digit() else { return nil }
        if isNegative { value = -value }
        while let digit = digit() {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowOfSum) = scaled.addingReportingOverflow(isNegative ? -digit : digit)
            guard !overflow, !overflowOfSum else { return nil }
            value = sum
        }
        return (value, isNegative)
    }

    /// The digits after a decimal point as billionths: 1 to 9 digits.
    package mutating func billionths() -> Int64? {
        guard var value = digit() else { return nil }
        var count = 1
        while let digit = digit() {
            count += 1
            guard count <= 9 else { return nil }
            value = value * 10 + digit
        }
        for _ in count..<9 { value *= 10 }
        return value
    }

    /// All bytes up to a delimiter, which is consumed too.
    package mutating func text(until delimiter: Unicode.Scalar) -> String? {
        let start = offset
        while let byte = peek {
            if byte == UInt8(ascii: delimiter) {
                offset += 1
                return String(validating: bytes[start..<offset - 1], as: UTF8.self)
            }
            offset += 1
        }
        return nil
    }
}

extension String {
    /// Appends a number that is not negative, with leading zeros up to `width` digits.
    mutating func appendPadded(_ number: Int64, width: Int) {
        let digits = String(number)
        for _ in 0..<max(width - digits.utf8.count, 0) { append("0") }
        append(digits)
    }

    /// Appends a point and the billionths in groups of three digits, or nothing for 0.
    mutating func appendFraction(billionths: Int64) {
        guard billionths != 0 else { return }
        append(".")
        if billionths % 1_000_000 == 0 {
            appendPadded(billionths / 1_000_000, width: 3)
        } else if billionths % 1_000 == 0 {
            appendPadded(billionths / 1_000, width: 6)
        } else {
            appendPadded(billionths, width: 9)
        }
    }
}

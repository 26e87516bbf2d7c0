/// The grammar of JSON numbers, and their values.
enum JSONNumberText {
    /// The most bytes that one number may have.
    static let longest = 4_096

    /// Whether the bytes are one number as RFC 8259 has it.
    static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        let count = bytes.count
        func digits() -> Int {
            let start = index
            while index < count, bytes[index] &- 0x30 < 10 { index += 1 }
            return index - start
        }
        if index < count, bytes[index] == 0x2D { index += 1 }
        let first = index
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[first] != 0x30 else { return false }
        if index < count, bytes[index] == 0x2E {
            index += 1
            guard digits() > 0 else { return false }
        }
        if index < count, bytes[index] | 0x20 == 0x65 {
            index += 1
            if index < count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
            guard digits() > 0 else { return false }
        }
        return index == count
    }

    /// The value of bytes that `isValid` accepts.
    static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONNumber {
        if let integer = integer(bytes) { return .integer(integer) }
        if let double = shortDouble(bytes) { return .double(double) }
        let text = String(decoding: bytes, as: UTF8.self)
        guard !bytes.allSatisfy({ $0 == 0x2D || $0 &- 0x30 < 10 }) else { return .text(text) }
        guard let double = Double(text), double.isFinite else { return .text(text) }
        return .double(double)
    }

    /// The double of a number with a fraction and without an exponent, when its digits fit 53 bits: then integer and
    /// power of ten are exact doubles, and one division rounds correctly. Nil for every other number.
    private static func shortDouble(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        let isNegative = bytes.first == 0x2D
        var digits: UInt64 = 0
        var point: Int?
        for index in (isNegative ? 1 : 0)..<bytes.count {
            let digit = bytes[index] &- 0x30
            if digit < 10 {
                digits = digits &* 10 &+ UInt64(digit)
                guard digits < 1 << 53 else { return nil }
            } else if bytes[index] == 0x2E {
                point = bytes.count - 1 - index
            } else {
                return nil
            }
        }
        guard let point, point < powersOfTen.count else { return nil }
        let magnitude = Double(digits) / powersOfTen[point]
        return isNegative ? -magnitude : magnitude
    }

    /// Those that a double holds exactly.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard let first = bytes.first else { return nil }
        let isNegative = first == 0x2D
        var value: Int64 = 0
        for byte in bytes[(isNegative ? 1 : 0)...] {
            let digit = byte &- 0x30
            guard digit < 10 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            // Summed towards the sign, so that the smallest integer fits.
            let step = Int64(digit)
            let (sum, carry) =
                isNegative ? product.subtractingReportingOverflow(step) : product.addingReportingOverflow(step)
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }
}

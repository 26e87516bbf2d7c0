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
        let text = String(decoding: bytes, as: UTF8.self)
        guard !bytes.allSatisfy({ $0 == 0x2D || $0 &- 0x30 < 10 }) else { return .text(text) }
        guard let double = Double(text), double.isFinite else { return .text(text) }
        return .double(double)
    }

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

/// The values of number literals.
enum NumberLiteral {
    /// The size of an integer literal; nil beyond 2⁶⁴ - 1.
    static func magnitude(_ kind: TokenKind, _ digits: ArraySlice<UInt8>) -> UInt64? {
        let radix: UInt64 = kind == .hexInteger ? 16 : kind == .octalInteger ? 8 : 10
        var value: UInt64 = 0
        for byte in radix == 10 ? digits : digits.dropFirst(2) {
            let (product, overflows) = value.multipliedReportingOverflow(by: radix)
            let (sum, carries) = product.addingReportingOverflow(UInt64(Characters.hexDigit(byte) ?? 0))
            if overflows || carries { return nil }
            value = sum
        }
        return value
    }

    /// The integer of a magnitude and a sign; nil outside 64 bits.
    static func integer(_ magnitude: UInt64, isNegative: Bool) -> Int64? {
        if !isNegative { return Int64(exactly: magnitude) }
        return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }
}

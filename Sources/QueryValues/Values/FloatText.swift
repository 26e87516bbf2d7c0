/// A finite float as the shortest decimal number that denotes it: `0.d₁d₂d₃… × 10^exponent`.
struct ShortestDecimal {
    var isNegative: Bool
    /// 0 ... 9, without leading or trailing zeros; none for zero.
    var digits: [UInt8]
    var exponent: Int

    init(_ value: Double) {
        isNegative = value.sign == .minus
        digits = []
        exponent = 0
        var beforePoint: Int?
        var isExponent = false
        var power = 0
        var powerSign = 1
        for byte in value.magnitude.description.utf8 {
            switch byte {
            case UInt8(ascii: "."): beforePoint = digits.count
            case UInt8(ascii: "e"): isExponent = true
            case UInt8(ascii: "+"): break
            case UInt8(ascii: "-"): powerSign = -1
            default:
                let digit = byte - UInt8(ascii: "0")
                if isExponent { power = power * 10 + Int(digit) } else { digits.append(digit) }
            }
        }
        exponent = (beforePoint ?? digits.count) + powerSign * power
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        exponent -= zeros
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { exponent = 0 }
    }
}

/// The text of floats as openCypher shows them: `1.5`, `100.0`, `1.0E10`, `1.0E-5`, `NaN`, `Infinity`.
enum FloatText {
    /// The shortest text that denotes the same float; with an exponent below 0.001 and from ten million.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : (value < 0 ? "-Infinity" : "Infinity") }
        let decimal = ShortestDecimal(value)
        let sign = decimal.isNegative ? "-" : ""
        guard !decimal.digits.isEmpty else { return sign + "0.0" }
        let digits = decimal.digits.map { UInt8(ascii: "0") + $0 }
        guard -2...7 ~= decimal.exponent else {
            return "\(sign)\(text(digits[..<1])).\(fraction(digits[1...]))E\(decimal.exponent - 1)"
        }
        if decimal.exponent <= 0 {
            return "\(sign)0.\(String(repeating: "0", count: -decimal.exponent))\(text(digits[...]))"
        }
        let whole = digits.prefix(decimal.exponent)
        let zeros = String(repeating: "0", count: decimal.exponent - whole.count)
        return "\(sign)\(text(whole))\(zeros).\(fraction(digits.dropFirst(decimal.exponent)))"
    }

    private static func text(_ digits: ArraySlice<UInt8>) -> String { String(decoding: digits, as: UTF8.self) }

    private static func fraction(_ digits: ArraySlice<UInt8>) -> String { digits.isEmpty ? "0" : text(digits) }
}

import GraphModel

/// `round`: to whole numbers, or to decimal places in any of seven modes.
enum Rounding {
    enum Mode: String {
        /// Away from zero.
        case up = "UP"
        /// Towards zero.
        case down = "DOWN"
        case ceiling = "CEILING"
        case floor = "FLOOR"
        /// To the nearest; ties away from zero.
        case halfUp = "HALF_UP"
        /// To the nearest; ties towards zero.
        case halfDown = "HALF_DOWN"
        /// To the nearest; ties to the even digit.
        case halfEven = "HALF_EVEN"
    }

    static let function = Function.strict(
        "round",
        [
            .init("input", .number), .init("precision", .number, optional: true),
            .init("mode", .string, optional: true),
        ], gives: .float,
        "The nearest whole number, ties towards infinity; or a number of decimal places, ties away from zero."
    ) { arguments, _ in
        let value = try arguments[0].number(for: "round")
        guard arguments.count > 1 else { return .float(nearest(value)) }
        let places = try arguments[1].number(for: "round")
        // No float has as many digits on either side of its point.
        let precision = Int(max(-400, min(400, places.isNaN ? 0 : places)))
        guard arguments.count > 2 else { return .float(round(value, places: precision, .halfUp)) }
        guard let mode = Mode(rawValue: try arguments[2].string(for: "round").uppercased()) else {
            throw QueryError.argument(
                .invalidArgumentValue,
                "round() knows the modes UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN and HALF_EVEN")
        }
        return .float(round(value, places: precision, mode))
    }

    private static func nearest(_ value: Double) -> Double {
        let below = value.rounded(.down)
        return value - below >= 0.5 ? below + 1 : below
    }

    /// Rounds the shortest decimal number that denotes the value, which is the one that people see.
    static func round(_ value: Double, places: Int, _ mode: Mode) -> Double {
        guard value.isFinite else { return value }
        let decimal = ShortestDecimal(value)
        let kept = decimal.exponent + places
        guard kept < decimal.digits.count else { return value }
        var digits = kept > 0 ? Array(decimal.digits[..<kept]) : []
        let rest: ArraySlice<UInt8> = kept >= 0 ? decimal.digits[kept...] : []
        let lastDigit = digits.last ?? 0
        let isAway =
            switch mode {
            case .up: true
            case .down: false
            case .ceiling: !decimal.isNegative
            case .floor: decimal.isNegative
            case .halfUp: half(rest) >= 0
            case .halfDown: half(rest) > 0
            case .halfEven: half(rest) > 0 || (half(rest) == 0 && lastDigit % 2 == 1)
            }
        if isAway { increment(&digits) }
        let text = digits.map { String($0) }.joined()
        return Double("\(decimal.isNegative ? "-" : "")\(text.isEmpty ? "0" : text)e\(-places)") ?? value
    }

    /// How what is cut off compares with half a unit of the last place.
    private static func half(_ rest: ArraySlice<UInt8>) -> Int {
        guard let first = rest.first else { return -1 }
        return first != 5 ? (first > 5 ? 1 : -1) : (rest.count > 1 ? 1 : 0)
    }

    private static func increment(_ digits: inout [UInt8]) {
        for index in digits.indices.reversed() {
            guard digits[index] == 9 else {
                digits[index] += 1
                return
            }
            digits[index] = 0
        }
        digits.insert(1, at: 0)
    }
}

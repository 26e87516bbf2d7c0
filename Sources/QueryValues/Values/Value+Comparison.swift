extension Value {
    /// How two values compare under `<` and its relatives.
    public enum Comparability: Sendable {
        case less, equal, greater
        /// Two numbers, one of them NaN: every comparison is false.
        case unordered
        /// Null, or kinds that do not compare: every comparison is unknown.
        case incomparable
    }

    /// Numbers compare exactly with numbers, strings by code point, booleans with false first, dates and times with
    /// their own kind, lists element by element. Everything else does not compare.
    public static func compare(_ a: Value, _ b: Value) -> Comparability {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): return Comparability(NumberOrder.sign(x, y))
        case (.string(let x), .string(let y)): return Comparability(x.byteOrder(to: y))
        case (.float(let x), .float(let y)):
            return x.isNaN || y.isNaN ? .unordered : Comparability(NumberOrder.compare(x, y))
        case (.integer(let x), .float(let y)):
            return y.isNaN ? .unordered : Comparability(NumberOrder.compare(x, y))
        case (.float(let x), .integer(let y)):
            return x.isNaN ? .unordered : Comparability(-NumberOrder.compare(y, x))
        case (.boolean, .boolean), (.date, .date), (.localTime, .localTime), (.localDateTime, .localDateTime),
            (.zonedTime, .zonedTime), (.zonedDateTime, .zonedDateTime):
            return Comparability(order(a, b))
        case (.list(let x), .list(let y)):
            for index in 0..<min(x.count, y.count) {
                let result = compare(x[index], y[index])
                guard result == .equal else { return result }
            }
            return Comparability(NumberOrder.sign(x.count, y.count))
        default: return .incomparable
        }
    }

    /// `a < b`; nil is unknown.
    public static func isLess(_ a: Value, _ b: Value) -> Bool? {
        let result = compare(a, b)
        return result == .incomparable ? nil : result == .less
    }

    /// `a <= b`; nil is unknown.
    public static func isLessOrEqual(_ a: Value, _ b: Value) -> Bool? {
        let result = compare(a, b)
        return result == .incomparable ? nil : result == .less || result == .equal
    }
}

extension Value.Comparability {
    fileprivate init(_ sign: Int) {
        self = sign < 0 ? .less : (sign > 0 ? .greater : .equal)
    }
}

import GraphModel

/// `-`, `*`, `/`, `%` and `^`; `+` is in `Arithmetic+Addition`.
///
/// Any null operand makes the result null. Integers that overflow and integers divided by zero are errors
/// (`ArithmeticError`); floats follow IEEE 754. Operands that an operator does not take are a `TypeError`.
public enum Arithmetic {
    public static func subtract(_ a: Value, _ b: Value) throws -> Value {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): return try exact(x.subtractingReportingOverflow(y))
        case (.float(let x), .float(let y)): return .float(x - y)
        case (.integer(let x), .float(let y)): return .float(Double(x) - y)
        case (.float(let x), .integer(let y)): return .float(x - Double(y))
        case (.null, _), (_, .null): return .null
        default:
            if let difference = try Value.temporalDifference(a, b) { return difference }
            throw mismatch("-", a, b)
        }
    }

    public static func multiply(_ a: Value, _ b: Value) throws -> Value {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): return try exact(x.multipliedReportingOverflow(by: y))
        case (.float(let x), .float(let y)): return .float(x * y)
        case (.integer(let x), .float(let y)): return .float(Double(x) * y)
        case (.float(let x), .integer(let y)): return .float(x * Double(y))
        case (.null, _), (_, .null): return .null
        case (.duration(let span), _):
            if let factor = b.number { return try Value.durationProduct(span, factor) }
        case (_, .duration(let span)):
            if let factor = a.number { return try Value.durationProduct(span, factor) }
        default: break
        }
        throw mismatch("*", a, b)
    }

    /// Of integers, rounded towards zero.
    public static func divide(_ a: Value, _ b: Value) throws -> Value {
        switch (a, b) {
        case (.integer(let x), .integer(let y)):
            guard y != 0 else { throw divisionByZero }
            return try exact(x.dividedReportingOverflow(by: y))
        case (.float(let x), .float(let y)): return .float(x / y)
        case (.integer(let x), .float(let y)): return .float(Double(x) / y)
        case (.float(let x), .integer(let y)): return .float(x / Double(y))
        case (.null, _), (_, .null): return .null
        case (.duration(let span), _):
            if let divisor = b.number { return try Value.durationQuotient(span, divisor) }
        default: break
        }
        throw mismatch("/", a, b)
    }

    /// With the sign of the dividend.
    public static func modulo(_ a: Value, _ b: Value) throws -> Value {
        switch (a, b) {
        case (.integer(let x), .integer(let y)):
            guard y != 0 else { throw divisionByZero }
            return .integer(y == -1 ? 0 : x % y)
        case (.null, _), (_, .null): return .null
        default:
            guard let x = a.number, let y = b.number else { throw mismatch("%", a, b) }
            return .float(x.truncatingRemainder(dividingBy: y))
        }
    }

    /// Always a float.
    public static func power(_ a: Value, _ b: Value) throws -> Value {
        if a.isNull || b.isNull { return .null }
        guard let x = a.number, let y = b.number else { throw mismatch("^", a, b) }
        return .float(MathematicalFunctions.power(x, y))
    }

    public static func negate(_ a: Value) throws -> Value {
        switch a {
        case .integer(let x): return try exact((0 as Int64).subtractingReportingOverflow(x))
        case .float(let x): return .float(-x)
        case .null: return .null
        default: throw QueryError.type(.invalidArgumentType, "- takes a number, not \(a.kindName)")
        }
    }

    /// The unary `+`.
    public static func affirm(_ a: Value) throws -> Value {
        guard a.isNull || a.number != nil else {
            throw QueryError.type(.invalidArgumentType, "+ takes a number, not \(a.kindName)")
        }
        return a
    }

    static func exact(_ result: (partialValue: Int64, overflow: Bool)) throws -> Value {
        guard !result.overflow else { throw QueryError.integerOverflow("the result") }
        return .integer(result.partialValue)
    }

    static func mismatch(_ name: String, _ a: Value, _ b: Value) -> QueryError {
        .type(.invalidArgumentType, "\(name) does not take \(a.kindName) and \(b.kindName)")
    }

    private static var divisionByZero: QueryError {
        QueryError(.divisionByZero, .arithmetic, .runtime, "an integer cannot be divided by zero")
    }
}

extension QueryError {
    static func integerOverflow(_ what: String) -> QueryError {
        QueryError(.integerOverflow, .arithmetic, .runtime, "\(what) is not an integer of 64 bits")
    }
}

extension Value {
    /// A number of either kind as a float; nil for other values.
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .float(let value): value
        default: nil
        }
    }
}

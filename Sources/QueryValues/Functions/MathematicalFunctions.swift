import Glibc
import GraphModel

/// Numeric, logarithmic and trigonometric functions. Null of null.
enum MathematicalFunctions {
    static let all: [Function] = numeric + logarithmic + trigonometric

    private static let numeric: [Function] = [
        absolute, ceiling, ceiling.named("ceiling"), floor, sign, isNaN, random, Rounding.function,
    ]

    private static let logarithmic: [Function] = [
        Function.ofNumber("sqrt", "The square root of a number.") { $0.squareRoot() },
        Function.ofNumber("exp", "The power of e to a number.") { Glibc.exp($0) },
        Function.ofNumber("log", "The natural logarithm of a number.") { Glibc.log($0) },
        Function.ofNumber("ln", "The natural logarithm of a number.") { Glibc.log($0) },
        Function.ofNumber("log10", "The logarithm of a number to the base 10.") { Glibc.log10($0) },
        constant("e", 2.718281828459045, "The base of the natural logarithm."),
        constant("pi", .pi, "The ratio of a circle's circumference to its diameter."),
    ]

    private static let trigonometric: [Function] = [
        Function.ofNumber("sin", "The sine of an angle in radians.") { Glibc.sin($0) },
        Function.ofNumber("cos", "The cosine of an angle in radians.") { Glibc.cos($0) },
        Function.ofNumber("tan", "The tangent of an angle in radians.") { Glibc.tan($0) },
        Function.ofNumber("cot", "The cotangent of an angle in radians.") { 1 / Glibc.tan($0) },
        Function.ofNumber("asin", "The angle in radians that has a sine.") { Glibc.asin($0) },
        Function.ofNumber("acos", "The angle in radians that has a cosine.") { Glibc.acos($0) },
        Function.ofNumber("atan", "The angle in radians that has a tangent.") { Glibc.atan($0) },
        atan2,
        Function.ofNumber("sinh", "The hyperbolic sine of a number.") { Glibc.sinh($0) },
        Function.ofNumber("cosh", "The hyperbolic cosine of a number.") { Glibc.cosh($0) },
        Function.ofNumber("tanh", "The hyperbolic tangent of a number.") { Glibc.tanh($0) },
        Function.ofNumber("coth", "The hyperbolic cotangent of a number.") { 1 / Glibc.tanh($0) },
        Function.ofNumber("haversin", "Half the versed sine of an angle in radians.") { haversine($0) },
        Function.ofNumber("degrees", "An angle in radians as degrees.") { $0 * 180 / .pi },
        Function.ofNumber("radians", "An angle in degrees as radians.") { $0 * .pi / 180 },
    ]

    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

    /// Exact for small angles too, where `(1 - cos) / 2` would lose its digits.
    static func haversine(_ angle: Double) -> Double {
        let half = Glibc.sin(angle / 2)
        return half * half
    }

    private static func constant(_ name: String, _ value: Double, _ summary: String) -> Function {
        Function(name, [], gives: .float, summary) { _, _ in .float(value) }
    }

    static let absolute = Function.strict(
        "abs", [.init("input", .number)], gives: .number, "A number without its sign."
    ) { arguments, _ in
        guard case .integer(let value) = arguments[0] else {
            return .float(abs(try arguments[0].number(for: "abs")))
        }
        guard value != .min else { throw QueryError.integerOverflow("the result") }
        return .integer(abs(value))
    }

    static let ceiling = Function.ofNumber("ceil", "The smallest whole number that is not less.") { $0.rounded(.up) }

    static let floor = Function.ofNumber("floor", "The largest whole number that is not greater.") {
        $0.rounded(.down)
    }

    static let sign = Function.strict(
        "sign", [.init("input", .number)], gives: .integer, "-1, 0 or 1 for a negative number, zero or a positive one."
    ) { arguments, _ in
        let value = try arguments[0].number(for: "sign")
        return .integer(value > 0 ? 1 : (value < 0 ? -1 : 0))
    }

    static let isNaN = Function.strict(
        "isNaN", [.init("input", .number)], gives: .boolean, "Whether a number is not a number."
    ) { arguments, _ in
        .boolean(try arguments[0].number(for: "isNaN").isNaN)
    }

    static let random = Function(
        "rand", [], gives: .float, deterministic: false, "A random number from 0 up to, not including, 1."
    ) { _, context in
        .float(context.random())
    }

    private static let atan2 = Function.strict(
        "atan2", [.init("y", .number), .init("x", .number)], gives: .float,
        "The angle in radians from the x axis to a point."
    ) { arguments, _ in
        .float(Glibc.atan2(try arguments[0].number(for: "atan2"), try arguments[1].number(for: "atan2")))
    }
}

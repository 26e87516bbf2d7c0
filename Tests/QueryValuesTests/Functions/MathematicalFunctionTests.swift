import GraphModel
import QueryValues
import TestSupport
import Testing

@Suite("Functions of numbers")
struct MathematicalFunctionTests {
    static let wrong = "TypeError invalidArgumentValue"

    static let cases: [Call] = [
        Call("abs", [-5], "5"), Call("abs", [-0.5], "0.5"),
        Call("abs", [.integer(.min)], "ArithmeticError integerOverflow"),
        Call("abs", ["a"], wrong), Call("ceil", [0.1], "1.0"), Call("ceiling", [-0.1], "-0.0"),
        Call("floor", [0.9], "0.0"),
        Call("floor", [-0.1], "-1.0"), Call("ceil", [3], "3.0"), Call("sign", [-2.5], "-1"), Call("sign", [0], "0"),
        Call("sign", [7], "1"), Call("isNaN", [.float(.nan)], "true"), Call("isNaN", [1], "false"),
        Call("sqrt", [256], "16.0"), Call("sqrt", [-1], "NaN"), Call("exp", [0], "1.0"), Call("log", [1], "0.0"),
        Call("ln", [1], "0.0"), Call("log", [0], "-Infinity"), Call("log10", [1000], "3.0"),
        Call("e", [], "2.718281828459045"),
        Call("pi", [], "3.141592653589793"), Call("sin", [0], "0.0"), Call("cos", [0], "1.0"), Call("tan", [0], "0.0"),
        Call("cot", [0], "Infinity"), Call("asin", [1], "1.5707963267948966"), Call("acos", [1], "0.0"),
        Call("acos", [2], "NaN"), Call("atan", [0], "0.0"), Call("atan2", [1, -1], "2.356194490192345"),
        Call("atan2", [0, nil], "null"), Call("haversin", [0], "0.0"), Call("haversin", [3.141592653589793], "1.0"),
        Call("degrees", [3.141592653589793], "180.0"), Call("radians", [180], "3.141592653589793"),
        Call("sinh", [0], "0.0"), Call("cosh", [0], "1.0"), Call("tanh", [0], "0.0"), Call("coth", [0], "Infinity"),
        Call("sin", ["a"], wrong), Call("sqrt", [true], wrong),
    ]

    static let rounding: [Call] = [
        Call("round", [0.5], "1.0"), Call("round", [-1.5], "-1.0"), Call("round", [2.5], "3.0"),
        Call("round", [0.49999999999999994], "0.0"), Call("round", [7], "7.0"), Call("round", [.float(.nan)], "NaN"),
        Call("round", [3.141592, 3], "3.142"), Call("round", [1.15, 1], "1.2"), Call("round", [-1.55, 1], "-1.6"),
        Call("round", [1.25, 1], "1.3"), Call("round", [9.99, 1], "10.0"), Call("round", [1.5, 10], "1.5"),
        Call("round", [0.04, 1], "0.0"), Call("round", [0.05, 1], "0.1"), Call("round", [0.004, 1], "0.0"),
        Call("round", [1249, -1], "1250.0"), Call("round", [4, -1], "0.0"), Call("round", [5, -1], "10.0"),
        Call("round", [5, -2], "0.0"), Call("round", [1e300, 2], "1.0E300"),
        Call("round", [.float(.infinity), 1], "Infinity"),
        Call("round", [1.249, 1, "UP"], "1.3"), Call("round", [-1.21, 1, "UP"], "-1.3"),
        Call("round", [1.29, 1, "DOWN"], "1.2"), Call("round", [-1.29, 1, "CEILING"], "-1.2"),
        Call("round", [1.21, 1, "CEILING"], "1.3"), Call("round", [-1.21, 1, "FLOOR"], "-1.3"),
        Call("round", [1.29, 1, "FLOOR"], "1.2"), Call("round", [1.25, 1, "HALF_UP"], "1.3"),
        Call("round", [1.25, 1, "HALF_DOWN"], "1.2"), Call("round", [1.251, 1, "HALF_DOWN"], "1.3"),
        Call("round", [1.25, 1, "half_even"], "1.2"), Call("round", [1.35, 1, "HALF_EVEN"], "1.4"),
        Call("round", [0.5, 0, "HALF_EVEN"], "0.0"),
        Call("round", [1.25, 1, "ODD"], "ArgumentError invalidArgumentValue"),
        Call("round", [0.001, 1, "UP"], "0.1"), Call("round", [-0.001, 1, "FLOOR"], "-0.1"),
        Call("round", [1.5, nil], "null"), Call("round", ["a"], wrong),
    ]

    @Test("Functions give what the table says", arguments: cases + rounding)
    func table(_ call: Call) {
        #expect(call.result == call.expected)
    }

    @Test("Rounded numbers are multiples of the unit, no farther than half of it", arguments: Seeds.first(4))
    func distance(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Seeds.count(1_000) {
            let hundredths = random.below(20_001) - 10_000
            let number = Double(hundredths) / 100
            let away = (abs(hundredths) + 5) / 10 * hundredths.signum()
            let expected = Double(away) / 10
            let result = call("round", .float(number), 1)
            #expect(Double(result) == expected, "\(number)")
        }
    }
}

import GraphModel
import QueryValues
import TestSupport
import Testing

@Suite("Arithmetic")
struct ArithmeticTests {
    struct Case: Sendable, CustomStringConvertible {
        var a: Value
        var sign: String
        var b: Value
        var expected: String

        init(_ a: Value, _ sign: String, _ b: Value, _ expected: String) {
            self.a = a
            self.sign = sign
            self.b = b
            self.expected = expected
        }

        var description: String { "\(show(a)) \(sign) \(show(b))" }

        var result: String {
            outcome {
                switch sign {
                case "+": try Arithmetic.add(a, b)
                case "-": try Arithmetic.subtract(a, b)
                case "*": try Arithmetic.multiply(a, b)
                case "/": try Arithmetic.divide(a, b)
                case "%": try Arithmetic.modulo(a, b)
                case "^": try Arithmetic.power(a, b)
                default: try Arithmetic.concatenate(a, b)
                }
            }
        }
    }

    static let overflow = "ArithmeticError integerOverflow"
    static let mismatch = "TypeError invalidArgumentType"

    static let numbers: [Case] = [
        Case(1, "+", 2, "3"), Case(1, "+", 2.0, "3.0"), Case(1.5, "+", 2, "3.5"), Case(1, "-", 2.5, "-1.5"),
        Case(.integer(.max), "+", 1, overflow), Case(.integer(.min), "-", 1, overflow),
        Case(.integer(.max), "*", 2, overflow), Case(.integer(.min), "/", -1, overflow),
        Case(.integer(.min), "%", -1, "0"), Case(7, "/", 2, "3"), Case(-7, "/", 2, "-3"), Case(7, "/", 2.0, "3.5"),
        Case(7, "%", 3, "1"), Case(-7, "%", 3, "-1"), Case(7.5, "%", 2, "1.5"), Case(-7, "%", 2.5, "-2.0"),
        Case(1, "/", 0, "ArithmeticError divisionByZero"), Case(1, "%", 0, "ArithmeticError divisionByZero"),
        Case(1, "/", 0.0, "Infinity"), Case(-1.0, "/", 0, "-Infinity"), Case(0.0, "/", 0.0, "NaN"),
        Case(1.0, "%", 0, "NaN"), Case(2, "^", 3, "8.0"), Case(2.0, "^", -1, "0.5"), Case(0, "^", 0, "1.0"),
        Case(3, "*", 0.5, "1.5"), Case(2.5, "-", 1, "1.5"), Case(0.5, "*", 3, "1.5"),
    ]

    static let others: [Case] = [
        Case("a", "+", "b", "'ab'"), Case("a", "+", 1, "'a1'"), Case(1, "+", "a", "'1a'"),
        Case("a", "+", 1.0, "'a1.0'"), Case("a", "+", true, "'atrue'"), Case("a", "+", [:], mismatch),
        Case("a", "+", .node(1), mismatch), Case("a", "+", nil, "null"), Case([1], "+", [2], "[1, 2]"),
        Case([1], "+", 2, "[1, 2]"), Case(1, "+", [2], "[1, 2]"), Case("a", "+", ["b"], "['a', 'b']"),
        Case([1], "+", nil, "null"), Case(nil, "+", [1], "null"), Case([], "+", [], "[]"),
        Case([1], "+", ["k": 1], "[1, {k: 1}]"), Case(true, "+", 1, mismatch), Case([:], "+", [:], mismatch),
        Case("a", "||", "b", "'ab'"), Case([1], "||", [2], "[1, 2]"), Case("a", "||", 1, mismatch),
        Case([1], "||", 2, mismatch), Case(nil, "||", "a", "null"), Case(.bytes([1]), "||", .bytes([2]), "0x0102"),
        Case("a", "-", 1, mismatch), Case("a", "*", 2, mismatch), Case([1], "/", 2, mismatch),
        Case("a", "%", 2, mismatch), Case("a", "^", 2, mismatch), Case(.node(1), "*", .node(1), mismatch),
        Case("on ", "+", .date("2020-02-29"), "'on 2020-02-29'"), Case(.date("2020-02-29"), "+", "!", "'2020-02-29!'"),
        Case(.date("2020-02-29"), "+", .duration("P1Y"), "'2021-02-28'"),
        Case(.duration("P1D"), "+", .date("2020-02-29"), "'2020-03-01'"),
        Case(.date("2020-03-01"), "-", .duration("P1D"), "'2020-02-29'"),
        Case(.duration("P1D"), "+", .duration("PT1H"), "'P1DT1H'"), Case(.duration("P2D"), "*", 2, "'P4D'"),
        Case(2, "*", .duration("P2D"), "'P4D'"), Case(.duration("P2D"), "/", 2, "'P1D'"),
        Case(2, "/", .duration("P2D"), mismatch), Case(.date("2020-03-01"), "*", 2, mismatch),
    ]

    @Test("Operators give what the table says", arguments: numbers + others)
    func table(_ sample: Case) {
        #expect(sample.result == sample.expected)
    }

    @Test("Null with anything is null", arguments: ["+", "-", "*", "/", "%", "^", "||"])
    func null(sign: String) {
        for value in [1, 1.5, "a", [1], [:], true, .node(1), nil, .duration("P1D"), 0] as [Value] {
            #expect(Case(value, sign, nil, "").result == "null")
            #expect(Case(nil, sign, value, "").result == "null")
        }
    }

    @Test("Integers are exact or an error", arguments: Seeds.first(4))
    func integers(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Seeds.count(2_000) {
            let (a, b) = (RandomValues.integer(&random), RandomValues.integer(&random))
            func expected(_ exact: Int128) -> String { Int64(exactly: exact).map { String($0) } ?? Self.overflow }
            let (x, y) = (Int128(a), Int128(b))
            #expect(Case(.integer(a), "+", .integer(b), "").result == expected(x + y))
            #expect(Case(.integer(a), "-", .integer(b), "").result == expected(x - y))
            #expect(Case(.integer(a), "*", .integer(b), "").result == expected(x * y))
            guard b != 0 else { continue }
            #expect(Case(.integer(a), "/", .integer(b), "").result == expected(x / y))
            #expect(Case(.integer(a), "%", .integer(b), "").result == expected(x % y))
        }
    }

    @Test("Signs in front")
    func unary() {
        #expect(outcome { try Arithmetic.negate(5) } == "-5")
        #expect(outcome { try Arithmetic.negate(-0.5) } == "0.5")
        #expect(outcome { try Arithmetic.negate(nil) } == "null")
        #expect(outcome { try Arithmetic.negate(.integer(.min)) } == Self.overflow)
        #expect(outcome { try Arithmetic.negate("a") } == Self.mismatch)
        #expect(outcome { try Arithmetic.affirm(-5) } == "-5")
        #expect(outcome { try Arithmetic.affirm(nil) } == "null")
        #expect(outcome { try Arithmetic.affirm(true) } == Self.mismatch)
    }
}

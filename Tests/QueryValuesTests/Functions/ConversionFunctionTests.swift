import GraphModel
import QueryValues
import Testing

@Suite("Conversions")
struct ConversionFunctionTests {
    static let wrong = "TypeError invalidArgumentValue"
    static let overflow = "ArithmeticError integerOverflow"

    static let integers: [Call] = [
        Call("toInteger", [5], "5"), Call("toInteger", [82.9], "82"), Call("toInteger", [-82.9], "-82"),
        Call("toInteger", ["42"], "42"), Call("toInteger", ["-42"], "-42"), Call("toInteger", ["+7"], "7"),
        Call("toInteger", ["1.7"], "1"), Call("toInteger", ["-1.7"], "-1"), Call("toInteger", [" 12 "], "12"),
        Call("toInteger", ["1e3"], "1000"), Call("toInteger", ["foo"], "null"), Call("toInteger", [""], "null"),
        Call("toInteger", ["0x10"], "null"), Call("toInteger", ["1 2"], "null"), Call("toInteger", ["."], "null"),
        Call("toInteger", ["nan"], "null"), Call("toInteger", ["--1"], "null"), Call("toInteger", ["1e"], "null"),
        Call("toInteger", ["9223372036854775807"], "9223372036854775807"), Call("toInteger", ["1e30"], overflow),
        Call("toInteger", ["9223372036854775808"], overflow), Call("toInteger", [.float(1e30)], overflow),
        Call("toInteger", [.float(.nan)], overflow), Call("toInteger", [true], wrong), Call("toInteger", [[]], wrong),
        Call("toInteger", [[:]], wrong), Call("toInteger", [.node(1)], wrong),
        Call("toInteger", [.path([1], [])], wrong),
        Call("toIntegerOrNull", [true], "null"), Call("toIntegerOrNull", ["7"], "7"),
        Call("toIntegerOrNull", [.float(1e30)], "null"),
        Call("toIntegerList", [["1", 2.5, nil, [], "x"]], "[1, 2, null, null, null]"),
        Call("toIntegerList", [nil], "null"), Call("toIntegerList", ["1"], wrong),
    ]

    static let floats: [Call] = [
        Call("toFloat", [3], "3.0"), Call("toFloat", [3.4], "3.4"), Call("toFloat", ["5"], "5.0"),
        Call("toFloat", ["-1.5e2"], "-150.0"), Call("toFloat", [".5"], "0.5"), Call("toFloat", ["5."], "5.0"),
        Call("toFloat", ["-.5e1"], "-5.0"), Call("toFloat", ["foo"], "null"), Call("toFloat", [""], "null"),
        Call("toFloat", ["inf"], "null"), Call("toFloat", ["NaN"], "NaN"), Call("toFloat", ["-Infinity"], "-Infinity"),
        Call("toFloat", ["0x1p3"], "null"), Call("toFloat", ["1e400"], "Infinity"), Call("toFloat", [true], wrong),
        Call("toFloat", [[]], wrong), Call("toFloat", [.relationship(1)], wrong), Call("toFloatOrNull", [[]], "null"),
        Call("toFloatList", [[1, "2", "x", true]], "[1.0, 2.0, null, null]"),
    ]

    static let others: [Call] = [
        Call("toBoolean", [true], "true"), Call("toBoolean", ["true"], "true"), Call("toBoolean", ["FALSE"], "false"),
        Call("toBoolean", [" true "], "true"), Call("toBoolean", [" tru "], "null"),
        Call("toBoolean", ["f alse"], "null"),
        Call("toBoolean", [""], "null"), Call("toBoolean", [1.0], wrong), Call("toBoolean", [[]], wrong),
        Call("toBoolean", [.node(1)], wrong), Call("toBooleanOrNull", [1.0], "null"),
        Call("toBooleanList", [["true", false, nil, "x"]], "[true, false, null, null]"),
        Call("toString", [42], "'42'"), Call("toString", [2.3], "'2.3'"), Call("toString", [100.0], "'100.0'"),
        Call("toString", [true], "'true'"), Call("toString", ["apa"], "'apa'"), Call("toString", [nil], "null"),
        Call("toString", [.date("2020-02-29")], "'2020-02-29'"), Call("toString", [.duration("P1DT2H")], "'P1DT2H'"),
        Call("toString", [.point("point(cartesian, 1, 2)")], "'point(cartesian, 1.0, 2.0)'"),
        Call("toString", [[]], wrong), Call("toString", [[:]], wrong), Call("toString", [.node(1)], wrong),
        Call("toString", [.relationship(1)], wrong), Call("toString", [.path([1], [])], wrong),
        Call("toStringOrNull", [[]], "null"), Call("toStringList", [[1, "a", nil, [1]]], "['1', 'a', null, null]"),
    ]

    @Test("Conversions give what the table says", arguments: integers + floats + others)
    func table(_ call: Call) {
        #expect(call.result == call.expected)
    }
}

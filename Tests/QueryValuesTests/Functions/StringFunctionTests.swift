import GraphModel
import QueryValues
import Testing

@Suite("Functions of strings")
struct StringFunctionTests {
    static let wrong = "TypeError invalidArgumentValue"
    static let negative = "ArgumentError negativeIntegerArgument"

    static let simple: [Call] = [
        Call("toUpper", ["aßé1"], "'ASSÉ1'"), Call("upper", ["a"], "'A'"), Call("toLower", ["AÉ"], "'aé'"),
        Call("lower", ["A"], "'a'"), Call("toUpper", [1], wrong), Call("char_length", ["aé𝄞"], "3"),
        Call("character_length", [""], "0"), Call("left", ["héllo", 2], "'hé'"), Call("left", ["a", 9], "'a'"),
        Call("left", ["a", 0], "''"), Call("left", ["a", -1], negative), Call("right", ["héllo", 4], "'éllo'"),
        Call("right", ["a", 9], "'a'"), Call("right", ["a", -1], negative), Call("left", ["a", "b"], wrong),
        Call("substring", ["0123456789", 1], "'123456789'"), Call("substring", ["𝄞éab", 1, 2], "'éa'"),
        Call("substring", ["abc", 5], "''"), Call("substring", ["abc", 1, 0], "''"),
        Call("substring", ["abc", -1], negative), Call("substring", ["abc", 1, -1], negative),
        Call("substring", ["abc", 1, 99], "'bc'"), Call("normalize", ["e\u{301}"], "'\u{E9}'"),
        Call("normalize", ["\u{E9}", "NFD"], "'e\u{301}'"), Call("normalize", ["ﬁ", "nfkc"], "'fi'"),
        Call("isNormalized", ["e\u{301}"], "false"), Call("isNormalized", ["e\u{301}", "NFD"], "true"),
        Call("isNormalized", [1], "null"), Call("isNormalized", ["a", "NFX"], "ArgumentError invalidArgumentValue"),
        Call("normalize", ["a", "NFX"], "ArgumentError invalidArgumentValue"),
    ]

    static let trims: [Call] = [
        Call("trim", [" \t\u{A0}a b\n"], "'a b'"), Call("ltrim", ["  a "], "'a '"), Call("rtrim", [" a  "], "' a'"),
        Call("btrim", ["xxaxbyx", "xy"], "'axb'"), Call("ltrim", ["xxa", "x"], "'a'"),
        Call("rtrim", ["axx", "x"], "'a'"),
        Call("trim", ["   "], "''"), Call("trim", [""], "''"), Call("btrim", ["aaa", "a"], "''"),
        Call("btrim", ["éaé", "é"], "'a'"), Call("btrim", ["a", nil], "null"), Call("trim", [1], wrong),
    ]

    static let searches: [Call] = [
        Call("replace", ["hello", "l", "LL"], "'heLLLLo'"), Call("replace", ["hello", "x", "y"], "'hello'"),
        Call("replace", ["aaa", "aa", "b"], "'ba'"), Call("replace", ["hello", "", "x"], "'hello'"),
        Call("replace", ["éaé", "é", ""], "'a'"), Call("replace", ["aaaa", "a", "b", 2], "'bbaa'"),
        Call("replace", ["", "a", "b"], "''"), Call("replace", ["a", "a", nil], "null"),
        Call("replace", ["a", "a", 1], wrong), Call("split", ["one,two", ","], "['one', 'two']"),
        Call("split", [",a,,b,", ","], "['', 'a', '', 'b', '']"), Call("split", ["abc", ""], "['a', 'b', 'c']"),
        Call("split", ["", ","], "['']"), Call("split", ["a, b;c", [", ", ";"]], "['a', 'b', 'c']"),
        Call("split", ["a::b", "::"], "['a', 'b']"), Call("split", ["é→é", "→"], "['é', 'é']"),
        Call("split", ["a", []], "['a']"), Call("split", ["a", 1], wrong), Call("split", ["a", [1]], wrong),
    ]

    @Test("Functions give what the table says", arguments: simple + trims + searches)
    func table(_ call: Call) {
        #expect(call.result == call.expected)
    }

    @Test("Replacing cannot make a text of any size")
    func growth() {
        let text = Value.string(String(repeating: "a", count: 100_000))
        #expect(call("replace", text, "a", text) == "LimitExceeded memoryLimit")
    }
}

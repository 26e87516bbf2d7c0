import GraphModel
import QueryValues
import Testing

@Suite("Regular expressions")
struct LinearRegexTests {
    struct Case: Sendable {
        var pattern: String
        var matching: [String]
        var others: [String]

        init(_ pattern: String, _ matching: [String], not others: [String]) {
            self.pattern = pattern
            self.matching = matching
            self.others = others
        }
    }

    static let basics: [Case] = [
        Case("", [""], not: ["a"]), Case("abc", ["abc"], not: ["ab", "abcd", "ABC"]),
        Case("a.c", ["abc", "a𝄞c"], not: ["ac", "a\nc"]),
        Case("a*", ["", "aaa"], not: ["b"]), Case("a+", ["a", "aa"], not: [""]),
        Case("a?b", ["b", "ab"], not: ["aab"]),
        Case("a|bc|", ["a", "bc", ""], not: ["b", "abc"]), Case("(a|b)*c", ["c", "abac"], not: ["ab"]),
        Case("a{3}", ["aaa"], not: ["aa", "aaaa"]), Case("a{2,}", ["aa", "aaaaa"], not: ["a"]),
        Case("a{1,2}", ["a", "aa"], not: ["", "aaa"]), Case("a{0}", [""], not: ["a"]),
        Case("(ab){2}", ["abab"], not: ["ab"]),
        Case("a*?b+?c??", ["aabb", "bc"], not: ["c"]), Case("(?:x)(?<name>y)", ["xy"], not: ["x"]),
        Case("(a*)*", ["", "aaa"], not: ["b"]), Case("(|a)+", ["", "aa"], not: ["b"]),
        Case("a{2}{3}", ["aaaaaa"], not: ["aaaaa"]),
        Case("]", ["]"], not: []), Case("}", ["}"], not: []), Case("𝄞+", ["𝄞𝄞"], not: ["a"]),
    ]

    static let classes: [Case] = [
        Case("[abc]", ["a", "c"], not: ["d", ""]), Case("[^abc]", ["d", "\n"], not: ["a"]),
        Case("[a-c]+", ["abcabc"], not: ["d"]),
        Case("[]a]", ["]", "a"], not: ["b"]), Case("[a-]", ["-", "a"], not: ["b"]),
        Case("[-a]", ["-", "a"], not: ["b"]),
        Case("[\\]\\-\\\\]+", ["]-\\"], not: ["a"]), Case("[a-z&&[^aeiou]]", ["b"], not: ["a", "A"]),
        Case("[a-d[x-z]]", ["b", "y"], not: ["m"]), Case("[\\d.]+", ["1.5"], not: ["a"]),
        Case("[^\\d]", ["a"], not: ["5"]),
        Case("\\d+\\D+", ["12ab"], not: ["ab", "12"]), Case("\\w+\\W", ["a_1!"], not: ["é!"]),
        Case("\\s\\S", ["\ta"], not: ["aa"]),
        Case("\\h\\v", ["\u{A0}\n"], not: ["aa"]), Case("\\H\\V", ["aa"], not: [" \n"]),
        Case("[é-ü]", ["é", "ö"], not: ["a"]),
        Case("\\p{L}+", ["aéЖ"], not: ["1"]), Case("\\p{Lu}\\p{Ll}", ["Éa"], not: ["aA"]),
        Case("\\pN", ["5", "Ⅷ"], not: ["a"]),
        Case("\\P{L}", ["5"], not: ["a"]), Case("[\\p{Alpha}_]+", ["a_Z"], not: ["é"]),
        Case("\\p{IsAlphabetic}", ["é"], not: ["1"]),
        Case("\\p{Punct}", ["!"], not: ["a"]), Case("[^\\p{Nd}x]", ["a"], not: ["1", "x"]),
        Case("[\\Qa]\\E]", ["a", "]"], not: ["b"]),
        Case("[a&&b]", [], not: ["a", "b"]),
    ]

    static let escapes: [Case] = [
        Case("\\.", ["."], not: ["a"]), Case("\\t\\n\\r\\f\\a\\e", ["\t\n\r\u{C}\u{7}\u{1B}"], not: []),
        Case("\\x41", ["A"], not: ["x41"]),
        Case("\\x{1D11E}", ["𝄞"], not: []), Case("\\u0041", ["A"], not: []), Case("\\uD834\\uDD1E", ["𝄞"], not: []),
        Case("\\0101", ["A"], not: []), Case("\\cA", ["\u{1}"], not: []),
        Case("\\Qa.b*\\E+", ["a.b*", "a.b**"], not: ["a.b", "axb*"]),
        Case("\\Qa.", ["a."], not: ["ab"]), Case("\\R", ["\n", "\r\n", "\u{2028}"], not: ["\n\n"]),
        Case("a\\Q\\Eb", ["ab"], not: ["a"]),
    ]

    static let positions: [Case] = [
        Case("^abc$", ["abc"], not: ["abc\nabc"]), Case("a$\\n", ["a\n"], not: ["a"]), Case("a$.b", [], not: ["a\nb"]),
        Case("(?s)a$.b", [], not: ["a\nb"]), Case("(?sm)a$.^b", ["a\nb"], not: ["axb"]),
        Case("(?m)a$\\r\\n^b", ["a\r\nb"], not: []),
        Case("(?m)a\\n^", [], not: ["a\n"]), Case("a\\n^", [], not: ["a\n"]), Case("\\Aa\\z", ["a"], not: ["b"]),
        Case("a\\Z\\n", ["a\n"], not: ["a"]), Case("a\\z\\n", [], not: ["a\n"]),
        Case(".*\\bfoo\\b.*", ["a foo!", "foo"], not: ["afoo", "foo1"]),
        Case("a\\Bb", ["ab"], not: ["a b"]), Case("a\\b.b", ["a b"], not: ["acb"]),
        Case("(^a|b)*", ["a", "ab", "bb"], not: ["ba"]),
    ]

    static let flags: [Case] = [
        Case("(?i)aBc", ["ABC", "abc"], not: ["abd"]), Case("(?i)é", ["É"], not: ["e"]),
        Case("(?i)[a-c]+", ["AbC"], not: ["d"]),
        Case("(?i)[^a]", ["b"], not: ["A", "a"]), Case("a(?i)b", ["aB"], not: ["AB"]),
        Case("(a(?i)b)c", ["aBc"], not: ["aBC"]),
        Case("(?i:a)b", ["Ab"], not: ["AB"]), Case("(?i)a(?-i)b", ["Ab"], not: ["AB"]),
        Case("(?s).", ["\n"], not: [""]),
        Case("(?is)A.", ["a\n"], not: []), Case("(?i)\\p{Lu}", ["a", "A"], not: ["1"]),
        Case("(?iu)ß", ["ß"], not: ["ss"]),
        Case("(?i)(a|b)|c", ["C", "B"], not: ["d"]),
    ]

    @Test("Whole texts match or do not", arguments: basics + classes + escapes + positions + flags)
    func table(_ sample: Case) throws {
        let regex = try LinearRegex(sample.pattern)
        for text in sample.matching { #expect(regex.matches(text), "\(sample.pattern) on \(text)") }
        for text in sample.others { #expect(!regex.matches(text), "\(sample.pattern) on \(text)") }
    }

    static let malformed: [String] = [
        "(", ")", "(a", "a)", "[a", "[", "*", "+a", "?", "a|*", "a{", "a{1", "a{2,1}", "a{x}", "\\", "\\y", "[z-a]",
        "\\p{Nothing}",
        "\\p{", "\\x4", "\\x{110000}", "\\u12", "\\uD834", "(?x)a", "(?", "(?i", "(?<a", "[\\Qa]", "\\0", "\\c",
        "\\1", "(a)\\1", "\\k<a>", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "a*+", "a++", "a?+", "a{2}+",
    ]

    @Test("Malformed and refused patterns are errors", arguments: malformed)
    func errors(pattern: String) {
        let result = outcome { Value.boolean(try LinearRegex(pattern).matches("")) }
        #expect(result == "ArgumentError invalidArgumentValue")
    }

    @Test("Patterns have limits")
    func limits() throws {
        let deep = { (count: Int) in String(repeating: "(", count: count) + String(repeating: ")", count: count) }
        _ = try LinearRegex(deep(ValueLimits.regexNesting - 1))
        let tooMuch = [
            deep(ValueLimits.regexNesting + 1), deep(8_000), "a{10000}", "((a{100}){100}){100}",
            "(((){1000}){1000}){1000}",
            "(a{1,5000}){1,5000}", "a{99999999999999999999}", String(repeating: "a", count: ValueLimits.regexBytes + 1),
            "a" + String(repeating: "{1}", count: 5_000), String(repeating: "[", count: 5_000),
        ]
        for pattern in tooMuch { #expect(throws: QueryError.self) { try LinearRegex(pattern) } }
        #expect(try LinearRegex("(a{50}){50}").matches(String(repeating: "a", count: 2_500)))
    }

    @Test("What is exponential elsewhere is linear here")
    func pathological() throws {
        let text = String(repeating: "a", count: 20_000) + "!"
        for pattern in ["(a+)+b", "(a|aa)*b", "(a*)*b", "(.*)(.*)(.*)(.*)x", "(a?){30}a{30}b"] {
            #expect(try !LinearRegex(pattern).matches(text))
        }
    }
}

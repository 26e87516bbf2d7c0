import GraphModel
import QuerySyntax
import Testing

@Suite("Names, strings and parameters")
struct WordTests {
    @Test(
        "Names",
        arguments: [
            ("a", "a"), ("_a1", "_a1"), ("été", "été"), ("变量", "变量"), ("`a b`", "a b"), ("`a``b`", "a`b"),
            ("````", "`"), ("`match`", "match"), ("a$b", "a$b"), ("price€", "price€"), ("a\u{203F}b", "a\u{203F}b"),
        ])
    func names(text: String, name: String) throws {
        #expect(try parsed(text).kind == .variable(name))
    }

    @Test(
        "Parameters",
        arguments: [
            ("$a", "a"), ("$0", "0"), ("$007", "007"), ("$`a b`", "a b"), ("$`a``b`", "a`b"), ("$été", "été"),
            ("$match", "match"),
        ])
    func parameters(text: String, name: String) throws {
        #expect(try parsed(text).kind == .parameter(name))
    }

    @Test(
        "Strings",
        arguments: [
            ("''", ""), ("'a'", "a"), ("\"a'b\"", "a'b"), (#"'a\'b'"#, "a'b"), (#""\"""#, "\""),
            (#"'\\\n\r\t\b\f\/\`'"#, "\\\n\r\t\u{08}\u{0C}/`"), (#"'\u00e9'"#, "é"), (#"'\U0001F600'"#, "😀"),
            (#"'\uD83D\uDE00'"#, "😀"), ("'line\nbreak'", "line\nbreak"), ("'// no comment'", "// no comment"),
            ("'😀é'", "😀é"),
        ])
    func strings(text: String, value: String) throws {
        #expect(try parsed(text).kind == .string(value))
    }

    @Test("A quote is not doubled to stand in a string")
    func doubledQuotes() {
        ExpectedFault("RETURN 'it''s'", 1, 12).check()
    }

    @Test(
        "Faults",
        arguments: [
            ExpectedFault("RETURN 'abc", .unexpectedSyntax, 1, 8, "the string that begins here has no end"),
            ExpectedFault("RETURN 'abc\\", .unexpectedSyntax, 1, 8),
            ExpectedFault("RETURN `abc", .unexpectedSyntax, 1, 8),
            ExpectedFault("RETURN `abc``", .unexpectedSyntax, 1, 8),
            ExpectedFault("RETURN ``", .unexpectedSyntax, 1, 8, "a name cannot be empty"),
            ExpectedFault("RETURN 1 /* abc", .unexpectedSyntax, 1, 10, "the comment that begins here has no end"),
            ExpectedFault(#"RETURN 'é\u12'"#, .invalidUnicodeLiteral, 1, 10),
            ExpectedFault(#"RETURN '\uH123'"#, .invalidUnicodeLiteral, 1, 9),
            ExpectedFault(#"RETURN '\U00110000'"#, .invalidUnicodeLiteral, 1, 9),
            ExpectedFault(#"RETURN '\uD800'"#, .invalidUnicodeLiteral, 1, 9),
            ExpectedFault(#"RETURN '\uD800\u0041'"#, .invalidUnicodeLiteral, 1, 9),
            ExpectedFault(#"RETURN 'a\qb'"#, .unexpectedSyntax, 1, 10),
            ExpectedFault("RETURN $1a", .unexpectedSyntax, 1, 8),
            ExpectedFault("RETURN $", .unexpectedSyntax, 1, 8),
            ExpectedFault("RETURN $ a", .unexpectedSyntax, 1, 8),
            ExpectedFault("RETURN 1 # 2", .unexpectedSyntax, 1, 10),
            ExpectedFault("RETURN \u{0}", .unexpectedSyntax, 1, 8),
            ExpectedFault("RETURN “a”", .invalidUnicodeCharacter, 1, 8),
            ExpectedFault("RETURN 1 \u{00D7} 2", .invalidUnicodeCharacter, 1, 10),
            ExpectedFault("RETURN 42 \u{2014} 41", .invalidUnicodeCharacter, 1, 11),
            ExpectedFault("RETURN \u{2212}1", .invalidUnicodeCharacter, 1, 8),
            ExpectedFault("RETURN 1 \u{FF1C} 2", .invalidUnicodeCharacter, 1, 10),
        ])
    func faults(fault: ExpectedFault) { fault.check() }

    @Test("A fault further on does not hide one before it")
    func order() {
        ExpectedFault("RETURN ) 'abc", 1, 8).check()
    }
}

import GraphModel
import QuerySyntax
import Testing

@Suite("Number literals")
struct NumberTests {
    @Test(
        "Integers",
        arguments: [
            ("0", 0), ("7", 7), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
            ("0x1F", 31), ("0Xff", 255), ("-0x8000000000000000", Int64.min), ("0x7FFFFFFFFFFFFFFF", Int64.max),
            ("0o17", 15), ("-0o1000000000000000000000", Int64.min), ("- 5", -5), ("-0", 0),
        ])
    func integer(text: String, value: Int64) throws {
        #expect(try parsed(text).kind == .integer(value))
    }

    @Test(
        "Floats",
        arguments: [
            ("1.5", 1.5), (".5", 0.5), ("1e9", 1e9), ("1E9", 1e9), ("1.0e-3", 1e-3), (".1e+2", 10), ("007.5", 7.5),
            ("-.5", -0.5), ("1e-999", 0), ("123456789e300", 1.23456789e308),
        ])
    func float(text: String, value: Double) throws {
        #expect(try parsed(text).kind == .float(value))
    }

    @Test("A minus is a part of the number only where nothing is looked up in it")
    func minus() throws {
        #expect(try parsed("-5") == parsed("(-5)"))
        #expect(try parsed("-5.x") != parsed("(-5).x"))
        #expect(try parsed("-5[0]") == parsed("-(5[0])"))
        #expect(try parsed("-(5)").kind == .unary(.minus, parsed("5")))
        #expect(try parsed("--5").kind == .unary(.minus, parsed("-5")))
    }

    @Test("Dots between numbers make ranges")
    func ranges() throws {
        #expect(try parsed("l[1..3]") == parsed("l[ 1 .. 3 ]"))
        #expect(try parsed("l[1.0..3]") == parsed("l[(1.0)..3]"))
        #expect(try parsed("1.e5").kind == .property(parsed("1"), key: Name("e5", Span(start: 0, end: 0))))
    }

    @Test(
        "Faults",
        arguments: [
            ExpectedFault("RETURN 9223372036854775808", .integerOverflow, 1, 8),
            ExpectedFault("RETURN -9223372036854775809", .integerOverflow, 1, 9),
            ExpectedFault("RETURN 99999999999999999999999", .integerOverflow, 1, 8),
            ExpectedFault("RETURN 0x8000000000000000", .integerOverflow, 1, 8),
            ExpectedFault("RETURN -0o1000000000000000000001", .integerOverflow, 1, 9),
            ExpectedFault("RETURN 1.34E999", .floatingPointOverflow, 1, 8),
            ExpectedFault("RETURN -1e309", .floatingPointOverflow, 1, 9),
            ExpectedFault("RETURN 12h34", .invalidNumberLiteral, 1, 8),
            ExpectedFault("RETURN 0x", .invalidNumberLiteral, 1, 8),
            ExpectedFault("RETURN 0x1G", .invalidNumberLiteral, 1, 8),
            ExpectedFault("RETURN 0o18", .invalidNumberLiteral, 1, 8),
            ExpectedFault("RETURN 1_000", .invalidNumberLiteral, 1, 8),
            ExpectedFault("RETURN 017", .invalidNumberLiteral, 1, 8),
            ExpectedFault("RETURN 1e", .invalidNumberLiteral, 1, 8),
            ExpectedFault("RETURN 1.", .unexpectedSyntax, 1, 10),
            ExpectedFault("RETURN 1.5.5", .unexpectedSyntax, 1, 11),
            ExpectedFault("RETURN {1a: 1}", .unexpectedSyntax, 1, 9),
            ExpectedFault("RETURN 12#34", .unexpectedSyntax, 1, 10),
            ExpectedFault("MATCH ()-[*99999999999999999999]-() RETURN 1", .integerOverflow, 1, 12),
        ])
    func faults(fault: ExpectedFault) { fault.check() }
}

import QueryValues
import TestSupport
import Testing

@Suite("Equality")
struct EqualityTests {
    struct Case: Sendable {
        var a: Value
        var b: Value
        var expected: Bool?

        init(_ a: Value, _ b: Value, _ expected: Bool?) {
            self.a = a
            self.b = b
            self.expected = expected
        }
    }

    static let scalars: [Case] = [
        Case(nil, nil, nil), Case(nil, 1, nil), Case(1, 1, true), Case(1, 1.0, true), Case(1, 1.5, false),
        Case("1", 1, false), Case("a", "a", true), Case("é", "e\u{301}", false), Case(true, 1, false),
        Case(.float(.nan), .float(.nan), false), Case(.float(.nan), "a", false), Case(.float(.nan), nil, nil),
        Case(0.0, -0.0, true), Case(.integer(1 << 53 + 1), .float(0x1p53), false),
        Case(.integer(.max), .float(0x1p63), false), Case(.integer(.min), .float(-0x1p63), true),
        Case(.integer(4_611_686_018_427_387_905), .integer(4_611_686_018_427_387_900), false),
        Case(.node(1), .node(1), true), Case(.node(1), .relationship(1), false), Case(.node(1), 1, false),
        Case(.relationship(3, "A"), .relationship(3, "A"), true), Case(.relationship(3), .relationship(4), false),
        Case(.path([1, 2], [5]), .path([1, 2], [5]), true), Case(.path([1, 2], [5]), .path([2, 1], [5]), false),
        Case(.date("2020-01-01"), .date("2020-01-01"), true), Case(.date("2020-01-01"), "2020-01-01", false),
        Case(.date("2020-01-01"), .localDateTime("2020-01-01T00:00"), false),
        Case(.dateTime("2020-01-01T01:00+01:00"), .dateTime("2020-01-01T01:00+01:00"), true),
        Case(.dateTime("2020-01-01T01:00+01:00"), .dateTime("2020-01-01T00:00Z"), false),
        Case(.duration("P1D"), .duration("PT24H"), false), Case(.duration("P1D"), .duration("P1D"), true),
        Case(.point("point(cartesian, 1, 2)"), .point("point(cartesian, 1, 2)"), true),
        Case(.point("point(cartesian, 1, 2)"), .point("point(wgs-84, 1, 2)"), false),
        Case(.bytes([1]), .bytes([1]), true), Case(.bytes([1]), .bytes([2]), false),
    ]

    static let nested: [Case] = [
        Case([1, 2], [1], false), Case([nil], [1], nil), Case(["a"], [1], false), Case([], [], true),
        Case([[1]], [[1], [nil]], false), Case([[1], [2]], [[1], [nil]], nil),
        Case([[1], [2, 3]], [[1], [nil]], false), Case([1, 2], "foo", false), Case([1, nil], [2, nil], false),
        Case([nil, 1], [nil, 2], false), Case([1, 2], [1.0, 2.0], true), Case([.float(.nan)], [.float(.nan)], false),
        Case([:], [:], true), Case(["k": 1, "l": 2], ["l": 2, "k": 1.0], true), Case([:], ["k": nil], false),
        Case(["k": nil], ["k": nil], nil), Case(["k": 1], ["k": nil], nil), Case(["k": 1], ["l": 1], false),
        Case(["k": 1, "l": nil], ["k": nil, "l": 1], nil), Case(["k": 1, "l": nil], ["k": 2, "l": 1], false),
        Case(["k": nil], ["k": nil, "l": nil], false), Case([:], [], false), Case([["k": nil]], [["k": 1]], nil),
    ]

    @Test("Equality is that of the table, both ways round", arguments: scalars + nested)
    func table(_ sample: Case) {
        #expect(Value.equals(sample.a, sample.b) == sample.expected)
        #expect(Value.equals(sample.b, sample.a) == sample.expected)
    }

    @Test("Equal values are equivalent; unequal values are not, but for NaN", arguments: Seeds.first(4))
    func equivalence(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Seeds.count(4_000) {
            let (a, b) = (RandomQueryValues.value(&random), RandomQueryValues.value(&random))
            let isEqual = Value.equals(a, b)
            #expect(isEqual == Value.equals(b, a), "\(show(a)) and \(show(b))")
            let hasNaN = (show(a) + show(b)).contains("NaN")
            if isEqual == true { #expect(Value.areEquivalent(a, b), "\(show(a)) and \(show(b))") }
            if isEqual == false, !hasNaN { #expect(!Value.areEquivalent(a, b), "\(show(a)) and \(show(b))") }
        }
    }
}

import QueryValues
import TestSupport
import Testing

@Suite("Comparison")
struct ComparisonTests {
    struct Case: Sendable {
        var a: Value
        var b: Value
        var expected: Value.Comparability

        init(_ a: Value, _ b: Value, _ expected: Value.Comparability) {
            self.a = a
            self.b = b
            self.expected = expected
        }
    }

    static let cases: [Case] = [
        Case(1, 2, .less), Case(1, 3.14, .less), Case(1, 1.0, .equal), Case(2.5, 2, .greater),
        Case(.integer(.max), .float(0x1p63), .less), Case(.integer(1 << 53 + 1), .float(0x1p53), .greater),
        Case(-1, -0.5, .less), Case(-1, -1.5, .greater), Case(1, .float(.infinity), .less),
        Case(.float(.nan), 1, .unordered), Case(1, .float(.nan), .unordered),
        Case(.float(.nan), .float(.nan), .unordered), Case(.float(.nan), "a", .incomparable),
        Case("a", "b", .less), Case("B", "a", .less), Case("abc", "ab", .greater), Case("", "", .equal),
        Case("\u{FFFF}", "𝄞", .less), Case("1", 1, .incomparable), Case(nil, 1, .incomparable),
        Case(nil, nil, .incomparable), Case(false, true, .less), Case(true, 1, .incomparable),
        Case(.node(1), .node(1), .incomparable), Case([:], [:], .incomparable),
        Case(.path([1], []), .path([1], []), .incomparable),
        Case(.date("2020-01-01"), .date("2020-01-02"), .less),
        Case(.localTime("10:00"), .localTime("09:59"), .greater),
        Case(.time("10:00+02:00"), .time("09:00Z"), .less),
        Case(.localDateTime("2020-01-01T00:00"), .localDateTime("2020-01-01T00:00"), .equal),
        Case(.dateTime("2020-01-01T01:00+02:00"), .dateTime("2020-01-01T00:00Z"), .less),
        Case(.date("2020-01-01"), .localDateTime("2020-01-01T00:00"), .incomparable),
        Case(.duration("P1D"), .duration("P2D"), .incomparable),
        Case(.point("point(cartesian, 1, 2)"), .point("point(cartesian, 1, 2)"), .incomparable),
        Case([1, 0], [1], .greater), Case([1, nil], [1], .greater), Case([1, 2], [1, nil], .incomparable),
        Case([1, "a"], [1, nil], .incomparable), Case([1, 2], [3, nil], .less), Case([], [], .equal),
        Case([1, "a"], [1, 2], .incomparable), Case([[1]], [[2]], .less),
    ]

    @Test("Values compare as in the table, and the other way round", arguments: cases)
    func table(_ sample: Case) {
        #expect(Value.compare(sample.a, sample.b) == sample.expected)
        let reversed: Value.Comparability =
            switch sample.expected {
            case .less: .greater
            case .greater: .less
            case .equal, .unordered, .incomparable: sample.expected
            }
        #expect(Value.compare(sample.b, sample.a) == reversed)
    }

    @Test("The operators follow from the comparison")
    func operators() {
        #expect(Value.isLess(1, 2) == true)
        #expect(Value.isLess(2, 2) == false)
        #expect(Value.isLessOrEqual(2, 2) == true)
        #expect(Value.isLessOrEqual(3, 2) == false)
        #expect(Value.isLess(.float(.nan), 2) == false)
        #expect(Value.isLessOrEqual(.float(.nan), .float(.nan)) == false)
        #expect(Value.isLess(nil, 2) == nil)
        #expect(Value.isLessOrEqual("a", 2) == nil)
    }

    @Test("Where values compare, the order agrees", arguments: Seeds.first(4))
    func order(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Seeds.count(4_000) {
            let (a, b) = (RandomQueryValues.value(&random), RandomQueryValues.value(&random))
            let order = Value.order(a, b)
            switch Value.compare(a, b) {
            case .less: #expect(order < 0, "\(show(a)) and \(show(b))")
            case .greater: #expect(order > 0, "\(show(a)) and \(show(b))")
            case .equal:
                #expect(order == 0, "\(show(a)) and \(show(b))")
                #expect(Value.equals(a, b) == true, "\(show(a)) and \(show(b))")
            case .unordered, .incomparable: break
            }
        }
    }
}

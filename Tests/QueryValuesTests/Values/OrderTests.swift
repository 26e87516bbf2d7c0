import GraphModel
import QueryValues
import TestSupport
import Testing

@Suite("Order and equivalence")
struct OrderTests {
    /// In ascending order, no two equivalent.
    static let ascending: [Value] = [
        [:], ["a": 1], ["a": 2], ["b": 0], ["a": 0, "b": 0], .node(1), .node(2), .relationship(1), .relationship(2), [],
        ["a"], ["a", 1], [1], [1, "a"], [1, nil], [nil, 1], [nil, 2], .path([1], []), .path([1, 2], [1]),
        .path([1, 3], [1]), .path([2], []), .point("point(wgs-84, 1, 2)"), .point("point(cartesian, 1, 2)"),
        .point("point(cartesian, 1, 3)"), .dateTime("2020-01-01T00:00Z"), .dateTime("2020-01-01T01:00+01:00"),
        .dateTime("2020-01-01T00:00:01Z"), .localDateTime("2020-01-01T00:00"), .localDateTime("2020-01-01T00:01"),
        .date("2019-12-31"), .date("2020-01-01"), .time("10:00+02:00"), .time("09:00Z"), .localTime("08:00"),
        .localTime("09:00"), .duration("P29D"), .duration("P1M"), .duration("P31D"), .bytes([1]), .bytes([1, 0]), "",
        "B", "a", "aa", "b", "é", false, true, .float(-.infinity), .integer(.min), -1.5, -1, 0, 0.5, 1, .float(0x1p53),
        .integer(1 << 53 + 1), .integer(.max), .float(0x1p63), .float(.infinity), .float(.nan), nil,
    ]

    @Test("Kinds and values come in the order of the language")
    func table() {
        for (i, a) in Self.ascending.enumerated() {
            for (j, b) in Self.ascending.enumerated() {
                let order = Value.order(a, b)
                #expect(order.signum() == (i - j).signum(), "\(show(a)) and \(show(b))")
                #expect(Value.areEquivalent(a, b) == (i == j), "\(show(a)) and \(show(b))")
            }
        }
    }

    @Test("The order is total, and its ties are equivalence", arguments: Seeds.first(6))
    func laws(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Seeds.count(3_000) {
            let (a, b, c) = (
                RandomQueryValues.value(&random), RandomQueryValues.value(&random), RandomQueryValues.value(&random)
            )
            let text = "\(show(a)), \(show(b)), \(show(c))"
            #expect(Value.order(a, a) == 0, "\(text)")
            #expect(Value.order(a, b).signum() == -Value.order(b, a).signum(), "\(text)")
            if Value.order(a, b) <= 0, Value.order(b, c) <= 0 { #expect(Value.order(a, c) <= 0, "\(text)") }
            #expect(Value.areEquivalent(a, b) == (Value.order(a, b) == 0), "\(text)")
            let keys = (GroupingKey(a), GroupingKey(b))
            #expect((keys.0 == keys.1) == Value.areEquivalent(a, b), "\(text)")
            if keys.0 == keys.1 { #expect(keys.0.hashValue == keys.1.hashValue, "\(text)") }
            let pairs = (GroupingKey([a, b]), GroupingKey([b, a]))
            #expect((pairs.0 == pairs.1) == Value.areEquivalent(a, b), "\(text)")
            if pairs.0 == pairs.1 { #expect(pairs.0.hashValue == pairs.1.hashValue, "\(text)") }
        }
    }

    @Test("Keys group equivalent values")
    func grouping() {
        #expect(Set([1, 1.0, nil, nil, .float(.nan), .float(-.nan)].map { GroupingKey($0 as Value) }).count == 3)
        #expect(GroupingKey([1]) == GroupingKey(1.0))
        #expect(GroupingKey([1, 2]) != GroupingKey([1, 2, 3]))
        #expect(GroupingKey([1, 2]) != GroupingKey([.list([1, 2])]))
        #expect(GroupingKey([]) == GroupingKey([Value]()))
        #expect(GroupingKey("é") != GroupingKey("e\u{301}"))
        #expect(GroupingKey(["a": 1, "b": [2.0]]) == GroupingKey(["b": [2], "a": 1.0]))
        #expect(GroupingKey([1, "x"]).values.map(show) == ["1", "'x'"])
        #expect(GroupingKey(.node(3)).values.map(show) == ["#3"])
        #expect(GroupingKey(7).values.map(show) == ["7"])
        #expect(GroupingKey("t").values.map(show) == ["'t'"])
        #expect(GroupingKey(0.5).values.map(show) == ["0.5"])
    }
}

import GraphModel
import QueryValues
import Testing

@Suite("Weights of values")
struct WeightTests {
    @Test("A value weighs at least what it holds, and not much more")
    func sizes() {
        let text = String(repeating: "x", count: 1_000_000)
        let cases: [(value: Value, bytes: Int)] = [
            (1, 0), ("short", 0), (.string(text), 1_000_000),
            (.bytes(Array(repeating: 0, count: 1_000_000)), 1_000_000),
            (.list(Array(repeating: 1, count: 10_000)), 10_000 * MemoryLayout<Value>.stride),
            (.list(Array(repeating: .string(text), count: 3)), 3_000_000), (["k": ["l": .string(text)]], 1_000_000),
            (.path(Array(repeating: 1, count: 1_001), Array(repeating: 1, count: 1_000)), 1_001 * 8 + 1_000 * 48),
        ]
        for (value, bytes) in cases {
            #expect(value.weight >= bytes + MemoryLayout<Value>.stride)
            #expect(value.weight <= bytes * 3 + 100)
        }
    }

    @Test("What two values share weighs once")
    func sharing() {
        let text = Value.string(String(repeating: "x", count: 1_000))
        let list = Value.list([text, 1])
        let path = Value.path([1, 2], [1])
        for value in [text, list, path, .map(MapValue([("k", text)]))] {
            #expect(value.weight(beside: value) == Value.ownWeight)
            #expect(value.weight(beside: .null) == value.weight)
            #expect(value.weight(beside: 1) == value.weight)
        }
        #expect(list.weight(beside: .list([text, 1])) == list.weight)
        #expect((1 as Value).weight(beside: 1) == Value.ownWeight)
    }

    @Test("Accumulators say what they keep")
    func accumulators() throws {
        let text = String(repeating: "x", count: 1_000)
        for (function, isDistinct, isKeeping) in [
            (.count, false, false), (.sum, false, false), (.avg, false, false), (.stDev, false, false),
            (.collect, false, true), (.percentileCont, false, true), (.percentileDisc, false, true),
            (.count, true, true), (.sum, true, true), (.collect, true, true),
        ] as [(AggregateFunction, Bool, Bool)] {
            let accumulator = function.makeAccumulator(distinct: isDistinct)
            var weight = 0
            for number in 1...100 { weight += try accumulator.add(.integer(Int64(number)), parameter: 0.5) }
            #expect((weight >= 100 * MemoryLayout<Value>.stride) == isKeeping, "\(function)")
        }
        let greatest = AggregateFunction.max.makeAccumulator(distinct: false)
        #expect(try greatest.add(.string(text)) >= 1_000)
        #expect(try greatest.add("x") == 0)
        #expect(try greatest.add("y") <= -1_000)
    }
}

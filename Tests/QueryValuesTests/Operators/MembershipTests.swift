import GraphModel
import QueryValues
import TestSupport
import Testing

@Suite("Membership")
struct MembershipTests {
    struct Case: Sendable {
        var value: Value
        var list: Value
        var expected: String

        init(_ value: Value, _ list: Value, _ expected: String) {
            self.value = value
            self.list = list
            self.expected = expected
        }
    }

    static let cases: [Case] = [
        Case(1, [1, 2], "true"), Case(3, [1, 2], "false"), Case(1, [1.0], "true"), Case(1, ["1"], "false"),
        Case(nil, [], "false"), Case(nil, [1], "null"), Case(nil, [nil], "null"), Case(1, [nil], "null"),
        Case(1, [1, nil], "true"), Case(1, nil, "null"), Case([1], [[1]], "true"), Case([1], [1], "false"),
        Case([1, nil], [[1, 2]], "null"), Case([1, nil], [[2, 2]], "false"), Case([nil], [[nil]], "null"),
        Case([1], [[1, nil]], "false"), Case(["k": nil], [["k": 1], 2], "null"),
        Case([1, 2], [[1, nil], [1, 2]], "true"),
        Case([], [[]], "true"), Case(.float(.nan), [.float(.nan)], "false"), Case(.float(.nan), [nil], "null"),
        Case(.node(1), [.node(2), .node(1)], "true"), Case(1, "1", "TypeError invalidArgumentType"),
        Case(1, [:], "TypeError invalidArgumentType"), Case(nil, 1, "TypeError invalidArgumentType"),
    ]

    @Test("IN is what the table says", arguments: cases)
    func table(_ sample: Case) {
        #expect(outcome { Value(try Membership.isIn(sample.value, sample.list)) } == sample.expected)
    }

    @Test("A table of elements gives the same answers as the list", arguments: Seeds.first(4))
    func tables(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Seeds.count(500) {
            let elements = (0..<random.below(5)).map { _ in RandomQueryValues.value(&random) }
            let table = MembershipTable(elements)
            for _ in 0..<8 {
                let value =
                    random.chance(30) && !elements.isEmpty
                    ? random.pick(elements) : RandomQueryValues.value(&random)
                let expected = try Membership.isIn(value, .list(elements))
                #expect(table.contains(value) == expected, "\(show(value)) IN \(show(.list(elements)))")
            }
        }
    }
}

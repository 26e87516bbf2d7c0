import GraphModel
import QueryValues
import Testing

/// Functions and operators on the greatest, least, longest and oddest values of every kind: each gives a value or an
/// error of the language.
@Suite("Extreme arguments")
struct ExtremeArgumentTests {
    static let few: [Value] = [
        nil, 0, -1, .integer(.max), .integer(.min), .float(.nan), "", "é", [], [:], .duration("P1M2DT3S"),
        .date("+999999999-12-31"),
    ]

    static let values: [Value] =
        few + [
            true, 1, 400, 0.5, -0.0, 1e308, .float(.leastNonzeroMagnitude), .float(.infinity), .float(-.infinity),
            0x1p63, -0x1p63,
            "9223372036854775808", "1e999", "2026-02-30", "P999999999999999999Y", "second", "millennium", "(((", "NaN",
            [nil], [1, "a", [2]], .list(Array(repeating: 0, count: 1_000)), ["year": .integer(.max)],
            ["epochSeconds": .integer(.min), "nanosecond": .integer(.max)],
            ["x": .float(.nan), "y": 1e308, "crs": "cartesian"],
            [
                "months": .integer(.max), "days": .integer(.min), "seconds": .integer(.max),
                "nanoseconds": .integer(.min),
            ],
            ["hour": 23, "timezone": "+18:00"], .date("-999999999-01-01"), .localTime("23:59:59.999999999"),
            .time("00:00:00+18:00"), .localDateTime("+999999999-12-31T23:59:59.999999999"),
            .localDateTime("-999999999-01-01T00:00:00"), .dateTime("-999999999-01-01T00:00:00+18:00"),
            .dateTime("+999999999-12-31T23:59:59.999999999-18:00"),
            .duration(CalendarDuration(months: .max, days: .max, seconds: .max, nanoseconds: 999_999_999)),
            .duration(CalendarDuration(months: .min, days: .min, seconds: .min)), .duration("PT0.000000001S"),
            .point(Point(system: .cartesian, x: 1e308, y: -1e308)), .point(Point(system: .wgs84, x: 180, y: 90)),
            .bytes([0, 255]), .node(1), .relationship(1), .path([1, 2], [1]),
        ]

    /// Runs `body`, which may refuse its arguments in the words of the language.
    private func expectNoFault(_ what: @autoclosure () -> String, _ body: () throws -> Value) {
        do {
            _ = show(try body())
        } catch let error {
            #expect(error is QueryError, "\(what()): \(error)")
        }
    }

    /// Every choice of so many values; of more than two, from few.
    private func choices(_ count: Int) -> [[Value]] {
        let values = count > 2 ? Self.few : Self.values
        return (0..<count).reduce([[]]) { chosen, place in
            // Of long lists of arguments, the later ones hardly matter.
            place > 2 ? chosen.map { $0 + [1] } : chosen.flatMap { head in values.map { head + [$0] } }
        }
    }

    @Test("Functions", arguments: FunctionCatalog.standard.all.map(\.name))
    func functions(name: String) throws {
        let function = try #require(FunctionCatalog.standard[name])
        let fewest = function.parameters.count { !$0.isOptional }
        for count in fewest...function.parameters.count + (function.isVariadic ? 1 : 0) {
            for arguments in choices(count) {
                expectNoFault("\(name)(\(arguments.map(show)))") {
                    try function.evaluate(arguments, .fixed(TestGraph()))
                }
            }
        }
    }

    @Test("Aggregation", arguments: AggregateFunction.allCases, [false, true])
    func aggregation(function: AggregateFunction, isDistinct: Bool) throws {
        for pair in choices(2) {
            expectNoFault("\(function) of \(pair.map(show))") {
                let accumulator = function.makeAccumulator(distinct: isDistinct)
                for value in pair + pair {
                    let weight = try accumulator.add(value, parameter: 0.5)
                    #expect(weight < 100_000)
                }
                return try accumulator.finish()
            }
        }
    }

    typealias Operator = @Sendable (Value, Value) throws -> Value

    static let binary: [(String, Operator)] = [
        ("+", Arithmetic.add), ("-", Arithmetic.subtract), ("*", Arithmetic.multiply), ("/", Arithmetic.divide),
        ("%", Arithmetic.modulo), ("^", Arithmetic.power), ("||", Arithmetic.concatenate),
        ("negation", { a, _ in try Arithmetic.negate(a) }),
        ("element", { try ElementAccess.element(of: $0, at: $1, .fixed(TestGraph())) }),
        ("slice from", { try ElementAccess.slice($0, from: $1, to: nil) }),
        ("slice to", { try ElementAccess.slice($0, from: .integer(.min), to: $1) }),
        ("IN", { try Value.truth(Membership.isIn($0, $1)) }),
        ("=~", { try Value.truth(TextPredicates.matches($0, $1)) }),
        ("order", { .integer(Int64(Value.order($0, $1))) }),
        ("=", { Value.truth(Value.equals($0, $1)) }),
        ("<", { Value.truth(Value.isLess($0, $1)) }),
        (
            "key",
            { .boolean(GroupingKey($0) == GroupingKey($1) && GroupingKey($0).hashValue == GroupingKey($1).hashValue) }
        ),
        ("list", { try Value.checkedList([$0, $1]) }),
        ("weight", { .integer(Int64($0.weight + $0.weight(beside: $1))) }),
    ]

    @Test("Operators", arguments: binary.indices)
    func operators(place: Int) {
        let (name, compute) = Self.binary[place]
        for pair in choices(2) { expectNoFault("\(pair.map(show)) \(name)") { try compute(pair[0], pair[1]) } }
    }
}

extension Value {
    fileprivate static func truth(_ value: Bool?) -> Value { value.map(Value.boolean) ?? .null }
}

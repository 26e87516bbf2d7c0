import GraphModel
import QueryValues
import TestSupport
import Testing

@Suite("Aggregation")
struct AggregationTests {
    struct Case: Sendable, CustomStringConvertible {
        var name: String
        var values: [Value]
        var expected: String

        init(_ name: String, _ values: [Value], _ expected: String) {
            self.name = name
            self.values = values
            self.expected = expected
        }

        var description: String { "\(name)(\(show(.list(values))))" }
    }

    static func aggregate(_ name: String, _ values: [Value], distinct: Bool = false, parameter: Value? = nil) -> String
    {
        guard let function = AggregateFunction(name: name) else { return "no function \(name)" }
        return outcome {
            let accumulator = function.makeAccumulator(distinct: distinct)
            for value in values { try accumulator.add(value, parameter: parameter) }
            return try accumulator.finish()
        }
    }

    static let wrong = "TypeError invalidArgumentValue"
    static let maximum = Value.integer(.max)

    static let cases: [Case] = [
        Case("count", [], "0"), Case("count", [1, nil, 1, "a"], "3"), Case("collect", [], "[]"),
        Case("collect", [1, nil, [2], 1], "[1, [2], 1]"), Case("sum", [], "0"), Case("sum", [nil], "0"),
        Case("sum", [1, nil, 2], "3"), Case("sum", [1, 0.5], "1.5"),
        Case("sum", Array(repeating: 0.1, count: 10), "1.0"),
        Case("sum", [.float(1e100), 1.0, .float(-1e100)], "1.0"), Case("sum", [maximum, 1, -1], "9223372036854775807"),
        Case("sum", [maximum, 1], "ArithmeticError integerOverflow"),
        Case("sum", [.float(.infinity), 1], "Infinity"), Case("sum", [.float(.infinity), .float(-.infinity)], "NaN"),
        Case("sum", ["a"], wrong), Case("sum", [.duration("P1D"), .duration("PT1H")], "'P1DT1H'"),
        Case("sum", [1, .duration("P1D")], wrong), Case("sum", [.duration("P1D"), 1], wrong), Case("avg", [], "null"),
        Case("avg", [nil], "null"), Case("avg", [1, 2], "1.5"),
        Case("avg", [maximum, maximum], "9.223372036854776E18"),
        Case("avg", [1.5], "1.5"), Case("avg", [.float(1.5e308), .float(1.5e308)], "1.5E308"),
        Case("avg", [.duration("P2D"), .duration("P4D")], "'P3D'"),
        Case("avg", [true], wrong),
        Case("min", [1, 2, 0, nil, -1], "-1"), Case("max", [1, 2, 0, nil, -1], "2"), Case("max", [], "null"),
        Case("min", [nil], "null"), Case("max", ["a", "b", "B", nil, "abc"], "'b'"),
        Case("min", ["a", "b", "B", nil, "abc"], "'B'"), Case("max", [[1], [2], [2, 1]], "[2, 1]"),
        Case("max", [1, "a", nil, [1, 2], 0.2, "b"], "1"), Case("min", [1, "a", nil, [1, 2], 0.2, "b"], "[1, 2]"),
        Case("max", [1, .float(.nan)], "NaN"), Case("min", [1, .float(.nan)], "1"),
        Case("stDev", [], "0.0"), Case("stDev", [5], "0.0"), Case("stDev", [1, 2, 3, 4], "1.2909944487358056"),
        Case("stDevP", [1, 3], "1.0"), Case("stDevP", [nil, 4], "0.0"), Case("stDev", ["a"], wrong),
        Case("stDevP", [1_000_000_000_000_001, 1_000_000_000_000_003], "1.0"),
    ]

    @Test("Functions give what the table says", arguments: cases)
    func table(_ sample: Case) {
        #expect(Self.aggregate(sample.name, sample.values) == sample.expected)
    }

    static let distinct: [Case] = [
        Case("count", [1, 1.0, nil, 2, nil], "2"), Case("collect", [1, 2, 1.0, nil, 2], "[1, 2]"),
        Case("collect", [nil, nil], "[]"), Case("sum", [5, 5, 1], "6"), Case("avg", [1, 1, 3], "2.0"),
        Case("min", [2, 2, 1], "1"), Case("max", [2, 2, 1], "2"), Case("stDevP", [1, 1, 1, 3], "1.0"),
        Case("count", [.float(.nan), .float(.nan), [1], [1.0], ["a": nil], ["a": nil]], "3"),
    ]

    @Test("DISTINCT counts equivalent values once", arguments: distinct)
    func distinctTable(_ sample: Case) {
        #expect(Self.aggregate(sample.name, sample.values, distinct: true) == sample.expected)
    }

    @Test("count(*) counts every row")
    func rows() throws {
        let accumulator = Accumulator.countingRows()
        for value in [nil, 1, nil] as [Value] { try accumulator.add(value) }
        #expect(outcome { try accumulator.finish() } == "3")
    }

    struct Percentile: Sendable {
        var values: [Value]
        var fraction: Value
        var discrete: String
        var continuous: String

        init(_ values: [Value], _ fraction: Value, _ discrete: String, _ continuous: String) {
            self.values = values
            self.fraction = fraction
            self.discrete = discrete
            self.continuous = continuous
        }
    }

    static let range = "ArgumentError numberOutOfRange"

    static let percentiles: [Percentile] = [
        Percentile([30.0, 10.0, 20.0], 0.0, "10.0", "10.0"), Percentile([30.0, 10.0, 20.0], 0.5, "20.0", "20.0"),
        Percentile([30.0, 10.0, 20.0], 1.0, "30.0", "30.0"), Percentile([1, 2, 3, 4], 0.5, "2", "2.5"),
        Percentile([1, 2, 3, 4], 1, "4", "4.0"), Percentile([1, 2, 3, 4], 0.9, "4", "3.7"),
        Percentile([nil, 5], 0.3, "5", "5.0"), Percentile([nil], 0.3, "null", "null"),
        Percentile([], 7, "null", "null"),
        Percentile([1], 1000, range, range), Percentile([1], -1, range, range), Percentile([1], 1.1, range, range),
        Percentile([1], .float(.nan), range, range), Percentile([nil], 2, range, range),
        Percentile(["a"], 0.5, wrong, wrong), Percentile([1], "a", wrong, wrong), Percentile([1], nil, wrong, wrong),
        Percentile([.float(.infinity), 1], 1, "Infinity", "Infinity"),
    ]

    @Test("Percentiles", arguments: percentiles)
    func percentile(_ sample: Percentile) {
        let (values, fraction) = (sample.values, sample.fraction)
        #expect(Self.aggregate("percentileDisc", values, parameter: fraction) == sample.discrete)
        #expect(Self.aggregate("PERCENTILECONT", values, parameter: fraction) == sample.continuous)
    }

    @Test("Integers sum exactly in any order, floats nearly so", arguments: Seeds.first(4))
    func sums(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Seeds.count(100) {
            let integers = (0..<random.below(20)).map { _ in RandomValues.integer(&random) }
            let exact = integers.reduce(Int128(0)) { $0 + Int128($1) }
            let expected = Int64(exactly: exact).map { String($0) } ?? "ArithmeticError integerOverflow"
            #expect(Self.aggregate("sum", integers.shuffled(using: &random).map(Value.integer)) == expected)
            // Multiples of a power of two have an exact sum to compare with.
            let floats = (0..<50).map { _ in Double(random.below(1 << 30)) * (random.chance(50) ? 0x1p-20 : -0x1p20) }
            let sum = floats.reduce(Int128(0)) { $0 + Int128($1 * 0x1p20) }
            let result = Self.aggregate("sum", floats.map(Value.float))
            #expect(Double(result) == Double(sum) * 0x1p-20)
        }
    }

    @Test("The deviation agrees with its definition, also far from zero", arguments: Seeds.first(4))
    func deviation(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for offset in [0.0, 1e6, 1e9] {
            let numbers = (0..<50).map { _ in Double(random.below(1_000)) }
            let mean = numbers.reduce(0, +) / 50
            let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let values = numbers.map { Value.float($0 + offset) }
            let sample = try #require(Double(Self.aggregate("stDev", values)))
            let population = try #require(Double(Self.aggregate("stDevP", values)))
            #expect(abs(sample - (squares / 49).squareRoot()) < 1e-5)
            #expect(abs(population - (squares / 50).squareRoot()) < 1e-5)
        }
    }

    @Test("Names are found in any case; signatures fit")
    func names() {
        #expect(AggregateFunction(name: "COUNT") == .count)
        #expect(AggregateFunction(name: "stdevp") == .stDevP)
        #expect(AggregateFunction(name: "percentiledisc")?.arity == 2)
        #expect(AggregateFunction(name: "size") == nil)
        for function in AggregateFunction.allCases {
            #expect(AggregateFunction(name: function.rawValue) == function)
            #expect(FunctionCatalog.standard[function.rawValue] == nil)
            #expect(function.summary.hasSuffix("."))
        }
    }
}

/// The functions that make one value of many rows.
public enum AggregateFunction: String, CaseIterable, Sendable {
    case count, sum, avg, min, max, collect, stDev, stDevP, percentileCont, percentileDisc

    /// By name without regard to case.
    public init?(name: String) {
        let lowercased = name.lowercased()
        guard let function = Self.allCases.first(where: { $0.rawValue.lowercased() == lowercased }) else { return nil }
        self = function
    }

    /// How many arguments it takes. `count(*)`, which takes none, is not called by name.
    public var arity: Int { parameters.count }

    public var parameters: [Function.Parameter] {
        switch self {
        case .count, .min, .max, .collect: [.init("input", .any)]
        case .sum, .avg: [.init("input", [.number, .duration])]
        case .stDev, .stDevP: [.init("input", .number)]
        case .percentileCont, .percentileDisc: [.init("input", .number), .init("percentile", .number)]
        }
    }

    public var result: ValueKinds {
        switch self {
        case .count: .integer
        case .min, .max: .any
        case .collect: .list
        case .sum: [.number, .duration]
        case .avg: [.float, .duration]
        case .stDev, .stDevP, .percentileCont: .float
        case .percentileDisc: .number
        }
    }

    /// One sentence for `SHOW FUNCTIONS` and the reference.
    public var summary: String {
        switch self {
        case .count: "The number of values that are not null, or of rows."
        case .sum: "The sum of numbers or durations; 0 of none."
        case .avg: "The mean of numbers or durations; null of none."
        case .min: "The value that comes first in order; null of none."
        case .max: "The value that comes last in order; null of none."
        case .collect: "The list of all values that are not null."
        case .stDev: "The standard deviation of a sample; 0 of fewer than two numbers."
        case .stDevP: "The standard deviation of a whole population; 0 of fewer than two numbers."
        case .percentileCont: "The percentile of numbers, interpolated between the two nearest; null of none."
        case .percentileDisc: "The number nearest to the percentile; null of none."
        }
    }

    /// What gathers the values of one group. With `distinct`, each of several equivalent values counts once, and memory
    /// grows with the number of different values.
    public func makeAccumulator(distinct: Bool) -> Accumulator {
        // The least and the greatest value do not change with repeats.
        let isAffected = distinct && self != .min && self != .max
        return isAffected ? DistinctAccumulator(plainAccumulator()) : plainAccumulator()
    }

    private func plainAccumulator() -> Accumulator {
        switch self {
        case .count: CountAccumulator()
        case .sum: SumAccumulator()
        case .avg: AverageAccumulator()
        case .min: ExtremeAccumulator(sign: -1)
        case .max: ExtremeAccumulator(sign: 1)
        case .collect: CollectAccumulator()
        case .stDev: DeviationAccumulator(isSample: true)
        case .stDevP: DeviationAccumulator(isSample: false)
        case .percentileCont: PercentileAccumulator(isContinuous: true)
        case .percentileDisc: PercentileAccumulator(isContinuous: false)
        }
    }
}

import GraphModel

/// Percentiles. All numbers of the group are kept and sorted at the end.
final class PercentileAccumulator: Accumulator {
    private let isContinuous: Bool
    private var numbers: [Value] = []
    /// That of the group's first row.
    private var fraction: Double?

    init(isContinuous: Bool) { self.isContinuous = isContinuous }

    private var name: String { isContinuous ? "percentileCont" : "percentileDisc" }

    override func add(_ value: Value, parameter: Value?) throws -> Int {
        if fraction == nil {
            let stated = try (parameter ?? .null).number(for: name)
            guard 0...1 ~= stated else {
                throw QueryError.argument(.numberOutOfRange, "the percentile of \(name)() lies between 0 and 1")
            }
            fraction = stated
        }
        guard !value.isNull else { return 0 }
        _ = try value.number(for: name)
        try ValueLimits.checkElements(numbers.count + 1)
        numbers.append(value)
        return Value.ownWeight
    }

    override func finish() -> Value {
        guard let fraction, !numbers.isEmpty else { return .null }
        let sorted = numbers.sorted { Value.order($0, $1) < 0 }
        return isContinuous ? Self.interpolated(sorted, fraction) : Self.nearest(sorted, fraction)
    }

    /// The first of the numbers that at least the fraction of all numbers do not exceed.
    private static func nearest(_ sorted: [Value], _ fraction: Double) -> Value {
        let place = Int((fraction * Double(sorted.count)).rounded(.up)) - 1
        return sorted[max(0, min(place, sorted.count - 1))]
    }

    private static func interpolated(_ sorted: [Value], _ fraction: Double) -> Value {
        let place = fraction * Double(sorted.count - 1)
        let below = place.rounded(.down)
        let low = sorted[Int(below)].number ?? .nan
        let high = sorted[Int(place.rounded(.up))].number ?? .nan
        // Where the place is exact there is nothing between, not even between infinities.
        return .float(place == below ? low : low + (high - low) * (place - below))
    }
}

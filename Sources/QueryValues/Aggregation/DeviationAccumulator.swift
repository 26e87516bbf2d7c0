/// The standard deviation in one pass (Welford), which stays exact for numbers far from zero.
final class DeviationAccumulator: Accumulator {
    private let isSample: Bool
    private var count = 0.0
    private var mean = 0.0
    /// Sum of the squares of the differences from the mean.
    private var squares = 0.0

    init(isSample: Bool) { self.isSample = isSample }

    override func add(_ value: Value, parameter: Value?) throws -> Int {
        guard !value.isNull else { return 0 }
        let number = try value.number(for: isSample ? "stDev" : "stDevP")
        count += 1
        let difference = number - mean
        mean += difference / count
        squares += difference * (number - mean)
        return 0
    }

    override func finish() -> Value {
        guard count > 1 else { return .float(0) }
        return .float((squares / (isSample ? count - 1 : count)).squareRoot())
    }
}

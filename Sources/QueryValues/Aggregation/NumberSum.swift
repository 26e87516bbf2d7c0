import GraphModel

/// The sum of many numbers: exact of integers, and of floats with the rounding errors carried along (Neumaier).
struct NumberSum {
    /// Cannot overflow with fewer than 2⁶⁴ addends.
    private var integers: Int128 = 0
    private var floats = 0.0
    private var correction = 0.0
    private var hasFloats = false

    mutating func add(_ value: Int64) { integers += Int128(value) }

    mutating func add(_ value: Double) {
        hasFloats = true
        let sum = floats + value
        // What the sum lost of the smaller addend.
        correction += abs(floats) >= abs(value) ? (floats - sum) + value : (value - sum) + floats
        floats = sum
    }

    /// An integer when all addends were.
    func total() throws -> Value {
        guard !hasFloats else { return .float(double) }
        guard let sum = Int64(exactly: integers) else { throw QueryError.integerOverflow("the sum") }
        return .integer(sum)
    }

    var double: Double {
        // Infinities leave no number as their correction.
        let sum = floats.isFinite ? floats + correction : floats
        return sum + Double(integers)
    }
}

/// What `sum` and `avg` have in common: all values are numbers or all are durations.
struct MixedSum {
    private(set) var count: Int64 = 0
    private(set) var numbers = NumberSum()
    private(set) var span: CalendarDuration?

    mutating func add(_ value: Value, for function: String) throws {
        switch value {
        case .null: return
        case .integer(let number) where span == nil: numbers.add(number)
        case .float(let number) where span == nil: numbers.add(number)
        case .duration(let addend) where count == 0 || span != nil:
            if let span, case .duration(let sum)? = try Value.temporalSum(.duration(span), value) {
                self.span = sum
            } else {
                span = addend
            }
        default: throw QueryError.argument(of: function, takes: "numbers or durations", not: value)
        }
        count += 1
    }
}

final class SumAccumulator: Accumulator {
    private var sum = MixedSum()

    override func add(_ value: Value, parameter: Value?) throws -> Int {
        try sum.add(value, for: "sum")
        return 0
    }

    override func finish() throws -> Value {
        try sum.span.map(Value.duration) ?? sum.numbers.total()
    }
}

final class AverageAccumulator: Accumulator {
    private var sum = MixedSum()
    /// A rough sum of floats for when the true one is beyond them, although the mean is not.
    private var reduced = 0.0
    private static let reduction = 0x1p-64

    override func add(_ value: Value, parameter: Value?) throws -> Int {
        if case .float(let number) = value { reduced += number * Self.reduction }
        try sum.add(value, for: "avg")
        return 0
    }

    override func finish() throws -> Value {
        guard sum.count > 0 else { return .null }
        if let span = sum.span { return try Value.durationQuotient(span, Double(sum.count)) }
        let total = sum.numbers.double
        if total.isInfinite, reduced.isFinite { return .float(reduced / Double(sum.count) / Self.reduction) }
        return .float(total / Double(sum.count))
    }
}

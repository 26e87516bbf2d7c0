import GraphModel

/// Gathers the values of one group of rows, and gives one value for them.
public class Accumulator {
    /// For `count(*)`: every row counts.
    public static func countingRows() -> Accumulator { RowCountAccumulator() }

    /// Takes the value of one row; null counts for nothing. The parameter is the second argument of percentiles.
    ///
    /// Throws for kinds that the function does not take, and for a percentile outside 0 ... 1.
    public func add(_ value: Value, parameter: Value? = nil) throws {}

    /// The value of the group. Throws `ArithmeticError: IntegerOverflow` for a sum beyond 64 bits.
    public func finish() throws -> Value { .null }
}

final class RowCountAccumulator: Accumulator {
    private var count: Int64 = 0

    override func add(_ value: Value, parameter: Value?) { count += 1 }

    override func finish() -> Value { .integer(count) }
}

final class CountAccumulator: Accumulator {
    private var count: Int64 = 0

    override func add(_ value: Value, parameter: Value?) { if !value.isNull { count += 1 } }

    override func finish() -> Value { .integer(count) }
}

final class CollectAccumulator: Accumulator {
    private var values: [Value] = []
    private var hasNested = false

    override func add(_ value: Value, parameter: Value?) throws {
        guard !value.isNull else { return }
        try ValueLimits.checkElements(values.count + 1)
        hasNested = hasNested || value.isNested
        values.append(value)
    }

    override func finish() throws -> Value {
        hasNested ? try Value.list(values).checked() : .list(values)
    }
}

/// `min` and `max`, of values of any kinds in the order of `Value.order`.
final class ExtremeAccumulator: Accumulator {
    /// Of the order between a better value and the one before it.
    private let sign: Int
    private var best: Value = .null

    init(sign: Int) { self.sign = sign }

    override func add(_ value: Value, parameter: Value?) {
        guard !value.isNull else { return }
        guard !best.isNull else {
            best = value
            return
        }
        if Value.order(value, best) * sign > 0 { best = value }
    }

    override func finish() -> Value { best }
}

/// Passes each of several equivalent values on once.
final class DistinctAccumulator: Accumulator {
    private let inner: Accumulator
    private var seen: Set<GroupingKey> = []

    init(_ inner: Accumulator) { self.inner = inner }

    override func add(_ value: Value, parameter: Value?) throws {
        guard value.isNull || seen.insert(GroupingKey(value)).inserted else { return }
        try inner.add(value, parameter: parameter)
    }

    override func finish() throws -> Value { try inner.finish() }
}

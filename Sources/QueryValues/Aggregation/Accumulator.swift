import GraphModel

/// Gathers the values of one group of rows, and gives one value for them.
public class Accumulator {
    /// For `count(*)`: every row counts.
    public static func countingRows() -> Accumulator { RowCountAccumulator() }

    /// Takes the value of one row; null counts for nothing. The parameter is the second argument of percentiles.
    ///
    /// - Returns: How many bytes more it keeps for that, roughly.
    /// - Throws: for kinds that the function does not take, and for a percentile outside 0 ... 1.
    @discardableResult
    public func add(_ value: Value, parameter: Value? = nil) throws -> Int { 0 }

    /// Takes the value that several rows have.
    @discardableResult
    public func add(_ value: Value, parameter: Value? = nil, times: Int) throws -> Int {
        var bytes = 0
        for _ in 0..<times { bytes += try add(value, parameter: parameter) }
        return bytes
    }

    /// The value of the group. Throws `ArithmeticError: IntegerOverflow` for a sum beyond 64 bits.
    public func finish() throws -> Value { .null }
}

final class RowCountAccumulator: Accumulator {
    private var count: Int64 = 0

    override func add(_ value: Value, parameter: Value?) -> Int {
        count += 1
        return 0
    }

    override func add(_ value: Value, parameter: Value?, times: Int) -> Int {
        count += Int64(times)
        return 0
    }

    override func finish() -> Value { .integer(count) }
}

final class CountAccumulator: Accumulator {
    private var count: Int64 = 0

    override func add(_ value: Value, parameter: Value?) -> Int {
        if !value.isNull { count += 1 }
        return 0
    }

    override func add(_ value: Value, parameter: Value?, times: Int) -> Int {
        if !value.isNull { count += Int64(times) }
        return 0
    }

    override func finish() -> Value { .integer(count) }
}

final class CollectAccumulator: Accumulator {
    private var values: [Value] = []

    override func add(_ value: Value, parameter: Value?) throws -> Int {
        guard !value.isNull else { return 0 }
        try ValueLimits.checkElements(values.count + 1)
        let weight = value.weight(beside: values.last ?? .null)
        values.append(value)
        return weight
    }

    override func finish() throws -> Value { try Value.checkedList(values) }
}

/// `min` and `max`, of values of any kinds in the order of `Value.order`.
final class ExtremeAccumulator: Accumulator {
    /// Of the order between a better value and the one before it.
    private let sign: Int
    private var best: Value = .null

    init(sign: Int) { self.sign = sign }

    override func add(_ value: Value, parameter: Value?) -> Int {
        guard !value.isNull, best.isNull || Value.order(value, best) * sign > 0 else { return 0 }
        let former = best
        best = value
        return value.weight - former.weight
    }

    override func add(_ value: Value, parameter: Value?, times: Int) -> Int { add(value, parameter: parameter) }

    override func finish() -> Value { best }
}

/// Passes each of several equivalent values on once.
final class DistinctAccumulator: Accumulator {
    private let inner: Accumulator
    private var seen = DistinctValues()

    init(_ inner: Accumulator) { self.inner = inner }

    override func add(_ value: Value, parameter: Value?) throws -> Int {
        if value.isNull { return try inner.add(value, parameter: parameter) }
        guard let weight = seen.insert(value) else { return 0 }
        return try weight + value.weight + inner.add(value, parameter: parameter)
    }

    override func add(_ value: Value, parameter: Value?, times: Int) throws -> Int {
        try add(value, parameter: parameter)
    }

    override func finish() throws -> Value { try inner.finish() }
}

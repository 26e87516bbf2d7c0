public import GraphModel

/// The numbers of `range(first, last, step)`, last included.
public struct IntegerRange {
    public let first: Int64
    public let step: Int64
    /// How many there are; the range of all integers has one more than fit.
    public let count: UInt64

    /// nil when an argument is null.
    ///
    /// - Parameter arguments: first, last and perhaps the step, as the function gets them.
    public init?(_ arguments: [Value]) throws(QueryError) {
        var numbers: [Int64] = []
        for argument in arguments {
            switch argument {
            case .null: return nil
            case .integer(let number): numbers.append(number)
            // What the conformance suite calls an `ArgumentError` even where the kind is wrong.
            default: throw .argument(.invalidArgumentType, "range() takes integers, not \(argument.kindName)")
            }
        }
        step = numbers.count > 2 ? numbers[2] : 1
        guard step != 0 else { throw .argument(.numberOutOfRange, "the step of range() cannot be 0") }
        let last = numbers[1]
        first = numbers[0]
        if step > 0 ? first > last : first < last {
            count = 0
        } else {
            let distance = step > 0 ? UInt64(bitPattern: last &- first) : UInt64(bitPattern: first &- last)
            let steps = distance / step.magnitude
            count = steps == .max ? steps : steps + 1
        }
    }
}

internal import GraphModel
internal import QueryValues

/// The numbers of `range(first, last, step)`, last included.
struct IntegerRange {
    let first: Int64
    let step: Int64
    /// How many there are.
    let count: UInt64

    /// nil when an argument is null.
    init?(_ arguments: [Value]) throws {
        var numbers: [Int64] = []
        for argument in arguments {
            switch argument {
            case .null: return nil
            case .integer(let number): numbers.append(number)
            default: throw QueryError.argument(.invalidArgumentType, "range() takes integers")
            }
        }
        let step = numbers.count > 2 ? numbers[2] : 1
        guard step != 0 else { throw QueryError.argument(.numberOutOfRange, "the step of range() cannot be 0") }
        let (first, last) = (numbers[0], numbers[1])
        self.first = first
        self.step = step
        if step > 0 ? first > last : first < last {
            count = 0
        } else {
            let distance = step > 0 ? UInt64(bitPattern: last &- first) : UInt64(bitPattern: first &- last)
            count = distance / step.magnitude &+ 1
        }
    }
}

import GraphModel

/// Functions of lists.
enum ListFunctions {
    static let all: [Function] = [head, last, tail, reverse, range]

    static let head = Function.strict(
        "head", [.init("list", .list)], gives: .any, "The first element of a list; null of an empty one."
    ) { arguments, _ in
        try arguments[0].list(for: "head").first ?? .null
    }

    static let last = Function.strict(
        "last", [.init("list", .list)], gives: .any, "The last element of a list; null of an empty one."
    ) { arguments, _ in
        try arguments[0].list(for: "last").last ?? .null
    }

    static let tail = Function.strict("tail", [.init("list", .list)], gives: .list, "All elements but the first.") {
        arguments, _ in
        .list(Array(try arguments[0].list(for: "tail").dropFirst()))
    }

    static let reverse = Function.strict(
        "reverse", [.init("input", [.list, .string])], gives: [.list, .string],
        "The elements of a list, or the characters of a string, from the last to the first."
    ) { arguments, _ in
        switch arguments[0] {
        case .list(let elements): return .list(elements.reversed())
        case .string(let text):
            var reversed = String.UnicodeScalarView()
            reversed.append(contentsOf: text.unicodeScalars.reversed())
            return .string(String(reversed))
        default: throw QueryError.argument(of: "reverse", takes: "a list or a string", not: arguments[0])
        }
    }

    /// What the conformance suite calls an `ArgumentError` even where the kind is wrong.
    static let range = Function.strict(
        "range", [.init("start", .any), .init("end", .any), .init("step", .any, optional: true)], gives: .list,
        "The integers from a start to an end, which is among them, in steps of 1 or of another size."
    ) { arguments, _ in
        let bounds = try arguments.map { argument -> Int64 in
            guard case .integer(let value) = argument else {
                throw QueryError.argument(.invalidArgumentType, "range() takes integers, not \(argument.kindName)")
            }
            return value
        }
        let step = bounds.count > 2 ? bounds[2] : 1
        guard step != 0 else { throw QueryError.argument(.numberOutOfRange, "the step of range() cannot be 0") }
        return .list(try elements(from: bounds[0], through: bounds[1], by: step))
    }

    private static func elements(from start: Int64, through end: Int64, by step: Int64) throws -> [Value] {
        guard step > 0 ? start <= end : start >= end else { return [] }
        let distance = start <= end ? UInt64(bitPattern: end &- start) : UInt64(bitPattern: start &- end)
        let steps = distance / step.magnitude
        // The start is one more element.
        try ValueLimits.checkElements(Int(clamping: steps.addingReportingOverflow(1).overflow ? steps : steps + 1))
        return (0...Int64(steps)).map { .integer(start &+ $0 &* step) }
    }
}

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

    static let range = Function.strict(
        "range", [.init("start", .any), .init("end", .any), .init("step", .any, optional: true)], gives: .list,
        "The integers from a start to an end, which is among them, in steps of 1 or of another size."
    ) { arguments, _ in
        guard let range = try IntegerRange(arguments) else { return .null }
        try ValueLimits.checkElements(Int(clamping: range.count))
        return .list((0..<Int64(range.count)).map { .integer(range.first &+ $0 &* range.step) })
    }
}

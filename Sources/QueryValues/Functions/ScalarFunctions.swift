import GraphModel

/// Functions of values of any kind, and of the statement.
enum ScalarFunctions {
    static let all: [Function] = [
        coalesce, nullIf, exists, size, isEmpty, valueType, timestamp, randomUUID,
    ]

    static let coalesce = Function(
        "coalesce", [.init("input", .any)], variadic: true, gives: .any, "The first argument that is not null."
    ) { arguments, _ in
        arguments.first { !$0.isNull } ?? .null
    }

    static let nullIf = Function(
        "nullIf", [.init("value", .any), .init("other", .any)], gives: .any,
        "Null when both arguments are equal, else the first."
    ) { arguments, _ in
        Value.equals(arguments[0], arguments[1]) == true ? .null : arguments[0]
    }

    static let exists = Function("exists", [.init("input", .any)], gives: .boolean, "Whether a value is not null.") {
        arguments, _ in .boolean(!arguments[0].isNull)
    }

    static let size = Function.strict(
        "size", [.init("input", [.list, .string])], gives: .integer,
        "The number of elements of a list or of characters of a string."
    ) { arguments, _ in
        switch arguments[0] {
        case .list(let elements): .integer(Int64(elements.count))
        case .string(let text): .integer(Int64(text.scalarCount))
        default: throw QueryError.argument(of: "size", takes: "a list or a string", not: arguments[0])
        }
    }

    static let isEmpty = Function.strict(
        "isEmpty", [.init("input", [.list, .map, .string])], gives: .boolean,
        "Whether a list, map or string has nothing in it."
    ) { arguments, _ in
        switch arguments[0] {
        case .list(let elements): .boolean(elements.isEmpty)
        case .map(let map): .boolean(map.entries.isEmpty)
        case .string(let text): .boolean(text.isEmpty)
        default: throw QueryError.argument(of: "isEmpty", takes: "a list, a map or a string", not: arguments[0])
        }
    }

    static let valueType = Function(
        "valueType", [.init("input", .any)], gives: .string, "The type of a value, such as `LIST<INTEGER NOT NULL>`."
    ) { arguments, _ in
        .string(ValueTypeText.text(arguments[0]))
    }

    static let timestamp = Function(
        "timestamp", [], gives: .integer, "Milliseconds from 1970-01-01T00:00:00Z to the statement's beginning."
    ) { _, context in
        let (quotient, remainder) = context.statementTime.microsecondsSinceEpoch.quotientAndRemainder(dividingBy: 1_000)
        return .integer(remainder < 0 ? quotient - 1 : quotient)
    }

    static let randomUUID = Function(
        "randomUUID", [], gives: .string, deterministic: false, "A random UUID of version 4."
    ) { _, context in
        let digits = Array("0123456789abcdef")
        var text = ""
        for index in 0..<32 {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            var digit = min(Int(context.random() * 16), 15)
            if index == 12 { digit = 4 }
            if index == 16 { digit = 8 | digit & 3 }
            text.append(digits[digit])
        }
        return .string(text)
    }
}

import GraphModel

extension Arithmetic {
    /// `+`: adds numbers and temporal values, joins strings, also with the text of scalars (`'a' + 1`), joins lists,
    /// and puts anything else in front of or behind a list. Null with anything is null.
    public static func add(_ a: Value, _ b: Value) throws -> Value {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): return try exact(x.addingReportingOverflow(y))
        case (.float(let x), .float(let y)): return .float(x + y)
        case (.integer(let x), .float(let y)): return .float(Double(x) + y)
        case (.float(let x), .integer(let y)): return .float(x + Double(y))
        case (.string(let x), .string(let y)): return try join(x, y)
        case (.null, _), (_, .null): return .null
        case (.list(let x), .list(let y)): return try join(x, y)
        case (.list(let elements), _): return try join(elements, [b])
        case (_, .list(let elements)): return try join([a], elements)
        case (.string(let text), _):
            if let other = b.scalarText { return try join(text, other) }
        case (_, .string(let text)):
            if let other = a.scalarText { return try join(other, text) }
        default:
            if let sum = try Value.temporalSum(a, b) { return sum }
        }
        throw mismatch("+", a, b)
    }

    /// `||`, which joins strings, lists or bytes and converts nothing.
    public static func concatenate(_ a: Value, _ b: Value) throws -> Value {
        switch (a, b) {
        case (.null, _), (_, .null): return .null
        case (.string(let x), .string(let y)): return try join(x, y)
        case (.list(let x), .list(let y)): return try join(x, y)
        case (.bytes(let x), .bytes(let y)):
            try ValueLimits.checkBytes(x.count + y.count)
            return .bytes(x + y)
        default: throw mismatch("||", a, b)
        }
    }

    private static func join(_ a: String, _ b: String) throws -> Value {
        try ValueLimits.checkBytes(a.utf8.count + b.utf8.count)
        return .string(a + b)
    }

    private static func join(_ a: [Value], _ b: [Value]) throws -> Value {
        try ValueLimits.checkElements(a.count + b.count)
        let joined = Value.list(a + b)
        // Whoever adds one small element after the other does not pay for all those before.
        let isSmall = b.count == 1 && !b[0].isBulky || a.count == 1 && !a[0].isBulky
        return isSmall ? joined : try joined.checked()
    }
}

extension Value {
    /// The text of a value that `toString` takes; nil for all others, null included.
    var scalarText: String? {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .float(let value): FloatText.text(value)
        case .string(let value): value
        case .point(let value): value.description
        default: temporalText(self)
        }
    }

    var isNested: Bool {
        switch self {
        case .list, .map: true
        default: false
        }
    }
}

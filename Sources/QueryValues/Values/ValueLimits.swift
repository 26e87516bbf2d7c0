import GraphModel

/// The limits of values while a query runs, in one place, with their units in their names.
public enum ValueLimits {
    /// Most elements of a list, and of a nested value in all.
    public static let listElements = 10_000_000
    /// Longest text that an operation makes.
    public static let stringBytes = 64 << 20
    /// Most bytes of the texts in a list or map.
    public static let textBytes = 1 << 30
    /// Deepest nesting of lists and maps. Values are compared, shown and released by recursion.
    public static let nesting = 500
    /// Longest pattern of a regular expression.
    public static let regexBytes = 16_384
    /// Most steps of a compiled regular expression; matching costs as many at worst for each character.
    public static let regexInstructions = 10_000
    /// Deepest nesting of groups and repetitions in a regular expression.
    public static let regexNesting = 100

    /// Throws `query.memoryLimit` for more elements than a list may have.
    public static func checkElements(_ count: Int) throws {
        guard count > listElements else { return }
        throw QueryError(.memoryLimit, .limit, .runtime, "a list would exceed \(listElements) elements")
    }

    static func checkBytes(_ count: Int) throws {
        guard count > stringBytes else { return }
        throw QueryError(.memoryLimit, .limit, .runtime, "a string would exceed \(stringBytes) bytes")
    }
}

extension Value {
    /// This value, which was just put together from others.
    ///
    /// Whoever makes lists or maps of values that may be lists or maps themselves checks the result with this, because
    /// repeated nesting makes values that take exponential time to visit. Throws `query.memoryLimit` beyond
    /// `ValueLimits.nesting` levels, `ValueLimits.listElements` elements or `ValueLimits.textBytes` in all. Linear in
    /// the number of elements.
    public func checked() throws -> Value {
        var allowance = Allowance()
        try allowance.visit(self, depth: 0)
        return self
    }

    /// A list of any values, within the limits.
    public static func checkedList(_ elements: [Value]) throws -> Value {
        try ValueLimits.checkElements(elements.count)
        return elements.contains(where: \.isBulky) ? try Value.list(elements).checked() : .list(elements)
    }

    /// A map of any values, within the limits.
    public static func checkedMap(_ entries: [(key: String, value: Value)]) throws -> Value {
        let map = Value.map(MapValue(entries))
        return entries.contains(where: \.value.isBulky) ? try map.checked() : map
    }

    /// Whether as many such values as a list may hold could still exceed another limit.
    var isBulky: Bool {
        switch self {
        case .list, .map: true
        case .string(let text): text.utf8.count > ValueLimits.textBytes / ValueLimits.listElements
        default: false
        }
    }
}

/// What the rest of a value may hold.
private struct Allowance {
    private var elements = ValueLimits.listElements
    private var bytes = ValueLimits.textBytes

    mutating func visit(_ value: Value, depth: Int) throws {
        switch value {
        case .list(let elements):
            try enter(elements.count, depth: depth)
            for element in elements { try visit(element, depth: depth + 1) }
        case .map(let map):
            try enter(map.entries.count, depth: depth)
            for entry in map.entries { try visit(entry.value, depth: depth + 1) }
        case .string(let text):
            bytes -= text.utf8.count
            if bytes < 0 { throw Self.exceeded("hold more than \(ValueLimits.textBytes) bytes of texts") }
        default: break
        }
    }

    private mutating func enter(_ count: Int, depth: Int) throws {
        elements -= count
        if elements < 0 { throw Self.exceeded("exceed \(ValueLimits.listElements) elements") }
        if depth >= ValueLimits.nesting {
            throw Self.exceeded("nest deeper than \(ValueLimits.nesting) levels")
        }
    }

    private static func exceeded(_ limit: String) -> QueryError {
        QueryError(.memoryLimit, .limit, .runtime, "a value would \(limit)")
    }
}

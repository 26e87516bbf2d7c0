import GraphModel

/// The limits of values while a query runs, in one place, with their units in their names.
public enum ValueLimits {
    /// Most elements of a list, and of a nested value in all.
    public static let listElements = 10_000_000
    /// Longest text that an operation makes.
    public static let stringBytes = 64 << 20
    /// Deepest nesting of lists and maps. Values are compared, shown and released by recursion.
    public static let nesting = 500
    /// Longest pattern of a regular expression.
    public static let regexBytes = 16_384
    /// Most steps of a compiled regular expression; matching costs as many at worst for each character.
    public static let regexInstructions = 10_000
    /// Deepest nesting of groups and repetitions in a regular expression.
    public static let regexNesting = 100

    static func checkElements(_ count: Int) throws {
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
    /// `ValueLimits.nesting` levels or `ValueLimits.listElements` elements in all. Linear in the number of elements.
    public func checked() throws -> Value {
        var budget = ValueLimits.listElements
        try spend(&budget, depth: 0)
        return self
    }

    private func spend(_ budget: inout Int, depth: Int) throws {
        switch self {
        case .list(let elements):
            try Self.spend(elements.count, of: &budget, depth: depth)
            for element in elements { try element.spend(&budget, depth: depth + 1) }
        case .map(let map):
            try Self.spend(map.entries.count, of: &budget, depth: depth)
            for entry in map.entries { try entry.value.spend(&budget, depth: depth + 1) }
        default: break
        }
    }

    private static func spend(_ count: Int, of budget: inout Int, depth: Int) throws {
        budget -= count
        guard budget < 0 || depth >= ValueLimits.nesting else { return }
        let limit =
            budget < 0
            ? "exceed \(ValueLimits.listElements) elements" : "nest deeper than \(ValueLimits.nesting) levels"
        throw QueryError(.memoryLimit, .limit, .runtime, "a value would \(limit)")
    }
}

import GraphModel

/// `STARTS WITH`, `ENDS WITH`, `CONTAINS` and `=~`: unknown (nil) unless both operands are strings.
public enum TextPredicates {
    public static func startsWith(_ a: Value, _ b: Value) -> Bool? {
        guard case .string(let text) = a, case .string(let part) = b else { return nil }
        return text.hasBytePrefix(part)
    }

    public static func endsWith(_ a: Value, _ b: Value) -> Bool? {
        guard case .string(let text) = a, case .string(let part) = b else { return nil }
        return text.hasByteSuffix(part)
    }

    public static func contains(_ a: Value, _ b: Value) -> Bool? {
        guard case .string(let text) = a, case .string(let part) = b else { return nil }
        return text.containsBytes(part)
    }

    /// Whether the whole text matches the pattern, which is compiled on each call: keep a `LinearRegex` for a constant
    /// one. Throws for a malformed pattern.
    public static func matches(_ a: Value, _ b: Value) throws -> Bool? {
        guard case .string(let text) = a, case .string(let pattern) = b else { return nil }
        return try LinearRegex(pattern).matches(text)
    }
}

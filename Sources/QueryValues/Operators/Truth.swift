import GraphModel

/// The three-valued logic of `AND`, `OR`, `XOR` and `NOT`; nil is unknown.
public enum Truth {
    @inlinable
    public static func and(_ a: Bool?, _ b: Bool?) -> Bool? {
        if a == false || b == false { return false }
        return a == nil || b == nil ? nil : true
    }

    @inlinable
    public static func or(_ a: Bool?, _ b: Bool?) -> Bool? {
        if a == true || b == true { return true }
        return a == nil || b == nil ? nil : false
    }

    @inlinable
    public static func xor(_ a: Bool?, _ b: Bool?) -> Bool? {
        guard let a, let b else { return nil }
        return a != b
    }

    @inlinable
    public static func not(_ a: Bool?) -> Bool? {
        a.map { !$0 }
    }
}

extension Value {
    /// This value as an operand of logic or as a predicate: nil for null. Throws a `TypeError` for anything that is no
    /// truth value.
    public func truth() throws -> Bool? {
        switch self {
        case .boolean(let value): return value
        case .null: return nil
        default: throw QueryError.type(.invalidArgumentType, "a boolean is wanted here, not \(kindName)")
        }
    }
}

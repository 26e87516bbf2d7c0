import GraphModel

/// `value IN list`.
public enum Membership {
    /// True when an element equals the value, otherwise unknown (nil) when that of any element is, otherwise false.
    /// Nothing is in an empty list, null included. Throws a `TypeError` for what is not a list.
    public static func isIn(_ value: Value, _ list: Value) throws -> Bool? {
        switch list {
        case .null: return nil
        case .list(let elements):
            var isKnown = true
            for element in elements {
                switch Value.equals(value, element) {
                case .some(true): return true
                case .some(false): break
                case nil: isKnown = false
                }
            }
            return isKnown ? false : nil
        default: throw QueryError.type(.invalidArgumentType, "IN takes a list, not \(list.kindName)")
        }
    }
}

/// A list that many values are looked up in, with the answers of `Membership.isIn` in constant time each.
public struct MembershipTable: Sendable {
    /// Elements that equal what they are equivalent to, and nothing else.
    private let scalars: Set<GroupingKey>
    /// Lists and maps, whose equality may be unknown.
    private let nested: [Value]
    private let hasNull: Bool
    private let isEmpty: Bool

    public init(_ elements: [Value]) {
        scalars = Set(elements.lazy.filter(\.equalsItself).map(GroupingKey.init))
        nested = elements.filter(\.isNested)
        hasNull = elements.contains(where: \.isNull)
        isEmpty = elements.isEmpty
    }

    public func contains(_ value: Value) -> Bool? {
        if isEmpty { return false }
        if value.isNull { return nil }
        if value.equalsItself, scalars.contains(GroupingKey(value)) { return true }
        var isKnown = !hasNull
        for element in nested where value.isNested {
            switch Value.equals(value, element) {
            case .some(true): return true
            case .some(false): break
            case nil: isKnown = false
            }
        }
        return isKnown ? false : nil
    }
}

extension Value {
    /// Whether equality and equivalence are the same for this value.
    fileprivate var equalsItself: Bool {
        switch self {
        case .null, .list, .map: false
        case .float(let number): !number.isNaN
        default: true
        }
    }
}

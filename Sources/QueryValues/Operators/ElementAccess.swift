import GraphModel

/// `container[index]` and `list[from..to]`.
public enum ElementAccess {
    /// An element of a list, counted from 0 or back from the end with -1, or what a map, node, relationship, date, time
    /// or point has under a key. Null where there is nothing, and when the container or the index is null.
    public static func element(of container: Value, at index: Value, _ context: FunctionContext) throws -> Value {
        switch (container, index) {
        case (.null, _), (_, .null): return .null
        case (.list(let elements), .integer(let place)):
            let offset = place < 0 ? place + Int64(elements.count) : place
            return 0..<Int64(elements.count) ~= offset ? elements[Int(offset)] : .null
        case (.list, _):
            throw QueryError.type(
                .listElementAccessByNonInteger, "a list is indexed by an integer, not \(index.kindName)")
        case (_, .string(let key)): return try property(container, key, context)
        case (.map, _), (.node, _), (.relationship, _):
            throw QueryError.type(
                .mapElementAccessByNonString,
                "what \(container.kindName) has is named by a string, not \(index.kindName)")
        default:
            throw QueryError.type(.invalidElementAccess, "\(container.kindName) has no elements")
        }
    }

    /// The elements from one place up to, not including, another. Places count from 0 or back from the end; what lies
    /// beyond the ends is left out. A missing bound is nil; a bound of null makes the result null.
    public static func slice(_ container: Value, from: Value?, to: Value?) throws -> Value {
        guard !container.isNull else { return .null }
        guard case .list(let elements) = container else {
            throw QueryError.type(.invalidArgumentType, "a slice is taken of a list, not of \(container.kindName)")
        }
        let count = Int64(elements.count)
        guard let first = try place(from ?? .integer(0), count: count),
            let last = try place(to ?? .integer(count), count: count)
        else { return .null }
        return .list(first < last ? Array(elements[Int(first)..<Int(last)]) : [])
    }

    private static func place(_ bound: Value, count: Int64) throws -> Int64? {
        switch bound {
        case .null: return nil
        case .integer(let place): return min(max(place < 0 ? place + count : place, 0), count)
        default:
            throw QueryError.type(
                .listElementAccessByNonInteger, "a bound of a slice is an integer, not \(bound.kindName)")
        }
    }
}

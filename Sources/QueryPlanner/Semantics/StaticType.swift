import QueryValues

/// What the text of a statement tells of an expression's value: its possible kinds and, of lists, those of the
/// elements. Null belongs to every type.
struct StaticType: Hashable, Sendable {
    var kinds: ValueKinds
    /// The type of elements: none where nothing is known of them, never more than one.
    private var known: [StaticType]

    init(_ kinds: ValueKinds) {
        self.kinds = kinds
        known = []
    }

    static func list(of element: StaticType) -> StaticType {
        var type = StaticType(.list)
        type.known = [element]
        return type
    }

    static let any = StaticType(.any)
    static let null = StaticType(.null)
    static let boolean = StaticType(.boolean)
    static let integer = StaticType(.integer)
    static let string = StaticType(.string)
    static let node = StaticType(.node)
    static let relationship = StaticType(.relationship)
    static let path = StaticType(.path)
    static let map = StaticType(.map)
    /// Whatever a node or relationship can hold under a key.
    static let property = StaticType(.storable)

    /// The type of a list's elements.
    var element: StaticType {
        if let element = known.first { return element }
        return kinds.contains(.list) ? .any : .null
    }

    /// Whether a value of this type may be of one of some kinds, null taken as one of them.
    func canBe(_ wanted: ValueKinds) -> Bool { kinds.isEmpty || !kinds.isDisjoint(with: wanted) }

    func union(_ other: StaticType) -> StaticType {
        var type = StaticType(kinds.union(other.kinds))
        switch (kinds.contains(.list), other.kinds.contains(.list)) {
        case (true, true):
            // Anything and something is anything.
            if let own = known.first, let others = other.known.first { type.known = [own.union(others)] }
        case (true, false): type.known = known
        case (false, true): type.known = other.known
        case (false, false): break
        }
        return type
    }

    func subtracting(_ unwanted: ValueKinds) -> StaticType {
        var type = self
        type.kinds.subtract(unwanted)
        if !type.kinds.contains(.list) { type.known = [] }
        return type
    }

    /// Whether no property can hold a value of this type.
    var cannotBeStored: Bool {
        if kinds.isEmpty { return false }
        if kinds.isDisjoint(with: .storable) { return true }
        guard kinds == .list else { return false }
        let elements = element.kinds
        return !elements.isEmpty && elements.isDisjoint(with: ValueKinds.storable.subtracting(.list))
    }
}

extension ValueKinds {
    /// Kinds of values that properties hold.
    static let storable = ValueKinds.any.subtracting([.node, .relationship, .path, .map])
    /// Kinds that have something under a key.
    static let keyed: ValueKinds = [
        .node, .relationship, .map, .date, .localTime, .zonedTime, .localDateTime,
        .zonedDateTime, .duration, .point,
    ]

    /// The kinds as words: "a node or a path".
    var words: String {
        if self == .any { return "any value" }
        if isEmpty { return "null" }
        var names = Self.names.filter { contains($0.kind) }.map(\.name)
        let last = names.removeLast()
        return names.isEmpty ? last : names.joined(separator: ", ") + " or " + last
    }

    private static let names: [(kind: ValueKinds, name: String)] = [
        (.boolean, "a boolean"), (.integer, "an integer"), (.float, "a float"), (.string, "a string"),
        (.list, "a list"), (.map, "a map"), (.node, "a node"), (.relationship, "a relationship"), (.path, "a path"),
        (.date, "a date"), (.localTime, "a local time"), (.zonedTime, "a zoned time"),
        (.localDateTime, "a local date and time"), (.zonedDateTime, "a zoned date and time"),
        (.duration, "a duration"), (.point, "a point"), (.bytes, "bytes"),
    ]
}

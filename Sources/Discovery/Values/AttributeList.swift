import GraphModel

/// Attributes of an item or relationship; what the source does not state is absent.
struct AttributeList {
    private(set) var properties: [Property] = []

    mutating func add(_ key: String, _ value: String?) {
        if let value, !value.isEmpty { properties.append(Property(key, .string(value))) }
    }

    mutating func add(_ key: String, _ value: Int64?) {
        if let value { properties.append(Property(key, .integer(value))) }
    }

    mutating func add(_ key: String, _ value: Double?) {
        if let value, value.isFinite { properties.append(Property(key, .double(value))) }
    }

    mutating func add(_ key: String, _ value: Bool?) {
        if let value { properties.append(Property(key, .boolean(value))) }
    }

    /// Each value once, in the order of first appearance.
    mutating func add(_ key: String, _ values: [String]) {
        var seen: Set<String> = []
        let distinct = values.filter { !$0.isEmpty && seen.insert($0).inserted }
        if !distinct.isEmpty { properties.append(Property(key, .list(distinct.map { .string($0) }))) }
    }

    mutating func add(_ property: Property) { properties.append(property) }
}

import GraphModel

/// Properties as an importer gathers them: what the source does not state is left out.
extension [Property] {
    mutating func add(_ property: Property) { append(property) }

    mutating func add(_ key: String, _ value: String?) {
        if let value, !value.isEmpty { append(Property(key, .string(value))) }
    }

    mutating func add(_ key: String, _ value: Int64?) {
        if let value { append(Property(key, .integer(value))) }
    }

    mutating func add(_ key: String, _ value: Double?) {
        if let value, value.isFinite { append(Property(key, .double(value))) }
    }

    mutating func add(_ key: String, _ value: Bool?) {
        if let value { append(Property(key, .boolean(value))) }
    }

    /// Each value once, in the order of first appearance.
    mutating func add(_ key: String, _ values: [String]) {
        var seen: Set<String> = []
        let distinct = values.filter { !$0.isEmpty && seen.insert($0).inserted }
        if !distinct.isEmpty { append(Property(key, .list(distinct.map { .string($0) }))) }
    }
}

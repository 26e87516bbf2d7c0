public import GraphModel

extension Value {
    public init(_ property: PropertyValue) {
        switch property {
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .double(let value): self = .float(value)
        case .string(let value): self = .string(value)
        case .bytes(let value): self = .bytes(value)
        case .date(let value): self = .date(value)
        case .localTime(let value): self = .localTime(value)
        case .zonedTime(let value): self = .zonedTime(value)
        case .localDateTime(let value): self = .localDateTime(value)
        case .zonedDateTime(let value): self = .zonedDateTime(value)
        case .duration(let value): self = .duration(value)
        case .point(let value): self = .point(value)
        case .list(let values): self = .list(values.map(Value.init))
        }
    }

    /// This value as a property holds it; nil for null, which is how a property is removed.
    ///
    /// Throws `TypeError: InvalidPropertyType` for maps, graph elements and paths, and for lists that contain null or
    /// lists.
    public func propertyValue() throws -> PropertyValue? {
        guard case .list(let elements) = self else { return try scalarProperty() }
        return .list(
            try elements.map { element in
                if case .list = element { throw Self.unstorable("a list of lists") }
                guard let value = try element.scalarProperty() else { throw Self.unstorable("a list with null") }
                return value
            })
    }

    private func scalarProperty() throws -> PropertyValue? {
        switch self {
        case .null: return nil
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .float(let value): return .double(value)
        case .string(let value): return .string(value)
        case .bytes(let value): return .bytes(value)
        case .date(let value): return .date(value)
        case .localTime(let value): return .localTime(value)
        case .zonedTime(let value): return .zonedTime(value)
        case .localDateTime(let value): return .localDateTime(value)
        case .zonedDateTime(let value): return .zonedDateTime(value)
        case .duration(let value): return .duration(value)
        case .point(let value): return .point(value)
        case .list, .map, .node, .relationship, .path: throw Self.unstorable(kindName)
        }
    }

    private static func unstorable(_ what: String) -> QueryError {
        .type(.invalidPropertyType, "a property cannot hold \(what)")
    }
}

extension MapValue {
    /// Properties of a node or relationship, which are in ascending order of their keys, as a map.
    public init(_ properties: [Property]) {
        self.init(ascending: properties.map { ($0.key, Value($0.value)) })
    }
}

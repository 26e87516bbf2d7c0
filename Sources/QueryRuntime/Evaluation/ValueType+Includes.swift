internal import QuerySyntax
internal import QueryValues

extension ValueType {
    /// Whether a value is of the type. Null is of every type that does not say `NOT NULL`.
    func includes(_ value: Value) -> Bool {
        switch self {
        case .simple(let type, let isNotNull):
            if case .null = value { return !isNotNull && type != .nothing }
            return type.includes(value)
        case .list(let element, let isNotNull):
            switch value {
            case .null: return !isNotNull
            case .list(let elements): return elements.allSatisfy(element.includes)
            default: return false
            }
        case .union(let types): return types.contains { $0.includes(value) }
        }
    }
}

extension ValueType.Simple {
    fileprivate func includes(_ value: Value) -> Bool {
        switch self {
        case .any: return true
        case .nothing, .null: return false
        case .propertyValue:
            if case .list = value { return (try? value.propertyValue()) != nil }
            return value.kind.isDisjoint(with: [.map, .node, .relationship, .path])
        default: return kinds.contains(value.kind)
        }
    }

    private var kinds: ValueKinds {
        switch self {
        case .boolean: .boolean
        case .string: .string
        case .integer: .integer
        case .float: .float
        case .date: .date
        case .localTime: .localTime
        case .zonedTime: .zonedTime
        case .localDateTime: .localDateTime
        case .zonedDateTime: .zonedDateTime
        case .duration: .duration
        case .point: .point
        case .node: .node
        case .relationship: .relationship
        case .map: .map
        case .path: .path
        case .any, .nothing, .null, .propertyValue: .null
        }
    }
}

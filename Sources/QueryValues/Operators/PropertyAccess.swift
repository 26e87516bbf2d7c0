import GraphModel

/// `value.key`: a property of a node or relationship, an entry of a map, a component of a date, time, duration or
/// point. Null where there is none, and of null.
///
/// Throws a `TypeError` for values that have no properties, and what the graph throws for deleted elements.
public func property(_ value: Value, _ key: String, _ context: FunctionContext) throws -> Value {
    switch value {
    case .node(let id): return try context.graph.property(of: id, key).map(Value.init) ?? .null
    case .relationship(let relationship):
        return try context.graph.property(of: relationship, key).map(Value.init) ?? .null
    case .map(let map): return map[key] ?? .null
    case .null: return .null
    case .point(let point): return point.component(key) ?? .null
    case .date, .localTime, .localDateTime, .zonedTime, .zonedDateTime, .duration:
        return try temporalComponent(of: value, key) ?? .null
    case .boolean, .integer, .float, .string, .list, .path, .bytes:
        throw QueryError.type(.invalidArgumentType, "\(value.kindName) has no properties")
    }
}

extension Point {
    /// A coordinate by any of its names, or the reference system by its name or number.
    fileprivate func component(_ key: String) -> Value? {
        let isGeographic = system == .wgs84 || system == .wgs84With3D
        switch key {
        case "x": return .float(x)
        case "y": return .float(y)
        case "z": return system.dimensions == 3 ? .float(z) : nil
        case "longitude": return isGeographic ? .float(x) : nil
        case "latitude": return isGeographic ? .float(y) : nil
        case "height": return system == .wgs84With3D ? .float(z) : nil
        case "crs": return .string(system.name)
        case "srid": return .integer(Int64(system.rawValue))
        default: return nil
        }
    }
}

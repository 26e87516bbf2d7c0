import GraphModel

extension Value {
    /// The equality of `DISTINCT` and grouping: that of `order`, under which null is null, NaN is NaN and 1 is 1.0.
    public static func areEquivalent(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): x == y
        case (.string(let x), .string(let y)): x.hasSameBytes(as: y)
        case (.node(let x), .node(let y)): x == y
        default: order(a, b) == 0
        }
    }

    /// Feeds what equivalent values have in common.
    func hashEquivalence(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0 as UInt8)
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .float(let value): Self.hash(value, into: &hasher)
        case .string(let value): value.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .list(let elements):
            hasher.combine(elements.count)
            for element in elements { element.hashEquivalence(into: &hasher) }
        case .map(let map):
            hasher.combine(map.entries.count)
            for entry in map.entries {
                entry.key.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
                entry.value.hashEquivalence(into: &hasher)
            }
        case .node(let id): hasher.combine(id)
        case .relationship(let relationship): hasher.combine(relationship.id)
        case .path(let path):
            hasher.combine(path.nodes[0])
            for relationship in path.relationships { hasher.combine(relationship.id) }
        case .date(let value): hasher.combine(value)
        case .localTime(let value): hasher.combine(value)
        case .localDateTime(let value): hasher.combine(value)
        case .zonedTime(let value): hasher.combine(value)
        case .zonedDateTime(let value): hasher.combine(value)
        case .duration(let value): hasher.combine(value)
        case .point(let point):
            hasher.combine(point.system)
            for coordinate in [point.x, point.y, point.z] { Self.hash(coordinate, into: &hasher) }
        case .bytes(let bytes): hasher.combine(bytes)
        }
    }

    private static func hash(_ value: Double, into hasher: inout Hasher) {
        if let whole = Int64(exactly: value) {
            hasher.combine(whole)
        } else {
            hasher.combine(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
        }
    }
}

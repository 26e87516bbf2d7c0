import GraphModel

extension Value {
    /// The equality of `=`: nil is unknown.
    ///
    /// Null equals nothing, not even null. Integers and floats compare exactly; NaN equals nothing. Lists and maps are
    /// unequal as soon as one pair of elements is, and unknown when only a null stands in the way. Nodes, relationships
    /// and paths compare by identity. Values of different kinds are unequal.
    public static func equals(_ a: Value, _ b: Value) -> Bool? {
        switch (a, b) {
        case (.null, _), (_, .null): return nil
        case (.integer(let x), .integer(let y)): return x == y
        case (.string(let x), .string(let y)): return x.hasSameBytes(as: y)
        case (.node(let x), .node(let y)): return x == y
        case (.float(let x), .float(let y)): return x == y
        case (.integer(let x), .float(let y)): return NumberOrder.areEqual(x, y)
        case (.float(let x), .integer(let y)): return NumberOrder.areEqual(y, x)
        case (.boolean(let x), .boolean(let y)): return x == y
        case (.relationship(let x), .relationship(let y)): return x.id == y.id
        case (.list(let x), .list(let y)): return equal(x, y)
        case (.map(let x), .map(let y)): return equal(x, y)
        case (.point(let x), .point(let y)): return x.system == y.system && x.x == y.x && x.y == y.y && x.z == y.z
        default: return a.kind == b.kind && order(a, b) == 0
        }
    }

    private static func equal(_ a: [Value], _ b: [Value]) -> Bool? {
        guard a.count == b.count else { return false }
        var isKnown = true
        for index in a.indices {
            switch equals(a[index], b[index]) {
            case .some(true): break
            case .some(false): return false
            case nil: isKnown = false
            }
        }
        return isKnown ? true : nil
    }

    private static func equal(_ a: MapValue, _ b: MapValue) -> Bool? {
        let (x, y) = (a.entries, b.entries)
        guard x.count == y.count, x.indices.allSatisfy({ x[$0].key.hasSameBytes(as: y[$0].key) }) else { return false }
        var isKnown = true
        for index in x.indices {
            switch equals(x[index].value, y[index].value) {
            case .some(true): break
            case .some(false): return false
            case nil: isKnown = false
            }
        }
        return isKnown ? true : nil
    }
}

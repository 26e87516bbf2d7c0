import GraphModel

extension Value {
    /// The total order of `ORDER BY`, `min` and `max`: negative, zero or positive as `a` comes before, is equivalent
    /// to, or comes after `b`.
    ///
    /// Maps come first, then nodes, relationships, lists, paths, points, dates with times, dates, times, durations,
    /// bytes, strings, booleans and numbers with NaN last; null comes after everything. Within lists and maps null and
    /// NaN have the same places.
    public static func order(_ a: Value, _ b: Value) -> Int {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): return NumberOrder.sign(x, y)
        case (.string(let x), .string(let y)): return x.byteOrder(to: y)
        case (.float(let x), .float(let y)): return NumberOrder.compare(x, y)
        case (.integer(let x), .float(let y)): return y.isNaN ? -1 : NumberOrder.compare(x, y)
        case (.float(let x), .integer(let y)): return x.isNaN ? 1 : -NumberOrder.compare(y, x)
        case (.node(let x), .node(let y)): return NumberOrder.sign(x, y)
        case (.relationship(let x), .relationship(let y)): return NumberOrder.sign(x.id, y.id)
        case (.boolean(let x), .boolean(let y)): return NumberOrder.sign(x ? 1 : 0, y ? 1 : 0)
        case (.list(let x), .list(let y)): return order(x, y)
        case (.map(let x), .map(let y)): return order(x, y)
        case (.path(let x), .path(let y)): return order(x, y)
        default:
            let difference = NumberOrder.sign(a.rank, b.rank)
            return difference != 0 ? difference : TemporalOrder.compare(a, b) ?? orderOfRare(a, b)
        }
    }

    private static func orderOfRare(_ a: Value, _ b: Value) -> Int {
        switch (a, b) {
        case (.point(let x), .point(let y)): return order(x, y)
        case (.bytes(let x), .bytes(let y)):
            return x.withUnsafeBufferPointer { x in y.withUnsafeBufferPointer { y in x.order(to: y) } }
        default: return 0
        }
    }

    private static func order(_ a: [Value], _ b: [Value]) -> Int {
        for index in 0..<min(a.count, b.count) {
            let difference = order(a[index], b[index])
            if difference != 0 { return difference }
        }
        return NumberOrder.sign(a.count, b.count)
    }

    /// By size, then by keys, then by values.
    private static func order(_ a: MapValue, _ b: MapValue) -> Int {
        let (x, y) = (a.entries, b.entries)
        if x.count != y.count { return NumberOrder.sign(x.count, y.count) }
        for index in x.indices {
            let difference = x[index].key.byteOrder(to: y[index].key)
            if difference != 0 { return difference }
        }
        for index in x.indices {
            let difference = order(x[index].value, y[index].value)
            if difference != 0 { return difference }
        }
        return 0
    }

    /// Step by step from the first node; a path comes before those that continue it.
    private static func order(_ a: PathValue, _ b: PathValue) -> Int {
        let first = NumberOrder.sign(a.nodes[0], b.nodes[0])
        if first != 0 { return first }
        for index in 0..<min(a.relationships.count, b.relationships.count) {
            let step = NumberOrder.sign(a.relationships[index].id, b.relationships[index].id)
            if step != 0 { return step }
            let node = NumberOrder.sign(a.nodes[index + 1], b.nodes[index + 1])
            if node != 0 { return node }
        }
        return NumberOrder.sign(a.relationships.count, b.relationships.count)
    }

    private static func order(_ a: Point, _ b: Point) -> Int {
        let system = NumberOrder.sign(a.system.rawValue, b.system.rawValue)
        if system != 0 { return system }
        let x = NumberOrder.compare(a.x, b.x)
        if x != 0 { return x }
        let y = NumberOrder.compare(a.y, b.y)
        return y != 0 ? y : NumberOrder.compare(a.z, b.z)
    }

    /// The place of this value's kind in the order. Both kinds of numbers share theirs.
    private var rank: Int {
        switch self {
        case .map: 0
        case .node: 1
        case .relationship: 2
        case .list: 3
        case .path: 4
        case .point: 5
        case .zonedDateTime: 6
        case .localDateTime: 7
        case .date: 8
        case .zonedTime: 9
        case .localTime: 10
        case .duration: 11
        case .bytes: 12
        case .string: 13
        case .boolean: 14
        case .integer, .float: 15
        case .null: 16
        }
    }
}

extension PropertyValue {
    /// The total order in which values of any kinds are shown: by kind, numbers of both kinds together, then by
    /// content.
    ///
    /// Neither of two values comes before the other exactly when they are equal. Lists compare element by element. The
    /// query language has an order of its own.
    public static func displayOrder(_ a: PropertyValue, _ b: PropertyValue) -> Bool {
        compare(a, b) < 0
    }

    /// Negative, zero or positive as `a` comes before, equals or comes after `b`.
    private static func compare(_ a: PropertyValue, _ b: PropertyValue) -> Int {
        switch (a, b) {
        case (.boolean(let x), .boolean(let y)): x == y ? 0 : (x ? 1 : -1)
        case (.integer(let x), .integer(let y)): sign(x, y)
        case (.double(let x), .double(let y)): compare(x, y)
        case (.integer(let x), .double(let y)): compare(x, y)
        case (.double(let x), .integer(let y)): -compare(y, x)
        case (.string(let x), .string(let y)): compare(x.utf8, y.utf8)
        case (.bytes(let x), .bytes(let y)): compare(x, y)
        case (.list(let x), .list(let y)): compare(elements: x, y)
        default: a.displayRank == b.displayRank ? compareStructured(a, b) : sign(a.displayRank, b.displayRank)
        }
    }

    private static func compareStructured(_ a: PropertyValue, _ b: PropertyValue) -> Int {
        switch (a, b) {
        case (.date(let x), .date(let y)): sign(x, y)
        case (.localTime(let x), .localTime(let y)): sign(x, y)
        case (.localDateTime(let x), .localDateTime(let y)): sign(x, y)
        case (.zonedTime(let x), .zonedTime(let y)): sign(x.orderKey, y.orderKey)
        case (.zonedDateTime(let x), .zonedDateTime(let y)):
            first(sign(x.orderKey, y.orderKey), compare((x.zone ?? "").utf8, (y.zone ?? "").utf8))
        case (.duration(let x), .duration(let y)): compare(x, y)
        case (.point(let x), .point(let y)): compare(x, y)
        default: 0
        }
    }

    /// Numbers share a rank.
    private var displayRank: Int {
        switch self {
        case .boolean: 0
        case .integer, .double: 1
        case .string: 2
        case .bytes: 3
        case .date: 4
        case .localTime: 5
        case .zonedTime: 6
        case .localDateTime: 7
        case .zonedDateTime: 8
        case .duration: 9
        case .point: 10
        case .list: 11
        }
    }

    private static func sign<Value: Comparable>(_ a: Value, _ b: Value) -> Int {
        a < b ? -1 : (b < a ? 1 : 0)
    }

    private static func sign(_ a: (Int64, Int64), _ b: (Int64, Int64)) -> Int {
        first(sign(a.0, b.0), sign(a.1, b.1))
    }

    private static func first(_ outcomes: Int...) -> Int {
        outcomes.first { $0 != 0 } ?? 0
    }

    /// NaN comes last, and the negative zero before the positive one.
    private static func compare(_ a: Double, _ b: Double) -> Int {
        if a.isNaN || b.isNaN { return sign(a.isNaN ? 1 : 0, b.isNaN ? 1 : 0) }
        return first(sign(a, b), sign(b.sign.rawValue, a.sign.rawValue))
    }

    /// Exact, although a double cannot hold every integer. An integer comes before the double of the same number.
    private static func compare(_ a: Int64, _ b: Double) -> Int {
        if b.isNaN || b >= 0x1p63 { return -1 }
        if b < -0x1p63 { return 1 }
        let whole = b.rounded(.down)
        let difference = sign(a, Int64(whole))
        return difference > 0 ? 1 : -1
    }

    private static func compare<Bytes: Sequence<UInt8>>(_ a: Bytes, _ b: Bytes) -> Int {
        var others = b.makeIterator()
        for byte in a {
            guard let other = others.next() else { return 1 }
            if byte != other { return byte < other ? -1 : 1 }
        }
        return others.next() == nil ? 0 : -1
    }

    private static func compare(elements a: [PropertyValue], _ b: [PropertyValue]) -> Int {
        for (x, y) in zip(a, b) {
            let difference = compare(x, y)
            if difference != 0 { return difference }
        }
        return sign(a.count, b.count)
    }

    /// By length, with months of 30.436875 days as the Gregorian cycle has on average, then by unit.
    private static func compare(_ a: CalendarDuration, _ b: CalendarDuration) -> Int {
        first(
            sign(a.approximateSeconds, b.approximateSeconds), sign(a.months, b.months), sign(a.days, b.days),
            sign(a.seconds, b.seconds), sign(a.nanoseconds, b.nanoseconds))
    }

    private static func compare(_ a: Point, _ b: Point) -> Int {
        first(
            sign(a.system.rawValue, b.system.rawValue), sign(a.x, b.x), sign(a.y, b.y), sign(a.z, b.z))
    }
}

extension ZonedTime {
    /// The instant, then the offset.
    fileprivate var orderKey: (Int64, Int64) {
        (time.nanosecondsOfDay - Int64(offsetSeconds) * CivilCalendar.nanosecondsPerSecond, Int64(offsetSeconds))
    }
}

extension ZonedDateTime {
    /// Seconds, then nanoseconds and offset in one number.
    fileprivate var orderKey: (Int64, Int64) {
        (secondsSinceEpoch, Int64(nanoseconds) << 32 + Int64(offsetSeconds))
    }
}

extension CalendarDuration {
    fileprivate var approximateSeconds: Int128 {
        Int128(months) * 2_629_746 + Int128(days) * 86_400 + Int128(seconds)
    }
}

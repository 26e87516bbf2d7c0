import GraphModel

/// The order of dates, times and durations among their own kind.
enum TemporalOrder {
    /// Negative, zero or positive; nil unless both are of one temporal kind.
    ///
    /// Moments of time zones compare as instants, and those of one instant by offset and zone, so that equal values are
    /// alike in every part. Durations compare by their average length, then by unit.
    static func compare(_ a: Value, _ b: Value) -> Int? {
        switch (a, b) {
        case (.date(let x), .date(let y)): NumberOrder.sign(x, y)
        case (.localTime(let x), .localTime(let y)): NumberOrder.sign(x, y)
        case (.localDateTime(let x), .localDateTime(let y)): NumberOrder.sign(x, y)
        case (.zonedTime(let x), .zonedTime(let y)): compare(x, y)
        case (.zonedDateTime(let x), .zonedDateTime(let y)): compare(x, y)
        case (.duration(let x), .duration(let y)): compare(x, y)
        default: nil
        }
    }

    private static func compare(_ a: ZonedTime, _ b: ZonedTime) -> Int {
        let instant = NumberOrder.sign(a.utcNanoseconds, b.utcNanoseconds)
        return instant != 0 ? instant : NumberOrder.sign(a.offsetSeconds, b.offsetSeconds)
    }

    private static func compare(_ a: ZonedDateTime, _ b: ZonedDateTime) -> Int {
        if a.secondsSinceEpoch != b.secondsSinceEpoch {
            return NumberOrder.sign(a.secondsSinceEpoch, b.secondsSinceEpoch)
        }
        if a.nanoseconds != b.nanoseconds { return NumberOrder.sign(a.nanoseconds, b.nanoseconds) }
        if a.offsetSeconds != b.offsetSeconds { return NumberOrder.sign(a.offsetSeconds, b.offsetSeconds) }
        return (a.zone ?? "").byteOrder(to: b.zone ?? "")
    }

    private static func compare(_ a: CalendarDuration, _ b: CalendarDuration) -> Int {
        let length = NumberOrder.sign(a.averageNanoseconds, b.averageNanoseconds)
        if length != 0 { return length }
        if a.months != b.months { return NumberOrder.sign(a.months, b.months) }
        if a.days != b.days { return NumberOrder.sign(a.days, b.days) }
        return NumberOrder.sign(a.seconds, b.seconds)
    }
}

extension ZonedTime {
    fileprivate var utcNanoseconds: Int64 { time.nanosecondsOfDay - Int64(offsetSeconds) * 1_000_000_000 }
}

extension CalendarDuration {
    /// With months of 30.436875 days, as the Gregorian cycle has on average.
    fileprivate var averageNanoseconds: Int128 {
        (Int128(months) * 2_629_746 + Int128(days) * 86_400 + Int128(seconds)) * 1_000_000_000 + Int128(nanoseconds)
    }
}

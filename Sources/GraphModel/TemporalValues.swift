/// A day of the proleptic Gregorian calendar without a time or a zone.
public struct CalendarDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before.
    public var daysSinceEpoch: Int64

    public init(daysSinceEpoch: Int64) { self.daysSinceEpoch = daysSinceEpoch }

    public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.daysSinceEpoch < b.daysSinceEpoch }
}

/// A time of day without a date or a zone.
public struct LocalTime: Hashable, Comparable, Sendable {
    /// Nanoseconds since midnight, 0 ..< 86,400,000,000,000.
    public var nanosecondsOfDay: Int64

    public init(nanosecondsOfDay: Int64) { self.nanosecondsOfDay = nanosecondsOfDay }

    public static func < (a: LocalTime, b: LocalTime) -> Bool { a.nanosecondsOfDay < b.nanosecondsOfDay }
}

/// A time of day with an offset from UTC.
public struct ZonedTime: Hashable, Sendable {
    public var time: LocalTime
    /// Seconds east of UTC.
    public var offsetSeconds: Int32

    public init(time: LocalTime, offsetSeconds: Int32) {
        self.time = time
        self.offsetSeconds = offsetSeconds
    }
}

/// A date and a time of day without a zone.
public struct LocalDateTime: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00, counted as if every day had 86,400.
    public var secondsSinceEpoch: Int64
    /// 0 ..< 1,000,000,000.
    public var nanoseconds: Int32

    public init(secondsSinceEpoch: Int64, nanoseconds: Int32 = 0) {
        self.secondsSinceEpoch = secondsSinceEpoch
        self.nanoseconds = nanoseconds
    }

    public static func < (a: LocalDateTime, b: LocalDateTime) -> Bool {
        (a.secondsSinceEpoch, a.nanoseconds) < (b.secondsSinceEpoch, b.nanoseconds)
    }
}

/// An instant with the offset, and where known the named zone, in which it was stated.
public struct ZonedDateTime: Hashable, Sendable {
    /// Seconds of UTC since 1970-01-01T00:00:00Z.
    public var secondsSinceEpoch: Int64
    /// 0 ..< 1,000,000,000.
    public var nanoseconds: Int32
    /// Seconds east of UTC at that instant.
    public var offsetSeconds: Int32
    /// The IANA name, such as `Europe/Zurich`; nil when only the offset was stated.
    public var zone: String?

    public init(secondsSinceEpoch: Int64, nanoseconds: Int32 = 0, offsetSeconds: Int32 = 0, zone: String? = nil) {
        self.secondsSinceEpoch = secondsSinceEpoch
        self.nanoseconds = nanoseconds
        self.offsetSeconds = offsetSeconds
        self.zone = zone
    }
}

/// A span of calendar time, kept in the four units that do not convert into each other exactly.
public struct CalendarDuration: Hashable, Sendable {
    public var months: Int64
    public var days: Int64
    public var seconds: Int64
    /// 0 ..< 1,000,000,000.
    public var nanoseconds: Int32

    public init(months: Int64 = 0, days: Int64 = 0, seconds: Int64 = 0, nanoseconds: Int32 = 0) {
        self.months = months
        self.days = days
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}

/// An instant of UTC, as commits record it: microseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable {
    public var microsecondsSinceEpoch: Int64

    public init(microsecondsSinceEpoch: Int64) { self.microsecondsSinceEpoch = microsecondsSinceEpoch }

    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microsecondsSinceEpoch < b.microsecondsSinceEpoch }
}

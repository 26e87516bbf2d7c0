internal import GraphModel

/// The whole numbers that maps state moments with.
enum TemporalField: Int, CaseIterable {
    case year, quarter, month, week, ordinalDay, dayOfQuarter, dayOfWeek, day
    case hour, minute, second, millisecond, microsecond, nanosecond
    case epochSeconds, epochMillis

    /// Nil for other keys.
    init?(_ key: String) {
        switch key {
        case "year": self = .year
        case "quarter": self = .quarter
        case "month": self = .month
        case "week": self = .week
        case "ordinalDay": self = .ordinalDay
        case "dayOfQuarter", "quarterDay": self = .dayOfQuarter
        case "dayOfWeek", "weekDay": self = .dayOfWeek
        case "day": self = .day
        case "hour": self = .hour
        case "minute": self = .minute
        case "second": self = .second
        case "millisecond": self = .millisecond
        case "microsecond": self = .microsecond
        case "nanosecond": self = .nanosecond
        case "epochSeconds": self = .epochSeconds
        case "epochMillis": self = .epochMillis
        default: return nil
        }
    }

    var isOfDate: Bool { rawValue <= Self.day.rawValue }
    var isOfTime: Bool { !isOfDate && rawValue <= Self.nanosecond.rawValue }

    /// What the number may be, before its place in the calendar is looked at.
    var range: ClosedRange<Int64> {
        switch self {
        case .year: -Limits.yearMagnitude...Limits.yearMagnitude
        case .quarter: 1...4
        case .month: 1...12
        case .week: 1...53
        case .ordinalDay: 1...366
        case .dayOfQuarter: 1...92
        case .dayOfWeek: 1...7
        case .day: 1...31
        case .hour: 0...23
        case .minute, .second: 0...59
        case .millisecond: 0...999
        case .microsecond: 0...999_999
        case .nanosecond: 0...999_999_999
        case .epochSeconds: CivilCalendar.seconds
        // The calendar reaches further than 64 bits of milliseconds.
        case .epochMillis: .min ... .max
        }
    }
}

internal import GraphModel

extension LocalTime {
    static let midnight = LocalTime(nanosecondsOfDay: 0)

    /// The time at so many nanoseconds after some midnight, before or since.
    init(wrapping nanoseconds: Int128) {
        let day = Int128(CivilCalendar.nanosecondsPerDay)
        let rest = nanoseconds % day
        self.init(nanosecondsOfDay: Int64(rest < 0 ? rest + day : rest))
    }
}

extension LocalDateTime {
    var date: CalendarDate {
        CalendarDate(daysSinceEpoch: CivilCalendar.floorDivide(secondsSinceEpoch, CivilCalendar.secondsPerDay))
    }

    var time: LocalTime {
        let seconds = secondsSinceEpoch - date.daysSinceEpoch * CivilCalendar.secondsPerDay
        return LocalTime(nanosecondsOfDay: seconds * CivilCalendar.nanosecondsPerSecond + Int64(nanoseconds))
    }

    /// Nanoseconds since 1970-01-01T00:00:00.
    var nanosecondsSinceEpoch: Int128 {
        Int128(secondsSinceEpoch) * Int128(CivilCalendar.nanosecondsPerSecond) + Int128(nanoseconds)
    }

    /// Nil outside the calendar.
    init?(nanosecondsSinceEpoch total: Int128) {
        let (seconds, nanoseconds) = total.splitIntoSeconds
        guard let seconds = Int64(exactly: seconds), CivilCalendar.seconds.contains(seconds) else { return nil }
        self.init(secondsSinceEpoch: seconds, nanoseconds: nanoseconds)
    }

    /// Months and days by the calendar, then nanoseconds. Nil outside the calendar.
    func adding(months: Int128, days: Int128, nanoseconds: Int128 = 0) -> LocalDateTime? {
        guard let date = date.adding(months: months, days: days) else { return nil }
        let start = LocalDateTime(date: date, time: time)
        guard nanoseconds != 0 else { return start }
        return LocalDateTime(nanosecondsSinceEpoch: start.nanosecondsSinceEpoch + nanoseconds)
    }
}

extension Int128 {
    /// These nanoseconds as whole seconds, rounded down, and the rest.
    var splitIntoSeconds: (seconds: Int128, nanoseconds: Int32) {
        let billion = Int128(CivilCalendar.nanosecondsPerSecond)
        let (quotient, rest) = quotientAndRemainder(dividingBy: billion)
        return rest < 0 ? (quotient - 1, Int32(rest + billion)) : (quotient, Int32(rest))
    }
}

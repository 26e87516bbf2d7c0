internal import GraphModel

/// The parts of a date as the query language names them. Weeks are those of ISO 8601: they begin on Monday, and the
/// first of a year is the one with its first Thursday.
extension CalendarDate {
    /// 1 (Monday) ... 7.
    var dayOfWeek: Int64 {
        // 1970-01-01 was a Thursday.
        let sinceMonday = daysSinceEpoch + 3
        return sinceMonday - CivilCalendar.floorDivide(sinceMonday, 7) * 7 + 1
    }

    /// The year that the date's week belongs to, and the number of the week in it, 1 ... 53.
    var week: (year: Int64, number: Int64) {
        let thursday = daysSinceEpoch + 4 - dayOfWeek
        let year = CivilCalendar.day(number: thursday).year
        return (year, (thursday - CivilCalendar.dayNumber(year: year, month: 1, day: 1)) / 7 + 1)
    }

    /// 1 ... 4.
    var quarter: Int64 { (civil.month - 1) / 3 + 1 }

    /// 1 ... 92.
    var dayOfQuarter: Int64 {
        let civil = civil
        return daysSinceEpoch
            - CivilCalendar.dayNumber(year: civil.year, month: (civil.month - 1) / 3 * 3 + 1, day: 1) + 1
    }

    /// The day of the year, 1 ... 366.
    var ordinalDay: Int64 {
        daysSinceEpoch - CivilCalendar.dayNumber(year: civil.year, month: 1, day: 1) + 1
    }

    /// The Monday of a year's first week.
    static func firstDay(ofWeekYear year: Int64) -> CalendarDate {
        let january4 = CalendarDate(daysSinceEpoch: CivilCalendar.dayNumber(year: year, month: 1, day: 4))
        return CalendarDate(daysSinceEpoch: january4.daysSinceEpoch - january4.dayOfWeek + 1)
    }

    /// 52 or 53.
    static func weeks(inWeekYear year: Int64) -> Int64 {
        (firstDay(ofWeekYear: year + 1).daysSinceEpoch - firstDay(ofWeekYear: year).daysSinceEpoch) / 7
    }
}

extension CalendarDate {
    /// Nil when the year has no such week or the calendar no such day.
    init?(weekYear year: Int64, week: Int64, dayOfWeek: Int64) {
        guard Self.isYear(year), 1...7 ~= dayOfWeek, week >= 1, week <= Self.weeks(inWeekYear: year) else { return nil }
        let days = Self.firstDay(ofWeekYear: year).daysSinceEpoch + (week - 1) * 7 + dayOfWeek - 1
        guard CivilCalendar.days.contains(days) else { return nil }
        self.init(daysSinceEpoch: days)
    }

    /// Nil when the quarter has no such day.
    init?(year: Int64, quarter: Int64, dayOfQuarter: Int64) {
        guard Self.isYear(year), 1...4 ~= quarter, 1...92 ~= dayOfQuarter else { return nil }
        let first = CivilCalendar.dayNumber(year: year, month: quarter * 3 - 2, day: 1)
        let last =
            CivilCalendar.dayNumber(year: year, month: quarter * 3, day: 1)
            + CivilCalendar.length(ofMonth: quarter * 3, year: year) - 1
        guard first + dayOfQuarter - 1 <= last else { return nil }
        self.init(daysSinceEpoch: first + dayOfQuarter - 1)
    }

    /// Nil when the year has no such day.
    init?(year: Int64, ordinalDay: Int64) {
        guard Self.isYear(year), ordinalDay >= 1, ordinalDay <= (CivilCalendar.isLeap(year: year) ? 366 : 365)
        else { return nil }
        self.init(daysSinceEpoch: CivilCalendar.dayNumber(year: year, month: 1, day: 1) + ordinalDay - 1)
    }

    /// The day of this number in a month, or the month's last day if it is shorter. Nil outside the calendar.
    init?(clippingDay day: Int64, month: Int64, year: Int64) {
        guard Self.isYear(year), 1...12 ~= month else { return nil }
        self.init(year: year, month: month, day: min(day, CivilCalendar.length(ofMonth: month, year: year)))
    }

    private static func isYear(_ year: Int64) -> Bool {
        -Limits.yearMagnitude...Limits.yearMagnitude ~= year
    }

    /// The date so many months and then days later; where a month is shorter, its last day counts. Nil outside the
    /// calendar.
    func adding(months: Int128 = 0, days: Int128 = 0) -> CalendarDate? {
        var start = self
        if months != 0 {
            let civil = civil
            guard let monthNumber = Int64(exactly: Int128(civil.year * 12 + civil.month - 1) + months) else {
                return nil
            }
            let year = CivilCalendar.floorDivide(monthNumber, 12)
            guard let moved = CalendarDate(clippingDay: civil.day, month: monthNumber - year * 12 + 1, year: year)
            else { return nil }
            start = moved
        }
        guard let sum = Int64(exactly: Int128(start.daysSinceEpoch) + days), CivilCalendar.days.contains(sum)
        else { return nil }
        return CalendarDate(daysSinceEpoch: sum)
    }
}

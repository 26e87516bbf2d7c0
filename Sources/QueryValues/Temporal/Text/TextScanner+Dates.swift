internal import GraphModel

/// Dates in every form of ISO 8601 that the language takes: calendar dates (`2026-11-22`, `20261122`), week dates
/// (`2026-W47-7`, `2026W477`), quarter dates (`2026-Q4-53`, `2026Q453`) and ordinal dates (`2026-326`, `2026326`).
/// The least parts may be left out. Years with a sign have 1 to 9 digits, others 4.
extension TextScanner {
    mutating func isoDate() -> CalendarDate? {
        let isNegative = take("-")
        if isNegative || take("+") {
            guard let year = number(digitsUpTo: 9) else { return nil }
            return isoDate(afterYear: isNegative ? -year : year)
        }
        switch digitsAhead {
        case 4:
            guard let year = number(digits: 4) else { return nil }
            return isoDate(afterYear: year)
        case 6:
            guard let year = number(digits: 4), let month = number(digits: 2) else { return nil }
            return CalendarDate(year: year, month: month, day: 1)
        case 7:
            guard let year = number(digits: 4), let day = number(digits: 3) else { return nil }
            return CalendarDate(year: year, ordinalDay: day)
        case 8:
            guard let year = number(digits: 4), let month = number(digits: 2), let day = number(digits: 2)
            else { return nil }
            return CalendarDate(year: year, month: month, day: day)
        default: return nil
        }
    }

    private mutating func isoDate(afterYear year: Int64) -> CalendarDate? {
        if takeLetter("W") { return basicWeekDate(year) }
        if takeLetter("Q") { return basicQuarterDate(year) }
        guard take("-") else { return CalendarDate(year: year, month: 1, day: 1) }
        if takeLetter("W") {
            guard let week = number(digitsUpTo: 2), let day = dayAfterDash(digitsUpTo: 1) else { return nil }
            return CalendarDate(weekYear: year, week: week, dayOfWeek: day)
        }
        if takeLetter("Q") {
            guard let quarter = number(digitsUpTo: 1), let day = dayAfterDash(digitsUpTo: 2) else { return nil }
            return CalendarDate(year: year, quarter: quarter, dayOfQuarter: day)
        }
        if digitsAhead == 3 {
            return number(digits: 3).flatMap { CalendarDate(year: year, ordinalDay: $0) }
        }
        guard let month = number(digitsUpTo: 2), let day = dayAfterDash(digitsUpTo: 2) else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    private mutating func basicWeekDate(_ year: Int64) -> CalendarDate? {
        let hasDay = digitsAhead == 3
        guard hasDay || digitsAhead == 2, let week = number(digits: 2), let day = hasDay ? digit() : 1
        else { return nil }
        return CalendarDate(weekYear: year, week: week, dayOfWeek: day)
    }

    private mutating func basicQuarterDate(_ year: Int64) -> CalendarDate? {
        let hasDay = digitsAhead == 3
        guard hasDay || digitsAhead == 1, let quarter = digit(), let day = hasDay ? number(digits: 2) : 1
        else { return nil }
        return CalendarDate(year: year, quarter: quarter, dayOfQuarter: day)
    }

    /// `-` and a day, or 1 where there is no `-`.
    private mutating func dayAfterDash(digitsUpTo most: Int) -> Int64? {
        take("-") ? number(digitsUpTo: most) : 1
    }
}

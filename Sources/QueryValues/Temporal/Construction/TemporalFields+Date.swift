internal import GraphModel

extension TemporalFields {
    /// The ways to say which day of a year is meant.
    private static let dayGroups: [(larger: TemporalField, smaller: TemporalField)] = [
        (.month, .day), (.week, .dayOfWeek), (.quarter, .dayOfQuarter), (.ordinalDay, .ordinalDay),
    ]

    /// The date that the numbers give when none is taken from elsewhere. The year must be there, and no part without
    /// the larger one that it belongs to.
    func newDate() throws -> CalendarDate {
        try checkDayGroups()
        guard let year = self[.year] else { throw TemporalFault.value("The year is missing.") }
        for (larger, smaller) in Self.dayGroups where has(smaller) && !has(larger) {
            throw TemporalFault.value("\(smaller) needs \(larger).")
        }
        let date: CalendarDate?
        if let week = self[.week] {
            date = CalendarDate(weekYear: year, week: week, dayOfWeek: self[.dayOfWeek] ?? 1)
        } else if let quarter = self[.quarter] {
            date = CalendarDate(year: year, quarter: quarter, dayOfQuarter: self[.dayOfQuarter] ?? 1)
        } else if let day = self[.ordinalDay] {
            date = CalendarDate(year: year, ordinalDay: day)
        } else {
            date = CalendarDate(year: year, month: self[.month] ?? 1, day: self[.day] ?? 1)
        }
        return try Self.inCalendar(date)
    }

    /// `base` with its parts replaced by the numbers, from large to small. What a larger part makes impossible, such as
    /// the 31st in a shorter month, is brought down to the last day there is.
    func date(replacing base: CalendarDate) throws -> CalendarDate {
        try checkDayGroups()
        if has(.week) || has(.dayOfWeek) { return try weekDate(replacing: base) }
        let (civil, quarterMonth) = (base.civil, (base.civil.month - 1) % 3 + 1)
        let year = self[.year] ?? civil.year
        if let day = self[.ordinalDay] { return try Self.inCalendar(CalendarDate(year: year, ordinalDay: day)) }
        let month = self[.quarter].map { $0 * 3 - 3 + quarterMonth } ?? self[.month] ?? civil.month
        if let day = self[.dayOfQuarter] {
            return try Self.inCalendar(
                CalendarDate(year: year, quarter: (month - 1) / 3 + 1, dayOfQuarter: day))
        }
        guard let day = self[.day] else {
            return try Self.inCalendar(CalendarDate(clippingDay: civil.day, month: month, year: year))
        }
        return try Self.inCalendar(CalendarDate(year: year, month: month, day: day))
    }

    /// With a week, the year is that of the week; a day of the week alone moves within the week.
    private func weekDate(replacing base: CalendarDate) throws -> CalendarDate {
        guard let week = self[.week] else {
            let year = self[.year] ?? base.civil.year
            guard let inYear = CalendarDate(clippingDay: base.civil.day, month: base.civil.month, year: year) else {
                throw TemporalFault.outOfCalendar
            }
            let moved = Int128((self[.dayOfWeek] ?? inYear.dayOfWeek) - inYear.dayOfWeek)
            return try Self.inCalendar(inYear.adding(days: moved))
        }
        return try Self.inCalendar(
            CalendarDate(
                weekYear: self[.year] ?? base.week.year, week: week,
                dayOfWeek: self[.dayOfWeek] ?? base.dayOfWeek))
    }

    private func checkDayGroups() throws {
        var stated: TemporalField?
        for (larger, smaller) in Self.dayGroups {
            guard has(larger) || has(smaller) else { continue }
            let field = has(larger) ? larger : smaller
            if let stated { throw TemporalFault.value("\(stated) and \(field) cannot be stated together.") }
            stated = field
        }
    }

    private static func inCalendar(_ date: CalendarDate?) throws -> CalendarDate {
        guard let date else { throw TemporalFault.value("The calendar has no such day.") }
        return date
    }
}

internal import GraphModel

/// What temporal values can be cut down to.
enum TruncationUnit: String, CaseIterable {
    case millennium, century, decade, year, weekYear, quarter, month, week, day
    case hour, minute, second, millisecond, microsecond

    /// Nil for the units of dates, days among them.
    private var nanoseconds: Int64? {
        switch self {
        case .hour: 3_600 * CivilCalendar.nanosecondsPerSecond
        case .minute: 60 * CivilCalendar.nanosecondsPerSecond
        case .second: CivilCalendar.nanosecondsPerSecond
        case .millisecond: 1_000_000
        case .microsecond: 1_000
        default: nil
        }
    }

    var isOfTime: Bool { nanoseconds != nil }

    /// The beginning of the unit that the time lies in; midnight for days and more.
    func begin(_ time: LocalTime) -> LocalTime {
        guard let nanoseconds else { return .midnight }
        return LocalTime(nanosecondsOfDay: time.nanosecondsOfDay / nanoseconds * nanoseconds)
    }

    /// The first day of the unit that the date lies in; the date itself for days and less. Nil before the calendar.
    func begin(_ date: CalendarDate) -> CalendarDate? {
        let civil = date.civil
        switch self {
        case .millennium: return Self.newYear(civil.year, per: 1_000)
        case .century: return Self.newYear(civil.year, per: 100)
        case .decade: return Self.newYear(civil.year, per: 10)
        case .year: return Self.newYear(civil.year, per: 1)
        case .weekYear: return CalendarDate.firstDay(ofWeekYear: date.week.year).adding()
        case .quarter: return CalendarDate(year: civil.year, month: date.quarter * 3 - 2, day: 1)
        case .month: return CalendarDate(year: civil.year, month: civil.month, day: 1)
        case .week: return date.adding(days: Int128(1 - date.dayOfWeek))
        default: return date
        }
    }

    private static func newYear(_ year: Int64, per years: Int64) -> CalendarDate? {
        CalendarDate(year: CivilCalendar.floorDivide(year, years) * years, month: 1, day: 1)
    }
}

extension TemporalBuilder {
    /// The beginning of the unit that a value lies in, with parts then replaced by those of `replacements`.
    func truncate(
        _ value: Value, to unit: TruncationUnit, replacing replacements: TemporalFields = TemporalFields()
    ) throws -> Value {
        guard var parts = TemporalParts(value) else {
            throw TemporalFault.kind("\(kind.function).truncate() takes a temporal value.")
        }
        guard kind.hasDate ? parts.date != nil : parts.time != nil else {
            throw TemporalFault.kind("The value lacks parts of a \(kind.noun).")
        }
        // Days come to midnight even where there is no date.
        guard unit.isOfTime ? kind.hasTime && parts.time != nil : kind.hasDate || unit == .day else {
            throw TemporalFault.value("A \(kind.noun) cannot be truncated to the \(unit.rawValue).")
        }
        var fields = replacements
        guard fields.date == nil, fields.time == nil, fields.dateTime == nil else {
            throw TemporalFault.value("Only numbers and the timezone can replace parts of a truncated value.")
        }
        guard !fields.has(.epochSeconds), !fields.has(.epochMillis), fields.zone == nil || kind.hasZone else {
            throw TemporalFault.value("A truncated \(kind.noun) cannot have these parts replaced.")
        }
        if let date = parts.date, kind.hasDate {
            guard let first = unit.begin(date) else { throw TemporalFault.outOfCalendar }
            parts.date = try fields.date(replacing: first)
        }
        if kind.hasTime {
            let begin = unit.begin(parts.time ?? .midnight)
            fields.keep(unit, of: begin)
            parts.time = try fields.time(replacing: begin)
        }
        if let zone = fields.zone {
            parts.zone = zone
            parts.offset = nil
        }
        return try self.value(parts)
    }
}

extension TemporalFields {
    /// Beside smaller fractions of the second, the ones that the unit leaves stay.
    fileprivate mutating func keep(_ unit: TruncationUnit, of time: LocalTime) {
        guard hasFraction else { return }
        let fraction = time.nanosecondsOfDay % CivilCalendar.nanosecondsPerSecond
        if unit == .millisecond, !has(.millisecond) {
            self[.millisecond] = fraction / 1_000_000
        } else if unit == .microsecond, !has(.microsecond), !has(.millisecond) {
            self[.microsecond] = fraction / 1_000
        }
    }
}

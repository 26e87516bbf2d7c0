internal import GraphModel

/// In which parts the time between two values is counted.
enum DurationMeasure {
    /// Months, days and seconds.
    case mixed
    case months, days, seconds
}

extension CalendarDuration {
    /// From one temporal value to another; negative when the other is earlier.
    ///
    /// A missing time of day is midnight; a missing date is that of the other value, and so is a missing zone. Months
    /// and days count only between dates, by the clocks of the first value's zone; seconds are those that passed.
    init(from first: Value, to second: Value, _ measure: DurationMeasure) throws {
        guard var from = TemporalParts(first), var to = TemporalParts(second) else {
            throw TemporalFault.kind("The duration between two values needs temporal values.")
        }
        let hasDates = from.date != nil && to.date != nil
        from.complete(from: to)
        to.complete(from: from)
        let start = try Moment(from)
        let end = try Moment(to)
        guard hasDates else {
            let isShort = measure == .mixed || measure == .seconds
            try self.init(nanoseconds: isShort ? start.nanoseconds(until: end) : 0)
            return
        }
        switch measure {
        case .months: try self.init(months: start.months(until: end))
        case .days: try self.init(days: start.days(until: end))
        case .seconds: try self.init(nanoseconds: start.nanoseconds(until: end))
        case .mixed:
            let months = try start.months(until: end)
            let afterMonths = try start.adding(months: months)
            let days = try afterMonths.days(until: end)
            let afterDays = try afterMonths.adding(days: days)
            try self.init(months: months, days: days, nanoseconds: afterDays.nanoseconds(until: end))
        }
    }
}

extension TemporalParts {
    /// Takes the date and the zone, where there is none, from another value.
    fileprivate mutating func complete(from other: TemporalParts) {
        if time == nil { time = .midnight }
        if date == nil { date = other.date }
        guard zone == nil else { return }
        zone = other.zone
        // Without dates there is nothing to look up in the rules of a zone.
        if date == nil { offset = other.offset }
    }
}

/// A date and time with a zone or without: what the differences are taken of.
private enum Moment {
    case local(LocalDateTime)
    case zoned(ZonedDateTime)

    init(_ parts: TemporalParts) throws {
        if let zone = parts.zone {
            self = .zoned(try zone.moment(local: parts.local, preferring: parts.offset))
        } else {
            self = .local(parts.local)
        }
    }

    /// By the zone of this moment.
    private func local(of other: Moment) throws -> (LocalDateTime, LocalDateTime) {
        switch (self, other) {
        case (.zoned(let a), .zoned(let b)):
            let offset = try Zone(of: a).offset(at: b.secondsSinceEpoch)
            let shown = LocalDateTime(
                secondsSinceEpoch: b.secondsSinceEpoch + Int64(offset), nanoseconds: b.nanoseconds)
            return (a.local, shown)
        default: return (shown, other.shown)
        }
    }

    private var shown: LocalDateTime {
        switch self {
        case .local(let moment): moment
        case .zoned(let moment): moment.local
        }
    }

    /// Since 1970, of UTC where there is a zone.
    private var nanosecondsSinceEpoch: Int128 {
        switch self {
        case .local(let moment): moment.nanosecondsSinceEpoch
        case .zoned(let moment):
            LocalDateTime(secondsSinceEpoch: moment.secondsSinceEpoch, nanoseconds: moment.nanoseconds)
                .nanosecondsSinceEpoch
        }
    }

    func nanoseconds(until end: Moment) -> Int128 { end.nanosecondsSinceEpoch - nanosecondsSinceEpoch }

    /// Whole days of 24 hours on the clock.
    func days(until end: Moment) throws -> Int128 {
        let (a, b) = try local(of: end)
        return (b.nanosecondsSinceEpoch - a.nanosecondsSinceEpoch) / Int128(CivilCalendar.nanosecondsPerDay)
    }

    /// Whole months: those after which the day of the month and the time are reached or passed.
    func months(until end: Moment) throws -> Int128 {
        let (a, b) = try local(of: end)
        let (firstDay, lastDay) = (a.date, b.date)
        // A last day that is not over does not count.
        var reached = lastDay.daysSinceEpoch
        if lastDay > firstDay, b.time < a.time { reached -= 1 }
        if lastDay < firstDay, b.time > a.time { reached += 1 }
        let (first, last) = (firstDay.civil, CivilCalendar.day(number: reached))
        // Months of 32 numbered days make one number of year, month and day.
        let firstNumber = (first.year * 12 + first.month) * 32 + first.day
        let lastNumber = (last.year * 12 + last.month) * 32 + last.day
        return Int128((lastNumber - firstNumber) / 32)
    }

    func adding(months: Int128 = 0, days: Int128 = 0) throws -> Moment {
        switch self {
        case .zoned(let moment):
            return .zoned(try moment.adding(months: months, days: days, nanoseconds: 0))
        case .local(let moment):
            guard let sum = moment.adding(months: months, days: days) else { throw TemporalFault.outOfCalendar }
            return .local(sum)
        }
    }
}

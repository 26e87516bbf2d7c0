public import GraphModel

/// Sums and differences of times and durations. Nil when the operands are not such a pair; an error of category
/// arithmetic when the result lies outside the calendar or exceeds the parts of a duration.
extension Value {
    /// A time or date and a duration in either order, or two durations.
    public static func temporalSum(_ a: Value, _ b: Value) throws -> Value? {
        switch (a, b) {
        case (.duration(let x), .duration(let y)): .duration(try x.adding(y, sign: 1))
        case (.duration(let span), let moment): try moment.shifted(by: span, sign: 1)
        case (let moment, .duration(let span)): try moment.shifted(by: span, sign: 1)
        default: nil
        }
    }

    /// A time or date less a duration, or a duration less another.
    public static func temporalDifference(_ a: Value, _ b: Value) throws -> Value? {
        switch (a, b) {
        case (.duration(let x), .duration(let y)): .duration(try x.adding(y, sign: -1))
        case (let moment, .duration(let span)): try moment.shifted(by: span, sign: -1)
        default: nil
        }
    }

    /// Every part of the duration times a number; fractions of a part become smaller parts, a month being 30.436875
    /// days. Throws an arithmetic error when a part exceeds 64 bits.
    public static func durationProduct(_ duration: CalendarDuration, _ factor: Double) throws -> Value {
        .duration(try duration.multiplied(by: factor))
    }

    /// As `durationProduct`, divided by a number. Zero is an arithmetic error.
    public static func durationQuotient(_ duration: CalendarDuration, _ divisor: Double) throws -> Value {
        .duration(try duration.divided(by: divisor))
    }

    /// Months, days and seconds in this order. Dates take whole days of the seconds, times of day nothing but them.
    private func shifted(by span: CalendarDuration, sign: Int128) throws -> Value? {
        let months = sign * Int128(span.months)
        let days = sign * Int128(span.days)
        let nanoseconds = sign * span.totalNanoseconds
        switch self {
        case .date(let date):
            let wholeDays = days + nanoseconds / Int128(CivilCalendar.nanosecondsPerDay)
            return .date(try Self.inCalendar(date.adding(months: months, days: wholeDays)))
        case .localTime(let time): return .localTime(time.adding(nanoseconds))
        case .zonedTime(let time):
            return .zonedTime(ZonedTime(time: time.time.adding(nanoseconds), offsetSeconds: time.offsetSeconds))
        case .localDateTime(let moment):
            return .localDateTime(
                try Self.inCalendar(moment.adding(months: months, days: days, nanoseconds: nanoseconds)))
        case .zonedDateTime(let moment):
            return .zonedDateTime(try moment.adding(months: months, days: days, nanoseconds: nanoseconds))
        default: return nil
        }
    }

    private static func inCalendar<Moment>(_ moment: Moment?) throws -> Moment {
        guard let moment else { throw TemporalFault.outOfCalendar }
        return moment
    }
}

extension LocalTime {
    fileprivate func adding(_ nanoseconds: Int128) -> LocalTime {
        LocalTime(wrapping: Int128(nanosecondsOfDay) + nanoseconds)
    }
}

extension ZonedDateTime {
    /// Months and days by the local calendar, then nanoseconds of real time.
    func adding(months: Int128, days: Int128, nanoseconds: Int128) throws -> ZonedDateTime {
        var start = self
        if months != 0 || days != 0 {
            guard let moved = local.adding(months: months, days: days) else { throw TemporalFault.outOfCalendar }
            start = try Zone(of: self).moment(local: moved, preferring: offsetSeconds)
        }
        guard nanoseconds != 0 else { return start }
        let instant = LocalDateTime(secondsSinceEpoch: start.secondsSinceEpoch, nanoseconds: start.nanoseconds)
        guard let sum = LocalDateTime(nanosecondsSinceEpoch: instant.nanosecondsSinceEpoch + nanoseconds) else {
            throw TemporalFault.outOfCalendar
        }
        return try Zone(of: self).moment(seconds: sum.secondsSinceEpoch, nanoseconds: sum.nanoseconds)
    }
}

internal import GraphModel

/// A part of a temporal value or duration by its name, as `value.key` gives it.
///
/// Nil when the value is of another kind. Throws `query.invalidArgumentValue` when the kind has no such part, and an
/// arithmetic error when the part exceeds 64 bits.
public func temporalComponent(of value: Value, _ key: String) throws -> Value? {
    let part: Value?
    switch value {
    case .date(let date): part = date.part(key)
    case .localTime(let time): part = time.part(key)
    case .localDateTime(let moment): part = moment.date.part(key) ?? moment.time.part(key)
    case .zonedTime(let time):
        part = time.time.part(key) ?? offsetPart(time.offsetSeconds, zone: nil, key)
    case .zonedDateTime(let moment):
        let local = moment.local
        part =
            try local.date.part(key) ?? local.time.part(key)
            ?? offsetPart(moment.offsetSeconds, zone: moment.zone, key) ?? moment.epochPart(key)
    case .duration(let span): part = try span.part(key)
    default: return nil
    }
    guard let part else { throw TemporalFault.value("A value of this kind has no part of the name \(key).") }
    return part
}

private func offsetPart(_ seconds: Int32, zone: String?, _ key: String) -> Value? {
    switch key {
    case "timezone": return .string(zone ?? offsetText(seconds))
    case "offset": return .string(offsetText(seconds))
    case "offsetMinutes": return .integer(Int64(seconds / 60))
    case "offsetSeconds": return .integer(Int64(seconds))
    default: return nil
    }
}

private func offsetText(_ seconds: Int32) -> String {
    var text = ""
    text.appendOffset(seconds)
    return text
}

extension CalendarDate {
    fileprivate func part(_ key: String) -> Value? {
        switch key {
        case "year": .integer(civil.year)
        case "quarter": .integer(quarter)
        case "month": .integer(civil.month)
        case "week": .integer(week.number)
        case "weekYear": .integer(week.year)
        case "day": .integer(civil.day)
        case "ordinalDay": .integer(ordinalDay)
        case "dayOfWeek", "weekDay": .integer(dayOfWeek)
        case "dayOfQuarter", "quarterDay": .integer(dayOfQuarter)
        default: nil
        }
    }
}

extension LocalTime {
    fileprivate func part(_ key: String) -> Value? {
        let (seconds, fraction) = nanosecondsOfDay.quotientAndRemainder(
            dividingBy: CivilCalendar.nanosecondsPerSecond)
        return switch key {
        case "hour": .integer(seconds / 3_600)
        case "minute": .integer(seconds / 60 % 60)
        case "second": .integer(seconds % 60)
        case "millisecond": .integer(fraction / 1_000_000)
        case "microsecond": .integer(fraction / 1_000)
        case "nanosecond": .integer(fraction)
        default: nil
        }
    }
}

extension ZonedDateTime {
    fileprivate func epochPart(_ key: String) throws -> Value? {
        switch key {
        case "epochSeconds": return .integer(secondsSinceEpoch)
        case "epochMillis":
            let total = Int128(secondsSinceEpoch) * 1_000 + Int128(nanoseconds) / 1_000_000
            guard let milliseconds = Int64(exactly: total) else { throw TemporalFault.partOverflow }
            return .integer(milliseconds)
        default: return nil
        }
    }
}

extension CalendarDuration {
    /// Seconds are rounded down and the fractions of a second count up from them, as the value is kept.
    fileprivate func part(_ key: String) throws -> Value? {
        switch key {
        case "years": return .integer(months / 12)
        case "quarters": return .integer(months / 3)
        case "months": return .integer(months)
        case "weeks": return .integer(days / 7)
        case "days": return .integer(days)
        case "hours": return .integer(seconds / 3_600)
        case "minutes": return .integer(seconds / 60)
        case "seconds": return .integer(seconds)
        case "milliseconds": return try total(per: 1_000_000)
        case "microseconds": return try total(per: 1_000)
        case "nanoseconds": return try total(per: 1)
        case "quartersOfYear": return .integer(months / 3 % 4)
        case "monthsOfQuarter": return .integer(months % 3)
        case "monthsOfYear": return .integer(months % 12)
        case "daysOfWeek": return .integer(days % 7)
        case "minutesOfHour": return .integer(seconds / 60 % 60)
        case "secondsOfMinute": return .integer(seconds % 60)
        case "millisecondsOfSecond": return .integer(Int64(nanoseconds) / 1_000_000)
        case "microsecondsOfSecond": return .integer(Int64(nanoseconds) / 1_000)
        case "nanosecondsOfSecond": return .integer(Int64(nanoseconds))
        default: return nil
        }
    }

    /// Seconds and their fraction in units of so many nanoseconds.
    private func total(per unit: Int128) throws -> Value {
        guard let total = Int64(exactly: totalNanoseconds / unit) else { throw TemporalFault.partOverflow }
        return .integer(total)
    }
}

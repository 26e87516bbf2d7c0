extension LocalDateTime: LosslessStringConvertible {
    /// `2026-11-22T14:05`, with seconds and fraction where they are not zero.
    public var description: String {
        var text = ""
        text.appendMoment(secondsSinceEpoch, nanoseconds: Int64(nanoseconds), alwaysWithSeconds: false)
        return text
    }

    /// A date, `T` or a space, and a time.
    public init?(_ text: String) {
        guard let moment = TextScanner.parse(text, { $0.moment() }) else { return nil }
        self = moment
    }
}

extension ZonedDateTime: LosslessStringConvertible {
    /// `2026-11-22T15:05+01:00[Europe/Zurich]`: what the clock showed, the offset, and the zone's name if there is one.
    public var description: String {
        var text = ""
        // Wraps only far outside the range, where no clock is printed anyway.
        let local = secondsSinceEpoch &+ Int64(offsetSeconds)
        text.appendMoment(local, nanoseconds: Int64(nanoseconds), alwaysWithSeconds: false)
        text.appendOffset(offsetSeconds)
        if let zone { text += "[\(zone)]" }
        return text
    }

    /// A date, a time, an offset and optionally `[Zone/Name]`. The zone database is not consulted: the offset decides.
    public init?(_ text: String) {
        let moment = TextScanner.parse(text) { scanner -> ZonedDateTime? in
            guard let local = scanner.moment(), let offset = scanner.zoneOffset() else { return nil }
            var zone: String?
            if scanner.take("[") {
                guard let name = scanner.text(until: "]"), CivilCalendar.isZoneName(name) else { return nil }
                zone = name
            }
            let seconds = local.secondsSinceEpoch - Int64(offset)
            guard CivilCalendar.seconds.contains(seconds) else { return nil }
            return ZonedDateTime(
                secondsSinceEpoch: seconds, nanoseconds: local.nanoseconds, offsetSeconds: offset, zone: zone)
        }
        guard let moment else { return nil }
        self = moment
    }
}

extension LocalDateTime {
    /// The moment at a time of a day.
    public init(date: CalendarDate, time: LocalTime) {
        let (seconds, nanoseconds) = time.nanosecondsOfDay.quotientAndRemainder(
            dividingBy: CivilCalendar.nanosecondsPerSecond)
        self.init(
            secondsSinceEpoch: date.daysSinceEpoch * CivilCalendar.secondsPerDay + seconds,
            nanoseconds: Int32(nanoseconds))
    }
}

extension TextScanner {
    mutating func moment() -> LocalDateTime? {
        guard let date = date(), take("T") || take(" "), let time = time() else { return nil }
        return LocalDateTime(date: date, time: time)
    }
}

extension String {
    /// Moments outside the calendar, which messages may have to name, appear as their number of seconds.
    mutating func appendMoment(_ seconds: Int64, nanoseconds: Int64, alwaysWithSeconds: Bool) {
        guard CivilCalendar.seconds.contains(seconds) else { return append("second \(seconds)") }
        let days = CivilCalendar.floorDivide(seconds, CivilCalendar.secondsPerDay)
        let secondsOfDay = seconds - days * CivilCalendar.secondsPerDay
        append(CalendarDate(daysSinceEpoch: days).description)
        append("T")
        appendTime(
            secondsOfDay * CivilCalendar.nanosecondsPerSecond + nanoseconds, alwaysWithSeconds: alwaysWithSeconds)
    }
}

extension LocalTime: LosslessStringConvertible {
    /// `14:05`, `14:05:07` or `14:05:07.250`: as short as exactness allows, fractions in groups of three digits.
    public var description: String {
        var text = ""
        text.appendTime(nanosecondsOfDay, alwaysWithSeconds: false)
        return text
    }

    /// `14`, `14:05`, `14:05:07` and up to nine digits of fraction, without an offset.
    public init?(_ text: String) {
        guard let time = TextScanner.parse(text, { $0.time() }) else { return nil }
        self = time
    }
}

extension ZonedTime: LosslessStringConvertible {
    /// `14:05+01:00`, `14:05Z`.
    public var description: String {
        var text = time.description
        text.appendOffset(offsetSeconds)
        return text
    }

    /// A time and its offset: `Z`, `+01`, `+01:00`, `+0100`, `+01:00:30`.
    public init?(_ text: String) {
        let zoned = TextScanner.parse(text) { scanner -> ZonedTime? in
            guard let time = scanner.time(), let offset = scanner.zoneOffset() else { return nil }
            return ZonedTime(time: time, offsetSeconds: offset)
        }
        guard let zoned else { return nil }
        self = zoned
    }
}

extension TextScanner {
    mutating func time() -> LocalTime? {
        guard let hour = number(digits: 2), hour < 24 else { return nil }
        guard take(":") else { return LocalTime(nanosecondsOfDay: hour * 3_600 * CivilCalendar.nanosecondsPerSecond) }
        guard let minute = number(digits: 2), minute < 60 else { return nil }
        var second: Int64 = 0
        var fraction: Int64 = 0
        if take(":") {
            guard let value = number(digits: 2), value < 60 else { return nil }
            second = value
            if take(".") {
                guard let value = billionths() else { return nil }
                fraction = value
            }
        }
        let seconds = (hour * 60 + minute) * 60 + second
        return LocalTime(nanosecondsOfDay: seconds * CivilCalendar.nanosecondsPerSecond + fraction)
    }

    /// Seconds east of UTC.
    mutating func zoneOffset() -> Int32? {
        if take("Z") { return 0 }
        let isNegative = take("-")
        guard isNegative || take("+"), let hours = number(digits: 2) else { return nil }
        var seconds = hours * 3_600
        let hasColons = take(":")
        if hasColons || peek.map({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) ?? false {
            guard let minutes = number(digits: 2), minutes < 60 else { return nil }
            seconds += minutes * 60
            if hasColons, take(":") {
                guard let rest = number(digits: 2), rest < 60 else { return nil }
                seconds += rest
            }
        }
        guard seconds <= Int64(Limits.zoneOffsetSeconds) else { return nil }
        return Int32(isNegative ? -seconds : seconds)
    }
}

extension String {
    mutating func appendTime(_ nanosecondsOfDay: Int64, alwaysWithSeconds: Bool) {
        let seconds = nanosecondsOfDay / CivilCalendar.nanosecondsPerSecond
        let fraction = nanosecondsOfDay % CivilCalendar.nanosecondsPerSecond
        appendPadded(seconds / 3_600, width: 2)
        append(":")
        appendPadded(seconds / 60 % 60, width: 2)
        if alwaysWithSeconds || seconds % 60 != 0 || fraction != 0 {
            append(":")
            appendPadded(seconds % 60, width: 2)
            appendFraction(billionths: fraction)
        }
    }

    package mutating func appendOffset(_ offsetSeconds: Int32) {
        guard offsetSeconds != 0 else { return append("Z") }
        append(offsetSeconds < 0 ? "-" : "+")
        let seconds = abs(Int64(offsetSeconds))
        appendPadded(seconds / 3_600, width: 2)
        append(":")
        appendPadded(seconds / 60 % 60, width: 2)
        if seconds % 60 != 0 {
            append(":")
            appendPadded(seconds % 60, width: 2)
        }
    }
}

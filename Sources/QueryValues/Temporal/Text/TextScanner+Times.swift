internal import GraphModel

/// Times of day and offsets in every form of ISO 8601 that the language takes.
extension TextScanner {
    /// `14:05:07.25`, `140507.25`; seconds or seconds and minutes may be left out. The fraction has 1 to 9 digits after
    /// a point or a comma.
    mutating func isoTime() -> LocalTime? {
        var (minute, second, fraction): (Int64, Int64, Int64) = (0, 0, 0)
        let digits = digitsAhead
        guard 1...6 ~= digits, digits == 1 || digits % 2 == 0, let hour = number(digits: min(digits, 2)) else {
            return nil
        }
        let hasColons = digits <= 2
        if hasColons ? take(":") : digits >= 4 {
            guard let value = number(digits: hasColons ? min(max(digitsAhead, 1), 2) : 2) else { return nil }
            minute = value
            if hasColons ? take(":") : digits == 6 {
                guard let value = number(digits: hasColons ? min(max(digitsAhead, 1), 2) : 2) else { return nil }
                second = value
                if take(".") || take(",") {
                    guard let value = billionths() else { return nil }
                    fraction = value
                }
            }
        }
        guard hour < 24, minute < 60, second < 60 else { return nil }
        let seconds = (hour * 60 + minute) * 60 + second
        return LocalTime(nanosecondsOfDay: seconds * CivilCalendar.nanosecondsPerSecond + fraction)
    }

    /// `Z`, `+1`, `+01`, `+01:00`, `+0100`, `+01:00:30`, `+010030`: seconds east of UTC, at most 18 hours.
    mutating func isoOffset() -> Int32? {
        if takeLetter("Z") { return 0 }
        let isNegative = take("-")
        guard isNegative || take("+") else { return nil }
        let digits = digitsAhead
        guard 1...6 ~= digits, digits == 1 || digits % 2 == 0, let hours = number(digits: min(digits, 2)) else {
            return nil
        }
        let hasColons = digits <= 2
        var (minutes, rest): (Int64, Int64) = (0, 0)
        if hasColons ? take(":") : digits >= 4 {
            guard let value = number(digits: 2) else { return nil }
            minutes = value
            if hasColons ? take(":") : digits == 6 {
                guard let value = number(digits: 2) else { return nil }
                rest = value
            }
        }
        let seconds = (hours * 60 + minutes) * 60 + rest
        guard minutes < 60, rest < 60, seconds <= Int64(Limits.zoneOffsetSeconds) else { return nil }
        return Int32(isNegative ? -seconds : seconds)
    }
}

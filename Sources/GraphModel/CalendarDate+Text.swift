extension CalendarDate: LosslessStringConvertible {
    /// `2026-11-22`; years beyond four digits carry a sign (`+12026-11-22`), as do those before year 0.
    public var description: String {
        guard CivilCalendar.days.contains(daysSinceEpoch) else { return "day \(daysSinceEpoch)" }
        var text = ""
        let civil = civil
        if civil.year < 0 {
            text.append("-")
        } else if civil.year > 9_999 {
            text.append("+")
        }
        text.appendPadded(abs(civil.year), width: 4)
        text.append("-")
        text.appendPadded(civil.month, width: 2)
        text.append("-")
        text.appendPadded(civil.day, width: 2)
        return text
    }

    /// The ISO 8601 calendar date in its extended format; nil for other text and for days that do not exist.
    public init?(_ text: String) {
        guard let date = TextScanner.parse(text, { $0.date() }) else { return nil }
        self = date
    }
}

extension TextScanner {
    mutating func date() -> CalendarDate? {
        guard let year = year(), take("-"), let month = number(digits: 2), take("-"), let day = number(digits: 2)
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// Four digits, or a sign and four to nine.
    private mutating func year() -> Int64? {
        let isNegative = take("-")
        guard isNegative || take("+") else { return number(digits: 4) }
        guard var value = number(digits: 4) else { return nil }
        for _ in 4..<9 {
            guard let digit = digit() else { break }
            value = value * 10 + digit
        }
        return isNegative ? -value : value
    }
}

extension CalendarDuration: LosslessStringConvertible {
    /// `P1Y2M3DT4H5M6.5S`; every part carries its own sign, and parts that are zero are left out (`PT0S` for none).
    public var description: String {
        var text = "P"
        text.appendPart(months / 12, "Y")
        text.appendPart(months % 12, "M")
        text.appendPart(days, "D")
        // The nanoseconds count upwards from a negative second; people expect both parts to have one sign.
        let isNegative = seconds < 0
        let whole = isNegative && nanoseconds > 0 ? seconds + 1 : seconds
        let fraction = isNegative && nanoseconds > 0 ? 1_000_000_000 - Int64(nanoseconds) : Int64(nanoseconds)
        guard whole != 0 || fraction != 0 else { return text == "P" ? "PT0S" : text }
        text.append("T")
        text.appendPart(whole / 3_600, "H")
        text.appendPart(whole / 60 % 60, "M")
        let rest = whole % 60
        if rest != 0 || fraction != 0 {
            if isNegative { text.append("-") }
            text.append(String(rest.magnitude))
            text.appendShortFraction(billionths: fraction)
            text.append("S")
        }
        return text
    }

    /// ISO 8601 with designators: years, months, weeks, days, hours, minutes and seconds in this order, each optional
    /// and signed; only seconds may have a fraction. Nil for other text and for parts that exceed 64 bits.
    public init?(_ text: String) {
        guard let span = TextScanner.parse(text, { $0.duration() }) else { return nil }
        self = span
    }
}

extension TextScanner {
    /// A designator, with how many of the duration's own units it stands for.
    private struct DurationUnit: Sendable {
        enum Part { case months, days, seconds }

        var name: Unicode.Scalar
        var part: Part
        var scale: Int64

        /// In the order in which they may appear before and after the `T`.
        static let dates = [
            DurationUnit(name: "Y", part: .months, scale: 12), DurationUnit(name: "M", part: .months, scale: 1),
            DurationUnit(name: "W", part: .days, scale: 7), DurationUnit(name: "D", part: .days, scale: 1),
        ]
        static let times = [
            DurationUnit(name: "H", part: .seconds, scale: 3_600), DurationUnit(name: "M", part: .seconds, scale: 60),
            DurationUnit(name: "S", part: .seconds, scale: 1),
        ]

        /// False when the sum exceeds 64 bits.
        func add(_ value: Int64, to span: inout CalendarDuration) -> Bool {
            switch part {
            case .months: add(value, to: &span.months)
            case .days: add(value, to: &span.days)
            case .seconds: add(value, to: &span.seconds)
            }
        }

        private func add(_ value: Int64, to sum: inout Int64) -> Bool {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: scale)
            let (result, overflowOfSum) = sum.addingReportingOverflow(scaled)
            sum = result
            return !overflow && !overflowOfSum
        }
    }

    fileprivate mutating func duration() -> CalendarDuration? {
        guard take("P"), !isAtEnd else { return nil }
        var span = CalendarDuration()
        var next = 0
        while !isAtEnd, peek != UInt8(ascii: "T") {
            guard let number = signedNumber(), add(number.value, DurationUnit.dates, &next, to: &span) else {
                return nil
            }
        }
        guard take("T") else { return span }
        guard !isAtEnd else { return nil }
        next = 0
        while !isAtEnd {
            guard let number = signedNumber() else { return nil }
            if take(".") {
                // Seconds are the last part, so this ends the loop or the text is wrong.
                guard let fraction = billionths(), peek == UInt8(ascii: "S") else { return nil }
                guard add(number.value, DurationUnit.times, &next, to: &span) else { return nil }
                return isAtEnd ? span.adding(billionths: number.isNegative ? -fraction : fraction) : nil
            }
            guard add(number.value, DurationUnit.times, &next, to: &span) else { return nil }
        }
        return span
    }

    /// Reads a unit that comes after those before it, and adds so many of it.
    private mutating func add(
        _ value: Int64, _ units: [DurationUnit], _ next: inout Int, to span: inout CalendarDuration
    ) -> Bool {
        while next < units.count {
            let unit = units[next]
            next += 1
            if take(unit.name) { return unit.add(value, to: &span) }
        }
        return false
    }
}

extension CalendarDuration {
    fileprivate func adding(billionths: Int64) -> CalendarDuration? {
        var span = self
        if billionths < 0 {
            let (seconds, overflow) = span.seconds.subtractingReportingOverflow(1)
            guard !overflow else { return nil }
            span.seconds = seconds
            span.nanoseconds = Int32(billionths + 1_000_000_000)
        } else {
            span.nanoseconds = Int32(billionths)
        }
        return span
    }
}

extension String {
    fileprivate mutating func appendPart(_ value: Int64, _ unit: Character) {
        guard value != 0 else { return }
        append(String(value))
        append(unit)
    }

    /// A point and the billionths without trailing zeros, or nothing for 0.
    fileprivate mutating func appendShortFraction(billionths: Int64) {
        guard billionths != 0 else { return }
        var digits = billionths
        var width = 9
        while digits % 10 == 0 {
            digits /= 10
            width -= 1
        }
        append(".")
        appendPadded(digits, width: width)
    }
}

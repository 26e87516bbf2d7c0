internal import GraphModel

/// Durations in the forms of ISO 8601 that the language takes.
extension TextScanner {
    private static let dateUnits: [(name: Unicode.Scalar, unit: DurationUnit)] = [
        ("Y", .years), ("M", .months), ("W", .weeks), ("D", .days),
    ]
    private static let timeUnits: [(name: Unicode.Scalar, unit: DurationUnit)] = [
        ("H", .hours), ("M", .minutes), ("S", .seconds),
    ]

    /// `P1Y2M3W4DT5H6M7.5S` with parts left out, signs and fractions anywhere, or `P0001-02-03T04:05:06.7`. A sign in
    /// front applies to all parts.
    mutating func isoDuration() -> DurationParts? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard takeLetter("P"), !isAtEnd else { return nil }
        var parts = DurationParts()
        var ahead = self
        if ahead.alternativeDuration(&parts) {
            self = ahead
        } else {
            parts = DurationParts()
            guard designatedDuration(&parts) else { return nil }
        }
        if isNegative { parts.negate() }
        return parts
    }

    private mutating func designatedDuration(_ parts: inout DurationParts) -> Bool {
        if !takeLetter("T") {
            guard units(Self.dateUnits, to: &parts) else { return false }
            guard !isAtEnd else { return true }
            guard takeLetter("T") else { return false }
        }
        return !isAtEnd && units(Self.timeUnits, to: &parts)
    }

    /// At least one number with a unit, in the order of the units, each at most once.
    private mutating func units(
        _ units: [(name: Unicode.Scalar, unit: DurationUnit)], to parts: inout DurationParts
    ) -> Bool {
        var rest = units[...]
        repeat {
            guard let value = decimal(), let place = rest.firstIndex(where: { takeLetter($0.name) }) else {
                return false
            }
            guard parts.add(value, rest[place].unit) else { return false }
            rest = rest[(place + 1)...]
        } while !isAtEnd && peek.map({ $0 | 0x20 }) != UInt8(ascii: "t")
        return true
    }

    /// `0001-02-03T04:05:06.7` or `00010203T040506.7`: how many of each unit.
    private mutating func alternativeDuration(_ parts: inout DurationParts) -> Bool {
        let hasDashes = digitsAhead == 4
        guard hasDashes || digitsAhead == 8 else { return false }
        guard let years = number(digits: 4), !hasDashes || take("-"), let months = number(digits: 2),
            !hasDashes || take("-"), let days = number(digits: 2), takeLetter("T")
        else { return false }
        let hasColons = digitsAhead == 2
        guard let hours = number(digits: 2), !hasColons || take(":"), let minutes = number(digits: 2),
            !hasColons || take(":"), let seconds = decimal()
        else { return false }
        let whole: [(Int64, DurationUnit)] = [
            (years, .years), (months, .months), (days, .days), (hours, .hours), (minutes, .minutes),
        ]
        for (value, unit) in whole {
            guard parts.add(Int128(value) * DurationParts.scale, unit) else { return false }
        }
        return parts.add(seconds, .seconds)
    }

    /// A signed number with a fraction after a point or a comma, times `DurationParts.scale`. Digits beyond the scale
    /// count for nothing. Nil when there are no digits or it is out of range.
    mutating func decimal() -> Int128? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard digitsAhead > 0 else { return nil }
        var value: Int128 = 0
        while let digit = digit() {
            // Past this bound no scaled number fits in 128 bits.
            guard value < 1 << 67 else { return nil }
            value = value * 10 + Int128(digit)
        }
        let (scaled, overflow) = value.multipliedReportingOverflow(by: DurationParts.scale)
        guard !overflow else { return nil }
        value = scaled
        if take(".") || take(",") {
            guard digitsAhead > 0 else { return nil }
            var weight = DurationParts.scale / 10
            var fraction: Int128 = 0
            while let digit = digit() {
                fraction += Int128(digit) * weight
                weight /= 10
            }
            let (sum, overflow) = value.addingReportingOverflow(fraction)
            guard !overflow else { return nil }
            value = sum
        }
        return isNegative ? -value : value
    }
}

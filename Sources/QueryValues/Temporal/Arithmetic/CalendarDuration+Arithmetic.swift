internal import GraphModel

extension CalendarDuration {
    /// Throws when a part exceeds 64 bits.
    init(months: Int128 = 0, days: Int128 = 0, nanoseconds total: Int128 = 0) throws {
        let (seconds, nanoseconds) = total.splitIntoSeconds
        guard let months = Int64(exactly: months), let days = Int64(exactly: days),
            let seconds = Int64(exactly: seconds)
        else { throw TemporalFault.durationOverflow }
        self.init(months: months, days: days, seconds: seconds, nanoseconds: nanoseconds)
    }

    /// Seconds and nanoseconds in one.
    var totalNanoseconds: Int128 {
        Int128(seconds) * Int128(CivilCalendar.nanosecondsPerSecond) + Int128(nanoseconds)
    }

    /// Part by part: the sum with `sign` 1, the difference with -1.
    func adding(_ other: CalendarDuration, sign: Int128) throws -> CalendarDuration {
        try CalendarDuration(
            months: Int128(months) + sign * Int128(other.months),
            days: Int128(days) + sign * Int128(other.days),
            nanoseconds: totalNanoseconds + sign * other.totalNanoseconds)
    }

    /// Every part times `factor`; fractions become smaller parts.
    func multiplied(by factor: Double) throws -> CalendarDuration {
        guard let fraction = DecimalFraction(factor) else { throw TemporalFault.durationOverflow }
        return try multiplied(by: fraction)
    }

    /// Every part divided by `divisor`, exactly; fractions become smaller parts.
    func divided(by divisor: Double) throws -> CalendarDuration {
        guard divisor != 0 else {
            throw QueryError(.divisionByZero, .arithmetic, .runtime, "A duration cannot be divided by zero.")
        }
        guard let fraction = DecimalFraction(divisor)?.inverse ?? DecimalFraction(1 / divisor) else {
            throw TemporalFault.durationOverflow
        }
        return try multiplied(by: fraction)
    }

    private func multiplied(by fraction: DecimalFraction) throws -> CalendarDuration {
        guard let parts = DurationParts(self, times: fraction.numerator, over: fraction.denominator) else {
            throw TemporalFault.durationOverflow
        }
        return try parts.carried()
    }
}

/// A number as the exact fraction that its shortest decimal text stands for.
struct DecimalFraction {
    var numerator: Int128
    /// Positive.
    var denominator: Int128

    /// Of 18 decimals; nil when not finite or too large.
    init?(_ number: Double) {
        guard let scaled = Self.scaled(number) else { return nil }
        numerator = scaled
        denominator = DurationParts.scale
        while denominator > 1, numerator % 10 == 0 {
            numerator /= 10
            denominator /= 10
        }
    }

    private init(numerator: Int128, denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Nil for zero, and for numbers so large that nothing could be added to fractions over them.
    var inverse: DecimalFraction? {
        guard numerator != 0, numerator.magnitude < 1 << 64 else { return nil }
        return numerator < 0
            ? DecimalFraction(numerator: -denominator, denominator: -numerator)
            : DecimalFraction(numerator: denominator, denominator: numerator)
    }

    /// The number times `DurationParts.scale`, as its shortest decimal text reads: 0.1 is a tenth, not the binary
    /// fraction nearest to it. Nil when not finite or beyond 128 bits.
    static func scaled(_ number: Double) -> Int128? {
        guard number.isFinite, abs(number) < 1e20 else { return nil }
        return TextScanner.parse(number.description) { scanner in
            guard let value = scanner.decimal() else { return nil }
            guard scanner.takeLetter("E") else { return value }
            let isNegative = scanner.take("-")
            if !isNegative { _ = scanner.take("+") }
            guard let exponent = scanner.number(digitsUpTo: 3) else { return nil }
            return shifted(value, by: isNegative ? -exponent : exponent)
        }
    }

    private static func shifted(_ value: Int128, by exponent: Int64) -> Int128? {
        var value = value
        for _ in 0..<abs(exponent) where value != 0 {
            if exponent < 0 {
                value /= 10
            } else {
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                guard !overflow else { return nil }
                value = product
            }
        }
        return value
    }
}

internal import GraphModel

/// The units in which durations are stated.
enum DurationUnit: String, CaseIterable {
    case years, quarters, months, weeks, days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds
}

/// A duration whose parts have fractions, before they are carried into the next smaller parts.
///
/// Arithmetic is exact: parts are numerators over one denominator.
struct DurationParts {
    /// The denominator of what is stated in decimals: 18 of them count.
    static let scale: Int128 = 1_000_000_000_000_000_000

    /// Numerators.
    private var months: Int128 = 0
    private var days: Int128 = 0
    private var seconds: Int128 = 0
    private var nanoseconds: Int128 = 0
    /// Positive.
    private var denominator = scale

    private static let nanosecondsPerSecond = Int128(CivilCalendar.nanosecondsPerSecond)
    private static let nanosecondsPerDay = Int128(CivilCalendar.nanosecondsPerDay)
    /// A twelfth of the mean Gregorian year: 30.436875 days.
    private static let nanosecondsPerMonth: Int128 = 2_629_746 * nanosecondsPerSecond

    init() {}

    /// `span` times `numerator / denominator`; nil when it exceeds 128 bits.
    init?(_ span: CalendarDuration, times numerator: Int128, over denominator: Int128) {
        func times(_ part: Int128) -> Int128? {
            let (product, overflow) = part.multipliedReportingOverflow(by: numerator)
            return overflow ? nil : product
        }
        guard let months = times(Int128(span.months)), let days = times(Int128(span.days)),
            let seconds = times(Int128(span.seconds)), let nanoseconds = times(Int128(span.nanoseconds))
        else { return nil }
        self.months = months
        self.days = days
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.denominator = denominator
    }

    /// Adds a number of units; the number is scaled by `scale`. False when the sum exceeds 128 bits.
    mutating func add(_ value: Int128, _ unit: DurationUnit) -> Bool {
        switch unit {
        case .years: Self.add(value, times: 12, to: &months)
        case .quarters: Self.add(value, times: 3, to: &months)
        case .months: Self.add(value, times: 1, to: &months)
        case .weeks: Self.add(value, times: 7, to: &days)
        case .days: Self.add(value, times: 1, to: &days)
        case .hours: Self.add(value, times: 3_600, to: &seconds)
        case .minutes: Self.add(value, times: 60, to: &seconds)
        case .seconds: Self.add(value, times: 1, to: &seconds)
        case .milliseconds: addSmall(value, nanoseconds: 1_000_000)
        case .microseconds: addSmall(value, nanoseconds: 1_000)
        case .nanoseconds: addSmall(value, nanoseconds: 1)
        }
    }

    private static func add(_ value: Int128, times factor: Int128, to sum: inout Int128) -> Bool {
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        guard !overflow else { return false }
        return add(product, to: &sum)
    }

    private static func add(_ value: Int128, to sum: inout Int128) -> Bool {
        let (result, overflow) = sum.addingReportingOverflow(value)
        sum = result
        return !overflow
    }

    /// Whole seconds go to the seconds, because so many nanoseconds would leave no room for the scale.
    private mutating func addSmall(_ value: Int128, nanoseconds factor: Int128) -> Bool {
        let (whole, fraction) = value.quotientAndRemainder(dividingBy: Self.scale)
        let (wholeSeconds, rest) = (whole * factor).quotientAndRemainder(dividingBy: Self.nanosecondsPerSecond)
        return Self.add(wholeSeconds, times: Self.scale, to: &seconds)
            && Self.add(rest * Self.scale + fraction * factor, to: &nanoseconds)
    }

    mutating func negate() {
        // What was added stays clear of the smallest number, which alone has no opposite.
        months = 0 &- months
        days = 0 &- days
        seconds = 0 &- seconds
        nanoseconds = 0 &- nanoseconds
    }

    /// Fractions of months become days, of which a month has 30.436875, fractions of days become seconds, and what is
    /// left of nanoseconds is cut off. Throws when a part exceeds 64 bits.
    func carried() throws -> CalendarDuration {
        let (wholeMonths, monthFraction) = months.quotientAndRemainder(dividingBy: denominator)
        let (wholeDays, dayFraction) = days.quotientAndRemainder(dividingBy: denominator)
        let (wholeSeconds, secondFraction) = seconds.quotientAndRemainder(dividingBy: denominator)
        // Far beyond 64 bits, and small enough for the sums below.
        let bound: Int128 = 1 << 80
        guard max(wholeDays.magnitude, wholeSeconds.magnitude) < bound.magnitude else {
            throw TemporalFault.durationOverflow
        }
        // In nanoseconds over the denominator.
        let belowMonths = monthFraction * Self.nanosecondsPerMonth + dayFraction * Self.nanosecondsPerDay
        let (carriedDays, belowDays) = belowMonths.quotientAndRemainder(
            dividingBy: Self.nanosecondsPerDay * denominator)
        let rest = (belowDays + secondFraction * Self.nanosecondsPerSecond + nanoseconds) / denominator
        let total = wholeSeconds * Self.nanosecondsPerSecond + rest
        return try CalendarDuration(months: wholeMonths, days: wholeDays + carriedDays, nanoseconds: total)
    }
}

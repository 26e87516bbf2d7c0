internal import GraphModel

extension TemporalFields {
    /// The time that the numbers give when none is taken from elsewhere. No part may be there without the larger ones.
    func newTime() throws -> LocalTime {
        if hasFraction, !has(.second) { throw Self.missing(.second) }
        if has(.second), !has(.minute) { throw Self.missing(.minute) }
        if has(.minute), !has(.hour) { throw Self.missing(.hour) }
        return try time(replacing: .midnight)
    }

    private static func missing(_ field: TemporalField) -> QueryError {
        TemporalFault.value("A smaller part of the time needs the \(field).")
    }

    /// `base` with its parts replaced by the numbers. Milliseconds, microseconds and nanoseconds together replace the
    /// fraction of the second; each then counts only up to one of the next larger that is stated.
    func time(replacing base: LocalTime) throws -> LocalTime {
        let billion = CivilCalendar.nanosecondsPerSecond
        let seconds = base.nanosecondsOfDay / billion
        let hour = self[.hour] ?? seconds / 3_600
        let minute = self[.minute] ?? seconds / 60 % 60
        let second = self[.second] ?? seconds % 60
        let fraction = hasFraction ? try statedFraction() : base.nanosecondsOfDay % billion
        return LocalTime(nanosecondsOfDay: ((hour * 60 + minute) * 60 + second) * billion + fraction)
    }

    /// In nanoseconds.
    func statedFraction() throws -> Int64 {
        let (milliseconds, microseconds, nanoseconds) = (self[.millisecond], self[.microsecond], self[.nanosecond])
        if let microseconds, milliseconds != nil, microseconds > 999 {
            throw TemporalFault.value("microsecond must be in 0 to 999 beside millisecond.")
        }
        let most: Int64 = microseconds != nil ? 999 : (milliseconds != nil ? 999_999 : 999_999_999)
        if let nanoseconds, nanoseconds > most {
            throw TemporalFault.value("nanosecond must be in 0 to \(most) beside larger fractions.")
        }
        return (milliseconds ?? 0) * 1_000_000 + (microseconds ?? 0) * 1_000 + (nanoseconds ?? 0)
    }
}

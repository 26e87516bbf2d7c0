internal import GraphModel

/// The offsets of a zone from its last recorded change on, as the POSIX variable `TZ` writes them: one offset, or a
/// standard and a summer one that alternate on fixed days of every year.
struct YearlyOffsets: Sendable {
    /// A moment of every year, by the clocks in force before it.
    struct Change: Sendable {
        enum Day: Sendable {
            /// 1 ... 365; the 29th of February is never counted.
            case fixed(Int64)
            /// 0 ... 365.
            case counted(Int64)
            /// The 1st to 5th (the last) of a weekday (0 is Sunday) in a month.
            case weekday(month: Int64, week: Int64, weekday: Int64)
        }

        var day: Day
        /// Since midnight of that day; may be negative or beyond a day.
        var seconds: Int64

        /// Seconds since 1970-01-01T00:00:00 of the local clock.
        func second(inYear year: Int64) -> Int64 {
            CivilCalendar.secondsPerDay * dayNumber(inYear: year) + seconds
        }

        private func dayNumber(inYear year: Int64) -> Int64 {
            switch day {
            case .fixed(let number):
                let leap: Int64 = CivilCalendar.isLeap(year: year) && number > 59 ? 1 : 0
                return CivilCalendar.dayNumber(year: year, month: 1, day: 1) + number - 1 + leap
            case .counted(let number):
                return CivilCalendar.dayNumber(year: year, month: 1, day: 1) + number
            case .weekday(let month, let week, let weekday):
                let first = CalendarDate(
                    daysSinceEpoch: CivilCalendar.dayNumber(year: year, month: month, day: 1))
                let toWeekday = (weekday - first.dayOfWeek % 7 + 7) % 7
                let day = toWeekday + (week - 1) * 7
                let isInMonth = day < CivilCalendar.length(ofMonth: month, year: year)
                return first.daysSinceEpoch + (isInMonth ? day : day - 7)
            }
        }
    }

    struct Summer: Sendable {
        var offset: Int32
        var start: Change
        var end: Change
    }

    /// Seconds east of UTC.
    var standard: Int32
    var summer: Summer?

    /// Seconds east of UTC at an instant in seconds of UTC.
    func offset(at instant: Int64) -> Int32 {
        guard let summer else { return standard }
        let days = CivilCalendar.floorDivide(instant + Int64(standard), CivilCalendar.secondsPerDay)
        let year = CivilCalendar.day(number: days).year
        let start = summer.start.second(inYear: year) - Int64(standard)
        let end = summer.end.second(inYear: year) - Int64(summer.offset)
        // South of the equator the summer spans the new year.
        let isSummer = start < end ? start..<end ~= instant : instant >= start || instant < end
        return isSummer ? summer.offset : standard
    }
}

extension YearlyOffsets {
    /// Nil for text of another form.
    init?(_ text: String) {
        guard let offsets = TextScanner.parse(text, { $0.yearlyOffsets() }) else { return nil }
        self = offsets
    }
}

extension TextScanner {
    fileprivate mutating func yearlyOffsets() -> YearlyOffsets? {
        guard skipZoneAbbreviation(), let standard = posixOffset() else { return nil }
        var offsets = YearlyOffsets(standard: standard)
        guard !isAtEnd else { return offsets }
        guard skipZoneAbbreviation() else { return nil }
        var summer = standard + 3_600
        if peek != UInt8(ascii: ",") {
            guard let stated = posixOffset() else { return nil }
            summer = stated
        }
        guard take(","), let start = change(), take(","), let end = change() else { return nil }
        offsets.summer = YearlyOffsets.Summer(offset: summer, start: start, end: end)
        return offsets
    }

    /// Letters, or anything between angle brackets.
    private mutating func skipZoneAbbreviation() -> Bool {
        if take("<") { return text(until: ">") != nil }
        let start = offset
        while let byte = peek, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte & 0xDF {
            _ = take(Unicode.Scalar(byte))
        }
        return offset > start
    }

    /// POSIX counts west of UTC.
    private mutating func posixOffset() -> Int32? {
        guard let seconds = clock(), abs(seconds) <= Int64(Limits.zoneOffsetSeconds) * 2 else { return nil }
        return Int32(-seconds)
    }

    /// `[+-]h[hh][:mm[:ss]]` in seconds.
    private mutating func clock() -> Int64? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard let hours = number(digitsUpTo: 3) else { return nil }
        var seconds = hours * 3_600
        if take(":") {
            guard let minutes = number(digitsUpTo: 2) else { return nil }
            seconds += minutes * 60
            if take(":") {
                guard let rest = number(digitsUpTo: 2) else { return nil }
                seconds += rest
            }
        }
        return isNegative ? -seconds : seconds
    }

    private mutating func change() -> YearlyOffsets.Change? {
        let day: YearlyOffsets.Change.Day
        if take("M") {
            guard let month = number(digitsUpTo: 2), 1...12 ~= month, take("."),
                let week = number(digitsUpTo: 1), 1...5 ~= week, take("."),
                let weekday = number(digitsUpTo: 1), weekday <= 6
            else { return nil }
            day = .weekday(month: month, week: week, weekday: weekday)
        } else if take("J") {
            guard let number = number(digitsUpTo: 3), 1...365 ~= number else { return nil }
            day = .fixed(number)
        } else {
            guard let number = number(digitsUpTo: 3), number <= 365 else { return nil }
            day = .counted(number)
        }
        guard take("/") else { return YearlyOffsets.Change(day: day, seconds: 2 * 3_600) }
        guard let seconds = clock() else { return nil }
        return YearlyOffsets.Change(day: day, seconds: seconds)
    }
}

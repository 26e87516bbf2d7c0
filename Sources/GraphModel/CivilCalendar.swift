/// Exact arithmetic of the proleptic Gregorian calendar, for years of at most `Limits.yearMagnitude`.
public enum CivilCalendar {
    package static let secondsPerDay: Int64 = 86_400
    package static let nanosecondsPerSecond: Int64 = 1_000_000_000
    package static let nanosecondsPerDay = secondsPerDay * nanosecondsPerSecond

    /// The days since 1970-01-01 that dates may have.
    package static let days =
        dayNumber(
            year: -Limits.yearMagnitude, month: 1, day: 1)...dayNumber(
            year: Limits.yearMagnitude, month: 12, day: 31)

    /// The seconds since 1970-01-01T00:00:00 that moments may have.
    package static let seconds = days.lowerBound * secondsPerDay...days.upperBound * secondsPerDay + secondsPerDay - 1

    public struct Day: Hashable, Sendable {
        /// 0 is the year before 1.
        public var year: Int64
        /// 1 ... 12.
        public var month: Int64
        /// 1 ... 31.
        public var day: Int64

        public init(year: Int64, month: Int64, day: Int64) {
            self.year = year
            self.month = month
            self.day = day
        }

        /// Whether the calendar has this day.
        public var isValid: Bool {
            -Limits.yearMagnitude...Limits.yearMagnitude ~= year && 1...12 ~= month && day >= 1
                && day <= CivilCalendar.length(ofMonth: month, year: year)
        }
    }

    public static func isLeap(year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days of a month, 1 ... 12.
    public static func length(ofMonth month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01 to a valid day.
    public static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
        // Years that begin in March end with the leap day, and their months' lengths follow a fixed pattern.
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = (month + 9) % 12
        let leapDays = floorDivide(marchYear, 4) - floorDivide(marchYear, 100) + floorDivide(marchYear, 400)
        return marchYear * 365 + leapDays + (marchMonth * 153 + 2) / 5 + day - 1 - daysToEpoch
    }

    /// The day that lies `number` days after 1970-01-01.
    public static func day(number: Int64) -> Day {
        let sinceMarch = number + daysToEpoch
        let cycle = floorDivide(sinceMarch, daysPer400Years)
        var rest = sinceMarch - cycle * daysPer400Years
        // The last century of a cycle and the last year of four are a day longer than those before.
        let century = min(rest / 36_524, 3)
        rest -= century * 36_524
        let fourYears = rest / 1_461
        rest -= fourYears * 1_461
        let year = min(rest / 365, 3)
        rest -= year * 365
        let marchMonth = (rest * 5 + 2) / 153
        let day = rest - (marchMonth * 153 + 2) / 5 + 1
        let marchYear = cycle * 400 + century * 100 + fourYears * 4 + year
        return marchMonth < 10
            ? Day(year: marchYear, month: marchMonth + 3, day: day)
            : Day(year: marchYear + 1, month: marchMonth - 9, day: day)
    }

    /// The quotient rounded towards negative infinity. The divisor is positive.
    package static func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
        let quotient = dividend / divisor
        return dividend % divisor < 0 ? quotient - 1 : quotient
    }

    private static let daysPer400Years: Int64 = 146_097
    /// From 0000-03-01 to 1970-01-01.
    private static let daysToEpoch: Int64 = 719_468

    /// Whether the text has the form of an IANA time zone name. The zone database is not consulted.
    package static func isZoneName(_ name: String) -> Bool {
        let utf8 = name.utf8
        guard !utf8.isEmpty, utf8.count <= Limits.zoneNameBytes else { return false }
        return utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"): true
            default: false
            }
        }
    }
}

extension CalendarDate {
    /// Nil when the calendar has no such day.
    public init?(year: Int64, month: Int64, day: Int64) {
        guard CivilCalendar.Day(year: year, month: month, day: day).isValid else { return nil }
        self.init(daysSinceEpoch: CivilCalendar.dayNumber(year: year, month: month, day: day))
    }

    /// Year, month and day.
    public var civil: CivilCalendar.Day { CivilCalendar.day(number: daysSinceEpoch) }
}

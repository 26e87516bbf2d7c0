import GraphModel
import Testing

@testable import QueryValues

@Suite struct TemporalComponentTests {
    @Test(
        arguments: [
            ("year", "2026"), ("quarter", "4"), ("month", "11"), ("week", "47"), ("weekYear", "2026"), ("day", "22"),
            ("ordinalDay", "326"), ("dayOfWeek", "7"), ("weekDay", "7"), ("dayOfQuarter", "53"), ("quarterDay", "53"),
            ("hour", "14"), ("minute", "5"), ("second", "7"), ("millisecond", "250"), ("microsecond", "250000"),
            ("nanosecond", "250000001"), ("timezone", "Europe/Zurich"), ("offset", "+01:00"), ("offsetMinutes", "60"),
            ("offsetSeconds", "3600"), ("epochSeconds", "1795352707"), ("epochMillis", "1795352707250"),
        ])
    func ofMoments(key: String, text: String) throws {
        let moment = "datetime('2026-11-22T14:05:07.250000001[Europe/Zurich]')"
        #expect(try TemporalExpression.text("\(moment).\(key)") == text)
    }

    @Test(
        arguments: [
            ("date('2021-01-03').weekYear", "2020"), ("date('2021-01-03').week", "53"),
            ("date('2024-12-30').weekYear", "2025"),
            ("date('-0001-01-01').year", "-1"), ("date('1969-12-28').dayOfWeek", "7"),
            ("date('2024-12-31').ordinalDay", "366"),
            ("time('14:05-02:30').offset", "-02:30"), ("time('14:05-02:30').timezone", "-02:30"),
            ("time('14:05-02:30').offsetMinutes", "-150"), ("datetime('2026').timezone", "Z"),
            ("datetime('1969-12-31T23:59:59.5Z').epochSeconds", "-1"),
            ("datetime('1969-12-31T23:59:59.5Z').epochMillis", "-500"),
        ])
    func more(expression: String, text: String) throws {
        #expect(try TemporalExpression.text(expression) == text)
    }

    @Test(
        arguments: [
            ("years", "1"), ("quarters", "5"), ("months", "16"), ("weeks", "1"), ("days", "10"), ("hours", "1"),
            ("minutes", "61"),
            ("seconds", "3661"), ("milliseconds", "3661111"), ("microseconds", "3661111111"),
            ("nanoseconds", "3661111111111"),
            ("quartersOfYear", "1"), ("monthsOfQuarter", "1"), ("monthsOfYear", "4"), ("daysOfWeek", "3"),
            ("minutesOfHour", "1"),
            ("secondsOfMinute", "1"), ("millisecondsOfSecond", "111"), ("microsecondsOfSecond", "111111"),
            ("nanosecondsOfSecond", "111111111"),
        ])
    func ofDurations(key: String, text: String) throws {
        #expect(try TemporalExpression.text("duration('P1Y4M10DT1H1M1.111111111S').\(key)") == text)
    }

    @Test func secondsBelowZeroAreRoundedDown() throws {
        #expect(try TemporalExpression.text("duration('PT-0.5S').seconds") == "-1")
        #expect(try TemporalExpression.text("duration('PT-0.5S').nanosecondsOfSecond") == "500000000")
        #expect(try TemporalExpression.text("duration('PT-0.5S').milliseconds") == "-500")
    }

    @Test func partsThatAreNotThere() throws {
        expectError("date('2026').hour", .invalidArgumentValue)
        expectError("localtime('14').day", .invalidArgumentValue)
        expectError("localdatetime('2026').timezone", .invalidArgumentValue)
        expectError("time('14').epochSeconds", .invalidArgumentValue)
        expectError("duration('P1D').year", .invalidArgumentValue)
        #expect(try temporalComponent(of: .integer(1), "year")?.kind == nil)
    }

    @Test func partsThatDoNotFit() {
        expectError("duration('PT9223372036854775807S').milliseconds", .integerOverflow, .arithmetic)
        expectError("duration('PT-9223372036854775807S').nanoseconds", .integerOverflow, .arithmetic)
        expectError("datetime('+999999999-01-01').epochMillis", .integerOverflow, .arithmetic)
    }

    /// Weeks, quarters and days of years against counting day by day.
    @Test func everyDayFollowsItsPredecessor() throws {
        var previous = CalendarDate(daysSinceEpoch: -300_000)
        for number in -299_999...300_000 as ClosedRange<Int64> {
            let date = CalendarDate(daysSinceEpoch: number)
            let isMonday = date.dayOfWeek == 1
            let isNewYear = date.civil.month == 1 && date.civil.day == 1
            let isNewWeekYear = date.week.number == 1 && isMonday
            let isNewQuarter = date.civil.day == 1 && date.civil.month % 3 == 1
            guard date.dayOfWeek == previous.dayOfWeek % 7 + 1,
                date.ordinalDay == (isNewYear ? 1 : previous.ordinalDay + 1),
                date.dayOfQuarter == (isNewQuarter ? 1 : previous.dayOfQuarter + 1),
                date.week.year == previous.week.year + (isNewWeekYear ? 1 : 0),
                date.week.number == (isNewWeekYear ? 1 : previous.week.number + (isMonday ? 1 : 0)),
                CalendarDate(weekYear: date.week.year, week: date.week.number, dayOfWeek: date.dayOfWeek) == date,
                CalendarDate(year: date.civil.year, quarter: date.quarter, dayOfQuarter: date.dayOfQuarter) == date,
                CalendarDate(year: date.civil.year, ordinalDay: date.ordinalDay) == date
            else {
                Issue.record("\(date) does not follow \(previous)")
                return
            }
            previous = date
        }
    }
}

import GraphModel
import Testing

@Suite struct CivilCalendarTests {
    /// Steps day by day through two cycles of 400 years either side of year 0, beside the plain rules.
    @Test func everyDayOfFourCyclesFollowsItsPredecessor() {
        var year: Int64 = -800
        var month: Int64 = 1
        var day: Int64 = 1
        var number = CivilCalendar.dayNumber(year: year, month: month, day: day)
        while year < 800 {
            let expected = CivilCalendar.Day(year: year, month: month, day: day)
            guard CivilCalendar.day(number: number) == expected,
                CivilCalendar.dayNumber(year: year, month: month, day: day) == number
            else {
                Issue.record("day \(number) is not \(expected)")
                return
            }
            number += 1
            day += 1
            if day > CivilCalendar.length(ofMonth: month, year: year) {
                day = 1
                month += 1
            }
            if month > 12 {
                month = 1
                year += 1
            }
        }
    }

    @Test(
        arguments: [
            (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2026, 11, 22, 20_779), (1600, 3, 1, -135_080),
            (0, 3, 1, -719_468), (999_999_999, 12, 31, 365_241_780_471), (-999_999_999, 1, 1, -365_243_219_162),
        ] as [(Int64, Int64, Int64, Int64)])
    func knownDays(year: Int64, month: Int64, day: Int64, number: Int64) {
        #expect(CivilCalendar.dayNumber(year: year, month: month, day: day) == number)
        #expect(CivilCalendar.day(number: number) == CivilCalendar.Day(year: year, month: month, day: day))
    }

    @Test func daysThatDoNotExist() {
        #expect(CalendarDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CalendarDate(year: 2024, month: 13, day: 1) == nil)
        #expect(CalendarDate(year: 2024, month: 0, day: 1) == nil)
        #expect(CalendarDate(year: 2024, month: 4, day: 31) == nil)
        #expect(CalendarDate(year: 1_000_000_000, month: 1, day: 1) == nil)
    }
}

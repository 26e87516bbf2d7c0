import GraphModel
import TestSupport
import Testing

/// The calendar beside the C library's and Zeller's.
@Suite struct CivilCalendarReckoningTests {
    static let lastYear: Int64 = 999_999_999

    @Test(arguments: Seeds.first(20))
    func agreesWithTheCLibraryOverTheWholeRange(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let reach = random.pick([3_000, 100_000, Self.lastYear])
            let year = Int64.random(in: -reach...reach, using: &random)
            let month = Int64.random(in: 1...12, using: &random)
            let length = CivilCalendar.length(ofMonth: month, year: year)
            let day = random.chance(30) ? length : Int64.random(in: 1...length, using: &random)
            let expected = ReferenceText.seconds(year: year, month: month, day: day) / 86_400
            #expect(CivilCalendar.dayNumber(year: year, month: month, day: day) == expected)
            #expect(CivilCalendar.day(number: expected) == CivilCalendar.Day(year: year, month: month, day: day))
            #expect(ReferenceText.year(ofSecond: expected * 86_400) == year)
        }
    }

    /// 1 January 1970 was a Thursday; Zeller counts from Saturday as 0.
    @Test func weekdaysFollowZeller() {
        for year in Int64(1)...2_400 {
            for month in Int64(1)...12 {
                let shifted = month < 3 ? (year - 1, month + 12) : (year, month)
                let centuries = shifted.0 / 400 - shifted.0 / 100
                let zeller = (13 + 13 * (shifted.1 + 1) / 5 + shifted.0 + shifted.0 / 4 + centuries) % 7
                let number = CivilCalendar.dayNumber(year: year, month: month, day: 13)
                let weekday = ((number + 5) % 7 + 7) % 7
                guard weekday == zeller else {
                    Issue.record("13.\(month).\(year) is \(weekday), not \(zeller)")
                    return
                }
            }
        }
    }

    @Test(
        arguments: [-400, -100, -4, -1, 0, 1, 4, 100, 400, 1_900, 2_000, 2_023, 2_024, 2_100, 999_999_996] as [Int64])
    func yearsAreAsLongAsTheirDays(year: Int64) {
        let isLeap =
            year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
        #expect(CivilCalendar.isLeap(year: year) == isLeap)
        let lengths = (Int64(1)...12).map { CivilCalendar.length(ofMonth: $0, year: year) }
        #expect(lengths == [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
        let newYear = CivilCalendar.dayNumber(year: year, month: 1, day: 1)
        #expect(CivilCalendar.dayNumber(year: year + 1, month: 1, day: 1) - newYear == (isLeap ? 366 : 365))
        #expect((CalendarDate(year: year, month: 2, day: 29) != nil) == isLeap)
    }

    @Test func fourHundredYearsAlwaysHave146_097Days() {
        for year in Int64(-900)...900 {
            let first = CivilCalendar.dayNumber(year: year, month: 3, day: 1)
            #expect(CivilCalendar.dayNumber(year: year + 400, month: 3, day: 1) - first == 146_097)
        }
    }

    @Test func onlyDaysOfTheCalendarAreValid() {
        for month in Int64(-1)...14 {
            for day in Int64(-1)...33 {
                let lengths: [Int64] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
                let exists = (1...12).contains(month) && day >= 1 && day <= lengths[Int(month) - 1]
                #expect(CivilCalendar.Day(year: 2_024, month: month, day: day).isValid == exists)
                #expect((CalendarDate(year: 2_024, month: month, day: day) != nil) == exists)
            }
        }
    }

    @Test(arguments: [(999_999_998, true), (999_999_999, true), (1_000_000_000, false)] as [(Int64, Bool)])
    func yearsEndAtTheLimit(year: Int64, isValid: Bool) {
        for signed in [year, -year] {
            #expect((CalendarDate(year: signed, month: 1, day: 1) != nil) == isValid)
            #expect((CalendarDate(year: signed, month: 12, day: 31) != nil) == isValid)
        }
        #expect(CalendarDate(year: .max, month: 1, day: 1) == nil)
        #expect(CalendarDate(year: .min, month: 1, day: 1) == nil)
    }
}

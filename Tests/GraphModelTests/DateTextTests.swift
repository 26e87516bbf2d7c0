import GraphModel
import TestSupport
import Testing

@Suite struct DateTextTests {
    @Test(arguments: Seeds.first(10))
    func textIsThatOfTheFields(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let reach = random.pick([1_200, 12_000, 999_999_999] as [Int64])
            let year = Int64.random(in: -reach...reach, using: &random)
            let month = Int64.random(in: 1...12, using: &random)
            let day = Int64.random(in: 1...28, using: &random)
            let text = ReferenceText.date(year: year, month: month, day: day)
            let number = ReferenceText.seconds(year: year, month: month, day: day) / 86_400
            #expect(CalendarDate(text) == CalendarDate(daysSinceEpoch: number))
            #expect(CalendarDate(daysSinceEpoch: number).description == text)
        }
    }

    @Test func leapDaysExistInLeapYearsOnly() {
        for year in Int64(-801)...2_401 {
            let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
            let text = ReferenceText.date(year: year, month: 2, day: 29)
            #expect((CalendarDate(text) != nil) == isLeap, "\(text)")
        }
    }

    @Test(arguments: [
        ("-999999999-01-01", "-999999999-01-01"), ("+999999999-12-31", "+999999999-12-31"),
        ("9999-12-31", "9999-12-31"), ("+9999-12-31", "9999-12-31"), ("+10000-01-01", "+10000-01-01"),
        ("+010000-01-01", "+10000-01-01"), ("-9999-01-01", "-9999-01-01"), ("-000000004-02-29", "-0004-02-29"),
        ("+000000000-01-01", "0000-01-01"),
    ])
    func signsAndLengthsOfYears(text: String, canonical: String) {
        #expect(CalendarDate(text)?.description == canonical)
    }

    @Test(arguments: [
        "10000-01-01", "+999-01-01", "-99-01-01", "+-2024-01-01", "--2024-01-01", "+1000000000-01-01",
        "-1000000000-12-31", "+0000002024-01-01", "-00000000000000000001-01-01", "2024/01/01", "2024-01", "2024-01-",
        "2024-01-1", "2024-01-001", "2024-00-10", "2024-13-10", "2024-01-00", "2024-01-32", "2024-04-31", "20240101",
        " 2024-01-01", "2024-01-01\n", "2024-01-01\u{0}", "2024-01-01T", "2024-W01-1", "2024-001", "+2024", "-", "+",
        "2024-01-0١",
    ])
    func isNotADate(text: String) {
        #expect(CalendarDate(text) == nil)
        #expect(LocalDateTime(text + "T00:00") == nil)
        #expect(ZonedDateTime(text + "T00:00Z") == nil)
    }

    @Test func everyCutOfADateIsRefused() {
        let text = "+12024-02-29"
        for length in 0..<text.count { #expect(CalendarDate(String(text.prefix(length))) == nil) }
        #expect(CalendarDate(text) != nil)
    }

    @Test func daysOutsideTheCalendarAreNamedByNumber() {
        let first = ReferenceText.seconds(year: -999_999_999, month: 1, day: 1) / 86_400
        let last = ReferenceText.seconds(year: 999_999_999, month: 12, day: 31) / 86_400
        #expect(CalendarDate(daysSinceEpoch: first).description == "-999999999-01-01")
        #expect(CalendarDate(daysSinceEpoch: first - 1).description == "day \(first - 1)")
        #expect(CalendarDate(daysSinceEpoch: last).description == "+999999999-12-31")
        #expect(CalendarDate(daysSinceEpoch: last + 1).description == "day \(last + 1)")
        #expect(CalendarDate(daysSinceEpoch: .min).description == "day -9223372036854775808")
        #expect(CalendarDate(daysSinceEpoch: .max).description == "day 9223372036854775807")
        #expect(LocalDateTime(secondsSinceEpoch: .max).description == "second 9223372036854775807")
        let wild = ZonedDateTime(secondsSinceEpoch: .max, offsetSeconds: 1)
        #expect(wild.description == "second -9223372036854775808+00:00:01")
    }

    @Test func datesOrderAsDaysDo() throws {
        let texts = ["-999999999-01-01", "-0001-12-31", "0000-01-01", "1969-12-31", "1970-01-01", "+10000-01-01"]
        let dates = try texts.map { try #require(CalendarDate($0)) }
        #expect(dates.reversed().sorted() == dates)
    }
}

import GraphModel
import Testing

@testable import QueryValues

@Suite struct DateConstructionTests {
    @Test(
        arguments: [
            ("2026-11-22", "2026-11-22"), ("20261122", "2026-11-22"), ("2026-11", "2026-11-01"),
            ("202611", "2026-11-01"), ("2026", "2026-01-01"), ("2026-1-2", "2026-01-02"),
            ("2026-W47-7", "2026-11-22"), ("2026W477", "2026-11-22"), ("2026-W47", "2026-11-16"),
            ("2026W47", "2026-11-16"), ("2026-w47", "2026-11-16"), ("2026-Q4-53", "2026-11-22"),
            ("2026Q453", "2026-11-22"), ("2026-Q4", "2026-10-01"), ("2026Q4", "2026-10-01"),
            ("2026-326", "2026-11-22"), ("2026326", "2026-11-22"), ("2024-366", "2024-12-31"),
            ("+12026-11-22", "+12026-11-22"), ("-0044-03-15", "-0044-03-15"), ("-44-03", "-0044-03-01"),
            ("+999999999-12-31", "+999999999-12-31"), ("2020-W53-7", "2021-01-03"), ("2009-W01-1", "2008-12-29"),
        ])
    func texts(text: String, date: String) throws {
        #expect(try TemporalExpression.text("date('\(text)')") == date)
    }

    @Test(
        arguments: [
            "", "20", "202", "20261", "2026-", "2026-13", "2026-00", "2026-02-29", "2026-11-31", "2026-11-22T10:00",
            "2026-W54", "2021-W53", "2026-W00", "2026-W47-8", "2026W4", "2026-Q5", "2026-Q0", "2026-Q1-91",
            "2026-Q2-92",
            "2026Q4531", "2026-000", "2026-366", "12026-11-22", "+1000000000-01-01", "2026-11-22 ", " 2026-11-22",
            "2026/11/22", "2026-11-22Z", "tomorrow", "２０２６-11-22",
        ])
    func textsThatAreNoDates(text: String) {
        expectError("date('\(text)')", .invalidArgumentValue)
    }

    @Test(
        arguments: [
            ("{year: 2026}", "2026-01-01"), ("{year: 2026, month: 11}", "2026-11-01"),
            ("{year: 2026, month: 11, day: 22}", "2026-11-22"), ("{year: 2026, week: 47}", "2026-11-16"),
            ("{year: 2026, week: 47, dayOfWeek: 7}", "2026-11-22"),
            ("{year: 2026, week: 47, weekDay: 7}", "2026-11-22"),
            ("{year: 2026, quarter: 4, dayOfQuarter: 53}", "2026-11-22"),
            ("{year: 2026, quarter: 4, quarterDay: 53}", "2026-11-22"), ("{year: 2026, ordinalDay: 326}", "2026-11-22"),
            ("{year: 2026, month: null}", "2026-01-01"), ("{year: -1, month: 2, day: 1}", "-0001-02-01"),
            ("{date: date('2026-11-22')}", "2026-11-22"), ("{date: date('2026-11-22'), month: 2}", "2026-02-22"),
            ("{date: date('2026-11-30'), month: 2}", "2026-02-28"),
            ("{date: date('2024-02-29'), year: 2023}", "2023-02-28"),
            ("{date: date('2026-11-22'), quarter: 1}", "2026-02-22"),
            ("{date: date('2026-11-30'), quarter: 1}", "2026-02-28"),
            ("{date: date('2026-11-22'), dayOfQuarter: 1}", "2026-10-01"),
            ("{date: date('2026-11-22'), dayOfWeek: 1}", "2026-11-16"),
            ("{date: date('2021-01-01'), week: 2}", "2020-01-10"),
            ("{date: date('2021-01-01'), year: 2021, week: 2}", "2021-01-15"),
            ("{date: localdatetime('2026-11-22T23:59'), day: 1}", "2026-11-01"),
            ("{date: datetime('2026-11-22T23:59-11:00')}", "2026-11-22"),
            ("{timezone: 'Pacific/Kiritimati'}", "2026-11-23"),
        ])
    func maps(map: String, date: String) throws {
        #expect(try TemporalExpression.text("date(\(map))") == date)
    }

    @Test(
        arguments: [
            "{}", "{month: 1}", "{year: 2026, day: 1}", "{year: 2026, dayOfWeek: 1}", "{year: 2026, dayOfQuarter: 1}",
            "{year: 2026, month: 13}", "{year: 2026, month: 2, day: 30}", "{year: 2026, week: 54}",
            "{year: 2026, month: 1, week: 1}", "{year: 2026, quarter: 1, ordinalDay: 1}", "{year: 2026, hour: 1}",
            "{year: 1000000000}", "{year: 2026, timezone: 'Z'}", "{year: 2026, fortnight: 1}",
            "{year: 2026, week: 1, dayOfWeek: 1, weekDay: 2}", "{date: date('2026-11-22'), day: 31}",
            "{date: date('2026-11-22'), week: 53, day: 1}", "{epochSeconds: 0}",
        ])
    func mapsThatStateNoDate(map: String) {
        expectError("date(\(map))", .invalidArgumentValue)
    }

    @Test(
        arguments: [
            "date(1)", "date({year: 2026.0})", "date({year: '2026'})", "date({date: 1})",
            "date({date: localtime('10')})",
            "date(localtime('10'))", "date(duration('P1D'))", "date({timezone: 1})",
        ])
    func argumentsOfOtherKinds(expression: String) {
        expectError(expression, .invalidArgumentValue, .type)
    }

    @Test func datesOfOtherValues() throws {
        #expect(try TemporalExpression.text("date(date('2026-11-22'))") == "2026-11-22")
        #expect(try TemporalExpression.text("date(localdatetime('2026-11-22T10'))") == "2026-11-22")
        #expect(try TemporalExpression.text("date(datetime('2026-11-22T23:30-05:00'))") == "2026-11-22")
    }
}

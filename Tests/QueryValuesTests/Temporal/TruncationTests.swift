import GraphModel
import Testing

@testable import QueryValues

@Suite struct TruncationTests {
    @Test(
        arguments: [
            ("millennium", "2000-01-01"), ("century", "2000-01-01"), ("decade", "2020-01-01"), ("year", "2026-01-01"),
            ("weekYear", "2025-12-29"), ("quarter", "2026-10-01"), ("month", "2026-11-01"), ("week", "2026-11-16"),
            ("day", "2026-11-22"),
        ])
    func dates(unit: String, date: String) throws {
        let moment = "localdatetime('2026-11-22T14:05:07.123456789')"
        #expect(try TemporalExpression.text("date.truncate('\(unit)', \(moment))") == date)
        #expect(try TemporalExpression.text("localdatetime.truncate('\(unit)', \(moment))") == date + "T00:00")
        #expect(try TemporalExpression.text("datetime.truncate('\(unit)', \(moment))") == date + "T00:00Z")
    }

    @Test(
        arguments: [
            ("day", "00:00"), ("hour", "14:00"), ("minute", "14:05"), ("second", "14:05:07"),
            ("millisecond", "14:05:07.123"),
            ("microsecond", "14:05:07.123456"),
        ])
    func times(unit: String, time: String) throws {
        let moment = "datetime('2026-11-22T14:05:07.123456789+01:00')"
        #expect(try TemporalExpression.text("localtime.truncate('\(unit)', \(moment))") == time)
        #expect(try TemporalExpression.text("time.truncate('\(unit)', \(moment))") == time + "+01:00")
        #expect(try TemporalExpression.text("datetime.truncate('\(unit)', \(moment))") == "2026-11-22T\(time)+01:00")
    }

    @Test(
        arguments: [
            ("date.truncate('month', date('2026-11-22'), {day: 5})", "2026-11-05"),
            ("date.truncate('week', date('2026-11-22'), {dayOfWeek: 3})", "2026-11-18"),
            ("date.truncate('century', date('-0050-11-22'))", "-0100-01-01"), ("date.truncate('month')", "2026-11-01"),
            ("localtime.truncate('second', localtime('14:05:07.123456789'), {millisecond: 2})", "14:05:07.002"),
            ("localtime.truncate('millisecond', localtime('14:05:07.123456789'), {microsecond: 2})", "14:05:07.123002"),
            ("localtime.truncate('millisecond', localtime('14:05:07.123456789'), {millisecond: 2})", "14:05:07.002"),
            (
                "localtime.truncate('microsecond', localtime('14:05:07.123456789'), {nanosecond: 2})",
                "14:05:07.123456002"
            ),
            ("time.truncate('hour', time('14:05+01:00'), {timezone: '-02:00'})", "14:00-02:00"),
            (
                "datetime.truncate('day', datetime('2026-07-01T14:05[Europe/Zurich]'))",
                "2026-07-01T00:00+02:00[Europe/Zurich]"
            ),
            (
                "datetime.truncate('year', datetime('2026-07-01T14:05[Europe/Zurich]'))",
                "2026-01-01T00:00+01:00[Europe/Zurich]"
            ),
            (
                "datetime.truncate('year', date('2026-07-01'), {timezone: 'Asia/Tokyo'})",
                "2026-01-01T00:00+09:00[Asia/Tokyo]"
            ),
            (
                "datetime.truncate('hour', datetime('2026-10-25T02:30+01:00[Europe/Zurich]'))",
                "2026-10-25T02:00+01:00[Europe/Zurich]"
            ),
        ])
    func replacedParts(expression: String, text: String) throws {
        #expect(try TemporalExpression.text(expression) == text)
    }

    @Test(
        arguments: [
            "date.truncate('fortnight', date('2026'))", "date.truncate('hour', datetime('2026'))",
            "datetime.truncate('hour', date('2026'))", "time.truncate('month', datetime('2026'))",
            "localtime.truncate('week', localtime('14'))", "date.truncate('day', date('2026'), {timezone: 'Z'})",
            "date.truncate('day', date('2026'), {hour: 1})",
            "datetime.truncate('day', date('2026'), {epochSeconds: 1})",
            "datetime.truncate('day', date('2026'), {date: date('2026')})",
            "date.truncate('month', date('2026-02'), {day: 30})",
        ])
    func whatCannotBeTruncated(expression: String) {
        expectError(expression, .invalidArgumentValue)
    }

    @Test func otherArguments() {
        expectError("date.truncate('day', localtime('14'))", .invalidArgumentValue, .type)
        expectError("time.truncate('day', date('2026'))", .invalidArgumentValue, .type)
        expectError("date.truncate(1, date('2026'))", .invalidArgumentValue, .type)
        expectError("date.truncate('day', date('2026'), 1)", .invalidArgumentValue, .type)
        // The first years belong to a millennium that begins before the calendar.
        expectError("date.truncate('millennium', date('-999999999-01-01'))", .numberOutOfRange, .arithmetic)
    }
}

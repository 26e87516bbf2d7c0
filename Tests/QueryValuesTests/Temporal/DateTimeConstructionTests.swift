import GraphModel
import Testing

@testable import QueryValues

@Suite struct DateTimeConstructionTests {
    @Test(
        arguments: [
            ("localdatetime('2026-11-22T14:05')", "2026-11-22T14:05"),
            ("localdatetime('20261122T140507')", "2026-11-22T14:05:07"),
            ("localdatetime('2026-W47-7T1405')", "2026-11-22T14:05"),
            ("localdatetime('2026326T14')", "2026-11-22T14:00"),
            ("localdatetime('2026-11-22')", "2026-11-22T00:00"),
            ("datetime('2026-11-22T14:05+0100')", "2026-11-22T14:05+01:00"),
            ("datetime('2026T14-05')", "2026-01-01T14:00-05:00"),
            ("datetime('2026-11-22t14:05z')", "2026-11-22T14:05Z"),
            ("datetime('2026-11-22T14:05')", "2026-11-22T14:05Z"), ("datetime('2026-11-22')", "2026-11-22T00:00Z"),
            ("datetime('2026-07-01T14:05[Europe/Zurich]')", "2026-07-01T14:05+02:00[Europe/Zurich]"),
            ("datetime('2026-07-01[Europe/Zurich]')", "2026-07-01T00:00+02:00[Europe/Zurich]"),
            ("datetime('2026-07-01T14:05+02:00[Europe/Zurich]')", "2026-07-01T14:05+02:00[Europe/Zurich]"),
            ("datetime('2026-07-01T14:05[UTC]')", "2026-07-01T14:05Z[UTC]"),
            // Of the two half past two when the clocks are set back, the first; unless the offset tells.
            ("datetime('2026-10-25T02:30[Europe/Zurich]')", "2026-10-25T02:30+02:00[Europe/Zurich]"),
            ("datetime('2026-10-25T02:30+01:00[Europe/Zurich]')", "2026-10-25T02:30+01:00[Europe/Zurich]"),
            // There is no half past two when they are set forward.
            ("datetime('2026-03-29T02:30[Europe/Zurich]')", "2026-03-29T03:30+02:00[Europe/Zurich]"),
        ])
    func texts(expression: String, text: String) throws {
        #expect(try TemporalExpression.text(expression) == text)
    }

    @Test(
        arguments: [
            "localdatetime('2026-11-22T14:05Z')", "localdatetime('2026-11-22 14:05')", "localdatetime('14:05')",
            "datetime('2026-11-22T')", "datetime('2026-11-22T14:05[')", "datetime('2026-11-22T14:05[]')",
            "datetime('2026-11-22T14:05[Europe/Atlantis]')", "datetime('2026-11-22T14:05[../zone.tab]')",
            "datetime('2026-11-22T14:05[posix/UTC]')", "datetime('2026-11-22T14:05[Europe]')",
            "datetime('2026-11-22T14:05[localtime]')", "datetime('2026-07-01T14:05+01:00[Europe/Zurich]')",
            "datetime('2026-11-22T14:05+01:00[Europe/Zurich]x')",
        ])
    func textsThatAreNoMoments(expression: String) {
        expectError(expression, .invalidArgumentValue)
    }

    @Test(
        arguments: [
            ("localdatetime({year: 2026})", "2026-01-01T00:00"),
            ("localdatetime({year: 2026, week: 47, dayOfWeek: 7, hour: 14, minute: 5})", "2026-11-22T14:05"),
            ("localdatetime({date: date('2026-11-22'), time: time('14:05+01:00')})", "2026-11-22T14:05"),
            ("localdatetime({date: date('2026-11-22'), hour: 14})", "2026-11-22T14:00"),
            ("localdatetime({datetime: datetime('2026-11-22T14:05+01:00'), minute: 6})", "2026-11-22T14:06"),
            ("datetime({year: 2026, hour: 14, timezone: 'Europe/Zurich'})", "2026-01-01T14:00+01:00[Europe/Zurich]"),
            ("datetime({date: datetime('2026-11-22T14:05+01:00')})", "2026-11-22T00:00Z"),
            (
                "datetime({date: date('2026-07-01'), time: datetime('2026-01-01T14:05[Europe/Zurich]')})",
                "2026-07-01T14:05+02:00[Europe/Zurich]"
            ),
            (
                "datetime({datetime: datetime('2026-07-01T14:05[Europe/Zurich]'), timezone: 'Asia/Tokyo'})",
                "2026-07-01T21:05+09:00[Asia/Tokyo]"
            ),
            (
                "datetime({datetime: localdatetime('2026-07-01T14:05'), timezone: 'Asia/Tokyo'})",
                "2026-07-01T14:05+09:00[Asia/Tokyo]"
            ),
            (
                "datetime({datetime: datetime('2026-10-25T02:30+01:00[Europe/Zurich]'), minute: 40})",
                "2026-10-25T02:40+01:00[Europe/Zurich]"
            ),
            ("datetime({epochSeconds: 1795356307})", "2026-11-22T14:05:07Z"),
            (
                "datetime({epochSeconds: 1795356307, nanosecond: 5, timezone: '+01:00'})",
                "2026-11-22T15:05:07.000000005+01:00"
            ),
            ("datetime({epochMillis: -1, nanosecond: 5})", "1969-12-31T23:59:59.999000005Z"),
            ("datetime.fromEpoch(-1, 999999999)", "1969-12-31T23:59:59.999999999Z"),
            ("datetime.fromEpoch(0, -1)", "1969-12-31T23:59:59.999999999Z"),
            ("datetime.fromepochmillis(1795356307250)", "2026-11-22T14:05:07.250Z"),
        ])
    func maps(expression: String, text: String) throws {
        #expect(try TemporalExpression.text(expression) == text)
    }

    @Test(
        arguments: [
            "datetime({})", "datetime({hour: 1})", "localdatetime({year: 2026, timezone: 'Z'})",
            "datetime({epochSeconds: 1, epochMillis: 1})", "datetime({epochSeconds: 1, year: 2026})",
            "datetime({epochMillis: 1, millisecond: 1})", "datetime({epochSeconds: 31556889864403200})",
            "localdatetime({epochSeconds: 1})",
            "datetime({datetime: datetime('2026'), date: date('2026-11-22')})",
        ])
    func mapsThatStateNoMoment(expression: String) {
        expectError(expression, .invalidArgumentValue)
    }

    @Test func conversions() throws {
        #expect(try TemporalExpression.text("datetime(localdatetime('2026-11-22T14:05'))") == "2026-11-22T14:05Z")
        #expect(try TemporalExpression.text("datetime(date('2026-11-22'))") == "2026-11-22T00:00Z")
        #expect(try TemporalExpression.text("localdatetime(date('2026-11-22'))") == "2026-11-22T00:00")
        #expect(
            try TemporalExpression.text("localdatetime(datetime('2026-11-22T14:05[Asia/Tokyo]'))")
                == "2026-11-22T14:05")
        expectError("datetime(localtime('14:05'))", .invalidArgumentValue, .type)
        expectError("datetime({datetime: date('2026-11-22')})", .invalidArgumentValue, .type)
        expectError("datetime.fromEpoch(1.5, 0)", .invalidArgumentValue, .type)
    }

    @Test func endsOfTheCalendar() throws {
        let last = "+999999999-12-31T23:59:59.999999999"
        #expect(try TemporalExpression.text("localdatetime('\(last)')") == last)
        #expect(try TemporalExpression.text("datetime('\(last)Z')") == last + "Z")
        expectError("datetime('\(last)-01:00')", .numberOutOfRange, .arithmetic)
        expectError("datetime({datetime: datetime('\(last)Z'), timezone: '+01:00'})", .numberOutOfRange, .arithmetic)
        expectError("datetime.fromEpoch(9223372036854775807, 0)", .numberOutOfRange, .arithmetic)
    }
}

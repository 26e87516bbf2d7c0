import GraphModel
import Testing

@testable import QueryValues

@Suite struct TimeConstructionTests {
    @Test(
        arguments: [
            ("localtime('14:05:07.25')", "14:05:07.250"), ("localtime('140507.25')", "14:05:07.250"),
            ("localtime('14:05:07,000000001')", "14:05:07.000000001"), ("localtime('14:05')", "14:05"),
            ("localtime('1405')", "14:05"), ("localtime('14')", "14:00"), ("localtime('T14')", "14:00"),
            ("localtime('9:05')", "09:05"), ("time('14:05:07+0130')", "14:05:07+01:30"),
            ("time('1405-02')", "14:05-02:00"),
            ("time('14:05:07Z')", "14:05:07Z"), ("time('14:05')", "14:05Z"), ("time('14+18:00')", "14:00+18:00"),
            ("time('14:05+01:00:30')", "14:05+01:00:30"), ("time('14:05-010030')", "14:05-01:00:30"),
            ("time('14:05z')", "14:05Z"),
        ])
    func texts(expression: String, text: String) throws {
        #expect(try TemporalExpression.text(expression) == text)
    }

    @Test(
        arguments: [
            "localtime('')", "localtime('24:00')", "localtime('14:60')", "localtime('14:05:60')", "localtime('14:5:')",
            "localtime('140')", "localtime('14050')", "localtime('14:05.5')", "localtime('14:05:07.')",
            "localtime('14:05:07.1234567890')", "localtime('14:05Z')", "time('14:05+18:01')", "time('14:05+1:0')",
            "time('14:05[Europe/Zurich]')", "time('2026-11-22T14:05Z')",
        ])
    func textsThatAreNoTimes(expression: String) {
        expectError(expression, .invalidArgumentValue)
    }

    @Test(
        arguments: [
            ("localtime({hour: 14})", "14:00"), ("localtime({hour: 14, minute: 5, second: 7})", "14:05:07"),
            (
                "localtime({hour: 14, minute: 5, second: 7, millisecond: 1, microsecond: 2, nanosecond: 3})",
                "14:05:07.001002003"
            ),
            ("localtime({hour: 14, minute: 5, second: 7, millisecond: 1, nanosecond: 999999})", "14:05:07.001999999"),
            ("localtime({time: time('14:05:07.25+01:00'), minute: 6})", "14:06:07.250"),
            ("localtime({time: localtime('14:05:07.25'), nanosecond: 3})", "14:05:07.000000003"),
            ("time({hour: 14, timezone: '+01:00'})", "14:00+01:00"), ("time({hour: 14})", "14:00Z"),
            // Where there is no date, a named zone has the offset of today.
            ("time({hour: 14, timezone: 'Europe/Zurich'})", "14:00+01:00"),
            ("time({time: time('14:05+01:00'), timezone: '-02:00'})", "11:05-02:00"),
            ("time({time: time('00:05+01:00'), timezone: 'Z'})", "23:05Z"),
            ("time({time: localtime('14:05'), timezone: '-02:00'})", "14:05-02:00"),
            ("time({time: datetime('2026-07-01T14:05[Europe/Zurich]')})", "14:05+02:00"),
            ("time(datetime('2026-07-01T14:05[Europe/Zurich]'))", "14:05+02:00"),
            ("time(localtime('14:05'))", "14:05Z"),
            ("localtime(datetime('2026-07-01T14:05[Europe/Zurich]'))", "14:05"),
            ("localtime({timezone: 'Asia/Tokyo'})", "23:05:07.250"),
            ("time({timezone: 'Asia/Tokyo'})", "23:05:07.250+09:00"),
        ])
    func mapsAndOtherValues(expression: String, text: String) throws {
        #expect(try TemporalExpression.text(expression) == text)
    }

    @Test(
        arguments: [
            "localtime({})", "localtime({minute: 5})", "localtime({hour: 1, second: 5})",
            "localtime({hour: 1, minute: 5, nanosecond: 5})", "localtime({hour: 24})", "localtime({hour: -1})",
            "localtime({hour: 1, minute: 60})", "localtime({hour: 1, minute: 1, second: 60})",
            "localtime({hour: 1, minute: 1, second: 1, millisecond: 1000})",
            "localtime({hour: 1, minute: 1, second: 1, millisecond: 1, microsecond: 1000})",
            "localtime({hour: 1, minute: 1, second: 1, microsecond: 1, nanosecond: 1000})",
            "localtime({hour: 1, timezone: 'Z'})", "time({hour: 1, timezone: 'Europe/Atlantis'})",
            "time({hour: 1, timezone: '+19:00'})", "localtime({hour: 1, year: 2026})",
        ])
    func mapsThatStateNoTime(expression: String) {
        expectError(expression, .invalidArgumentValue)
    }

    @Test(
        arguments: [
            "time(date('2026-11-22'))", "localtime({time: date('2026-11-22')})", "time(14)", "localtime({hour: 1.5})",
            "time({hour: 1, timezone: 1})",
        ])
    func argumentsOfOtherKinds(expression: String) {
        expectError(expression, .invalidArgumentValue, .type)
    }

    @Test func theZoneWhereNoneIsStated() throws {
        #expect(try TemporalExpression.text("time('14:05')", zone: "+05:30") == "14:05+05:30")
        #expect(try TemporalExpression.text("time({hour: 14})", zone: "Europe/Zurich") == "14:00+01:00")
        #expect(try TemporalExpression.text("localtime()", zone: "Asia/Kolkata") == "19:35:07.250")
    }
}

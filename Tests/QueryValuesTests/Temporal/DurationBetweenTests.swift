import GraphModel
import TestSupport
import Testing

@testable import QueryValues

@Suite struct DurationBetweenTests {
    @Test(
        arguments: [
            ("date('2024-02-29')", "date('2026-11-22')", "P2Y8M24D"),
            ("date('2026-11-22')", "date('2024-02-29')", "P-2Y-8M-22D"),
            ("date('2026-11-22')", "localdatetime('2026-11-22T14:05')", "PT14H5M"),
            ("localdatetime('2026-11-22T14:05')", "date('2026-11-22')", "PT-14H-5M"),
            ("localdatetime('2026-01-31T10:00')", "localdatetime('2026-03-01T09:00')", "P28DT23H"),
            ("localdatetime('2026-03-01T09:00')", "localdatetime('2026-01-31T10:00')", "P-1MT-23H"),
            ("localtime('14:05')", "localtime('15:06:07.5')", "PT1H1M7.5S"),
            ("localtime('15:00')", "localtime('14:59:59.5')", "PT-0.5S"),
            ("time('14:00+01:00')", "time('14:00Z')", "PT1H"), ("localtime('14:00')", "time('15:00-05:00')", "PT1H"),
            ("time('14:00+01:00')", "datetime('2026-11-22T14:00Z')", "PT1H"),
            ("localtime('14:00')", "date('2026-11-22')", "PT-14H"),
            ("date('2026-11-22')", "localtime('14:00')", "PT14H"),
            ("datetime('2026-11-22T14:05Z')", "datetime('2026-12-22T14:05+01:00')", "P29DT23H"),
            // The day of the change of clocks has 23 hours.
            ("datetime('2026-03-28T12:00[Europe/Zurich]')", "datetime('2026-03-29T12:00[Europe/Zurich]')", "P1D"),
            ("datetime('2026-03-29T00:00[Europe/Zurich]')", "datetime('2026-03-29T12:00[Europe/Zurich]')", "PT11H"),
            ("date('2026-03-29')", "datetime('2026-03-29T12:00[Europe/Zurich]')", "PT11H"),
            ("datetime('2026-03-29T00:00[Europe/Zurich]')", "localtime('12:00')", "PT11H"),
            ("date('-999999999-01-01')", "date('+999999999-12-31')", "P1999999998Y11M30D"),
        ])
    func mixed(from: String, to: String, duration: String) throws {
        #expect(try TemporalExpression.text("duration.between(\(from), \(to))") == duration)
    }

    @Test(
        arguments: [
            ("inMonths", "date('2024-02-29')", "date('2026-11-22')", "P2Y8M"),
            ("inMonths", "date('2026-11-22')", "localtime('14:00')", "PT0S"),
            ("inMonths", "localtime('14:00')", "localtime('15:00')", "PT0S"),
            ("inDays", "date('2024-02-29')", "date('2026-11-22')", "P997D"),
            ("inDays", "localdatetime('2026-11-22T14:00')", "localdatetime('2026-11-24T13:00')", "P1D"),
            ("inDays", "localdatetime('2026-11-24T13:00')", "localdatetime('2026-11-22T14:00')", "P-1D"),
            (
                "inDays", "datetime('2026-03-28T12:00[Europe/Zurich]')", "datetime('2026-03-29T12:00[Europe/Zurich]')",
                "P1D"
            ),
            (
                "inSeconds", "datetime('2026-03-28T12:00[Europe/Zurich]')",
                "datetime('2026-03-29T12:00[Europe/Zurich]')", "PT23H"
            ),
            ("inSeconds", "datetime('2026-10-25T00:00[Europe/Zurich]')", "localdatetime('2026-10-25T04:00')", "PT5H"),
            ("inSeconds", "date('2026-11-22')", "date('2026-11-23')", "PT24H"),
            (
                "inSeconds", "localdatetime('-999999999-01-01')", "localdatetime('+999999999-12-31T23:59:59')",
                "PT17531639991215H59M59S"
            ),
        ])
    func inOneUnit(function: String, from: String, to: String, duration: String) throws {
        #expect(try TemporalExpression.text("duration.\(function)(\(from), \(to))") == duration)
    }

    @Test func onlyBetweenTemporalValues() {
        expectError("duration.between(date('2026'), duration('P1D'))", .invalidArgumentValue, .type)
        expectError("duration.inDays(1, date('2026'))", .invalidArgumentValue, .type)
    }

    /// The duration between two moments, added to the first, gives the second, and lies on one side of zero.
    @Test(arguments: Seeds.first(Seeds.count(4)))
    func leadsFromOneToTheOther(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let span: Int64 = random.chance(50) ? 100_000_000 : 100_000_000_000
            let (a, b) = (random.moment(span), random.moment(span))
            let between = try CalendarDuration(from: .localDateTime(a), to: .localDateTime(b), .mixed)
            let sum = try Value.temporalSum(.localDateTime(a), .duration(between))
            guard case .localDateTime(b) = sum else {
                Issue.record("seed \(seed): \(a) + \(between) is not \(b)")
                return
            }
            let signs = Set([between.months.signum(), between.days.signum(), Int64(between.totalNanoseconds.signum())])
            #expect(!(signs.contains(1) && signs.contains(-1)), "seed \(seed): \(a) to \(b) is \(between)")
        }
    }
}

extension SeededGenerator {
    /// Within so many seconds of 1970.
    fileprivate mutating func moment(_ span: Int64) -> LocalDateTime {
        LocalDateTime(
            secondsSinceEpoch: Int64.random(in: -span...span, using: &self),
            nanoseconds: chance(50) ? 0 : Int32.random(in: 0..<1_000_000_000, using: &self))
    }
}

import GraphModel
import Testing

@testable import QueryValues

@Suite struct TemporalArithmeticTests {
    @Test(
        arguments: [
            ("date('2024-01-31') + duration('P1M')", "2024-02-29"),
            ("date('2024-03-31') - duration('P1M')", "2024-02-29"),
            ("duration('P1Y') + date('2024-02-29')", "2025-02-28"),
            ("date('2026-11-22') + duration('PT47H')", "2026-11-23"),
            ("date('2026-11-22') + duration('PT-23H-59M-59.5S')", "2026-11-22"),
            ("date('2026-11-22') - duration('PT24H0.5S')", "2026-11-21"),
            // The month is added before the day.
            ("date('2026-01-31') + duration('P1M1D')", "2026-03-01"),
            ("localtime('14:05') + duration('P1Y1DT12H')", "02:05"),
            ("localtime('14:05') - duration('PT14H5M0.5S')", "23:59:59.500"),
            ("time('14:05+01:00') + duration('PT-48H')", "14:05+01:00"),
            ("localdatetime('2026-11-22T14:05') + duration('P1MT-24H')", "2026-12-21T14:05"),
            ("localdatetime('2026-11-22T00:00') - duration('PT0.000000001S')", "2026-11-21T23:59:59.999999999"),
            ("datetime('2026-11-22T14:05+01:00') + duration('PT12H')", "2026-11-23T02:05+01:00"),
            // Days are those of the clock, hours those that pass.
            ("datetime('2026-03-28T12:00[Europe/Zurich]') + duration('P1D')", "2026-03-29T12:00+02:00[Europe/Zurich]"),
            (
                "datetime('2026-03-28T12:00[Europe/Zurich]') + duration('PT24H')",
                "2026-03-29T13:00+02:00[Europe/Zurich]"
            ),
            ("datetime('2026-03-28T02:30[Europe/Zurich]') + duration('P1D')", "2026-03-29T03:30+02:00[Europe/Zurich]"),
            (
                "datetime('2026-10-24T02:30[Europe/Zurich]') + duration('P1DT1H')",
                "2026-10-25T02:30+01:00[Europe/Zurich]"
            ),
            ("datetime('2026-10-26T02:30[Europe/Zurich]') - duration('P1D')", "2026-10-25T02:30+01:00[Europe/Zurich]"),
        ])
    func shifts(expression: String, text: String) throws {
        #expect(try TemporalExpression.text(expression) == text)
    }

    @Test(
        arguments: [
            ("duration('P1Y2M3DT4H') + duration('P1Y2M3DT4H')", "P2Y4M6DT8H"),
            ("duration('P1D') - duration('PT24H')", "P1DT-24H"),
            ("duration('PT0.5S') - duration('PT1S')", "PT-0.5S"), ("duration('PT-0.5S') + duration('PT0.5S')", "PT0S"),
            ("duration('P1M') * 0.5", "P15DT5H14M33S"), ("duration('P1Y1M1DT1S') * -2", "P-2Y-2M-2DT-2S"),
            ("duration('P1D') / 3", "PT8H"), ("duration('P1D') / 0.1", "P10D"),
            ("duration('PT1S') / 3", "PT0.333333333S"),
            ("duration('PT0.000000001S') * 0.5", "PT0S"), ("duration('P1D') * 1e-3", "PT1M26.4S"),
            ("duration('P1D') / 1e30", "PT0S"), ("duration('P1D') * 0", "PT0S"), ("duration('P7D') / -2", "P-3DT-12H"),
            ("duration('PT9223372036854775807S') * 1", "PT2562047788015215H30M7S"),
        ])
    func durations(expression: String, text: String) throws {
        #expect(try TemporalExpression.text(expression) == text)
    }

    @Test func resultsThatDoNotFit() {
        expectError("date('+999999999-12-31') + duration('P1D')", .numberOutOfRange, .arithmetic)
        expectError("date('2026-11-22') + duration('P9223372036854775807M')", .numberOutOfRange, .arithmetic)
        expectError("localdatetime('2026-11-22') - duration('PT9223372036854775807S')", .numberOutOfRange, .arithmetic)
        expectError("datetime('2026-11-22') + duration('PT9223372036854775807S')", .numberOutOfRange, .arithmetic)
        expectError("duration('P9223372036854775807D') + duration('P1D')", .integerOverflow, .arithmetic)
        expectError("duration('P9223372036854775807D') * 2", .integerOverflow, .arithmetic)
        expectError("duration('P1D') * 1e300", .integerOverflow, .arithmetic)
        expectError("duration('P1D') / 0", .divisionByZero, .arithmetic)
    }

    @Test func factorsThatAreNoNumbers() {
        for factor in [Double.nan, .infinity, -.infinity] {
            #expect(throws: QueryError.self) { try Value.durationProduct(CalendarDuration(days: 1), factor) }
        }
        #expect(throws: QueryError.self) { try Value.durationQuotient(CalendarDuration(days: 1), .nan) }
    }

    @Test func otherOperandsAreNotForHere() throws {
        let (date, number) = (Value.date(CalendarDate(daysSinceEpoch: 0)), Value.integer(1))
        #expect(try Value.temporalSum(date, number)?.kind == nil)
        #expect(try Value.temporalSum(date, date)?.kind == nil)
        #expect(try Value.temporalSum(number, .duration(CalendarDuration()))?.kind == nil)
        #expect(try Value.temporalDifference(date, date)?.kind == nil)
        #expect(try Value.temporalDifference(.duration(CalendarDuration()), date)?.kind == nil)
    }

    @Test func numbersReadAsTheirShortestDecimals() {
        #expect(DecimalFraction.scaled(0.1) == DurationParts.scale / 10)
        #expect(DecimalFraction.scaled(-1e-18) == -1)
        #expect(DecimalFraction.scaled(1e-19) == 0)
        #expect(DecimalFraction.scaled(1e19) == 10 * DurationParts.scale * DurationParts.scale)
        #expect(DecimalFraction.scaled(1.5e300) == nil)
        #expect(DecimalFraction.scaled(.leastNonzeroMagnitude) == 0)
        #expect(DecimalFraction.scaled(.nan) == nil)
        #expect(DecimalFraction(1_000.5)?.numerator == 10_005)
        #expect(DecimalFraction(1_000.5)?.denominator == 10)
        #expect(DecimalFraction(-4)?.inverse?.numerator == -1)
        #expect(DecimalFraction(0)?.inverse == nil)
    }
}

import GraphModel
import Testing

@testable import QueryValues

@Suite struct DurationConstructionTests {
    @Test(
        arguments: [
            ("P1Y2M3W4DT5H6M7.25S", "P1Y2M25DT5H6M7.25S"), ("P14D", "P14D"), ("PT90M", "PT1H30M"), ("PT0S", "PT0S"),
            ("P1.5D", "P1DT12H"), ("P2.5W", "P17DT12H"), ("P0.75M", "P22DT19H51M49.5S"), ("P1.5Y", "P1Y6M"),
            ("PT0.75M", "PT45S"), ("PT1,5H", "PT1H30M"), ("-P1DT1H", "P-1DT-1H"), ("P-1DT-1.5S", "P-1DT-1.5S"),
            ("-P-1D", "P1D"), ("+P+1D", "P1D"), ("p1dt1h", "P1DT1H"), ("PT1.0000000019S", "PT1.000000001S"),
            ("P0001-02-03T04:05:06.7", "P1Y2M3DT4H5M6.7S"),
            ("P00010203T040506.7", "P1Y2M3DT4H5M6.7S"),
            ("-P0001-00-00T00:00:01", "P-1YT-1S"), ("PT9223372036854775807S", "PT2562047788015215H30M7S"),
        ])
    func texts(text: String, duration: String) throws {
        #expect(try TemporalExpression.text("duration('\(text)')") == duration)
    }

    @Test(
        arguments: [
            "", "P", "PT", "P1", "1D", "P1H", "PT1D", "P1DT", "P1D1Y", "P1D1D", "P1.D", "P.5D", "PD", "P1DT1H1D",
            "P1D ",
            "P0001-02-03", "P0001-02-03T04:05", "P0001-02-03T04:05:06S", "P1Y2M3DT4H5M6.7", "PT1e3S", "P--1D",
        ])
    func textsThatAreNoDurations(text: String) {
        expectError("duration('\(text)')", .invalidArgumentValue)
    }

    @Test(
        arguments: [
            ("{}", "PT0S"), ("{days: 3, hours: 4, minutes: 5}", "P3DT4H5M"),
            ("{months: 2, days: 1.25}", "P2M1DT6H"),
            ("{weeks: 2.5}", "P17DT12H"), ("{quarters: 2.5}", "P7M15DT5H14M33S"),
            ("{years: 0.5, months: 0.5}", "P6M15DT5H14M33S"),
            // Halves of a month are added before they are carried.
            ("{months: 0.5, years: 0.125}", "P2M"), ("{hours: 0.1, days: 0.3}", "PT7H18M"),
            ("{seconds: 0.000000001}", "PT0.000000001S"), ("{seconds: 1e-9}", "PT0.000000001S"),
            ("{seconds: 5, milliseconds: -1}", "PT4.999S"), ("{seconds: -5, milliseconds: 1}", "PT-4.999S"),
            ("{milliseconds: 9007199254740991}", "PT2501999792H59M0.991S"),
            ("{nanoseconds: 9223372036854775807}", "PT2562047H47M16.854775807S"),
            ("{microseconds: 1.5}", "PT0.0000015S"), ("{days: -1.5}", "P-1DT-12H"),
            ("{months: -0.75}", "P-22DT-19H-51M-49.5S"),
            ("{days: 1, hours: null}", "P1D"), ("{years: 12, days: -14}", "P12Y-14D"),
        ])
    func maps(map: String, duration: String) throws {
        #expect(try TemporalExpression.text("duration(\(map))") == duration)
    }

    @Test func partsThatDoNotFit() {
        expectError("duration({years: 9223372036854775807})", .integerOverflow, .arithmetic)
        expectError("duration({weeks: -9223372036854775807})", .integerOverflow, .arithmetic)
        expectError("duration({hours: 9223372036854775807})", .integerOverflow, .arithmetic)
        expectError("duration({days: 1e19})", .integerOverflow, .arithmetic)
        expectError("duration({days: 1e300})", .integerOverflow, .arithmetic)
        expectError("duration('P9223372036854775808D')", .integerOverflow, .arithmetic)
        expectError("duration('P99999999999999999999999999D')", .invalidArgumentValue)
        expectError("duration({day: 1})", .invalidArgumentValue)
        expectError("duration({days: '1'})", .invalidArgumentValue, .type)
        expectError("duration(1)", .invalidArgumentValue, .type)
    }

    @Test func carriesOfFractions() throws {
        let map = "{years: 1.5, months: 2.25, days: 3.5, hours: 4.5, minutes: 5.5, seconds: 6.5, nanoseconds: 7}"
        #expect(try TemporalExpression.text("duration(\(map))") == "P1Y8M11DT7H12M53.000000007S")
    }
}

import GraphModel
import Testing

@testable import QueryValues

@Suite struct TimeZoneTests {
    @Test(
        arguments: [
            ("Europe/Zurich", "1800-01-01T00:00", "+00:34:08"), ("Europe/Zurich", "1893-06-01T00:00", "+00:29:46"),
            ("Europe/Zurich", "1942-07-01T00:00", "+02:00"), ("Europe/Zurich", "2026-07-01T00:00", "+02:00"),
            ("Europe/Zurich", "2500-01-01T00:00", "+01:00"), ("Europe/Zurich", "2500-07-01T00:00", "+02:00"),
            ("America/New_York", "2500-03-14T12:00", "-04:00"), ("America/New_York", "2500-03-13T12:00", "-05:00"),
            // Summer spans the new year, and adds half an hour.
            ("Australia/Lord_Howe", "2500-01-01T00:00", "+11:00"),
            ("Australia/Lord_Howe", "2500-07-01T00:00", "+10:30"),
            // The winter is what deviates.
            ("Europe/Dublin", "2500-07-01T00:00", "+01:00"), ("Europe/Dublin", "2500-01-01T00:00", "Z"),
            ("Asia/Kathmandu", "2026-01-01T00:00", "+05:45"), ("Etc/GMT+5", "2026-01-01T00:00", "-05:00"),
            ("Pacific/Apia", "2011-12-29T12:00", "-10:00"), ("Pacific/Apia", "2011-12-31T12:00", "+14:00"),
            // Merged with Berlin, whatever the installed files say of the time before 1970.
            ("Europe/Stockholm", "1818-07-21T00:00", "+00:53:28"), ("Europe/Stockholm", "1979-07-01T00:00", "+01:00"),
            ("Europe/Stockholm", "1984-07-20T00:00", "+02:00"),
        ])
    func offsets(zone: String, local: String, offset: String) throws {
        #expect(try TemporalExpression.text("datetime('\(local)[\(zone)]')") == "\(local)\(offset)[\(zone)]")
    }

    @Test func aWholeDayThatWasSkipped() throws {
        #expect(
            try TemporalExpression.text("datetime('2011-12-30T12:00[Pacific/Apia]')")
                == "2011-12-31T12:00+14:00[Pacific/Apia]")
    }

    @Test func mergedZonesAreNoneThatOthersAreMergedWith() {
        #expect(MergedTimeZones.main.count == 95)
        for (merged, zone) in MergedTimeZones.main {
            #expect(MergedTimeZones.main[zone] == nil, "\(merged)")
            #expect(throws: Never.self) { try TimeZoneDatabase.rules(zone) }
        }
    }

    @Test(
        arguments: [
            ("UTC0", 1_000_000_000, 0), ("CET-1CEST,M3.5.0,M10.5.0/3", 1_753_000_000, 7_200),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_735_689_600, 3_600),
            ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1_735_689_600, 39_600),
            ("EST5EDT", 0, nil), ("XYZ3ABC,J60/0,J300/0", 1_709_164_799, -10_800),
            ("XYZ3ABC,J60/0,J300/0", 1_709_262_000, -7_200),
            ("XYZ3ABC,59/0,299/0", 1_709_175_600, -7_200), ("IST-2IDT,M3.4.4/26,M10.5.0", 1_742_515_199, 7_200),
            ("IST-2IDT,M3.4.4/26,M10.5.0", 1_743_120_000, 10_800),
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1_743_296_399, -7_200),
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1_743_296_400, -3_600),
            ("CET", 0, nil), ("CET-1CEST,M13.5.0,M10.5.0", 0, nil),
            ("CET-1CEST,M3.6.0,M10.5.0", 0, nil),
            ("CET-1CEST,M3.5.0", 0, nil), ("", 0, nil), ("CET-1CEST,J0,J1", 0, nil), ("CET-1CEST,366,1", 0, nil),
            ("<CET-1", 0, nil), ("CET-99", 0, nil),
        ] as [(String, Int64, Int32?)])
    func yearlyRules(text: String, instant: Int64, offset: Int32?) {
        #expect(YearlyOffsets(text)?.offset(at: instant) == offset)
    }

    /// Instants of the same local time on both sides of a change, forward at 100 and back at 200 hours.
    @Test func clocksSetForwardAndBack() {
        let hour: Int64 = 3_600
        let rules = TimeZoneRules(changes: [100 * hour, 200 * hour], offsets: [0, 3_600, 0], yearly: nil)
        let cases: [(local: Int64, preferred: Int32?, instant: Int64, offset: Int32)] = [
            (100 * hour - 1, nil, 100 * hour - 1, 0), (100 * hour, nil, 100 * hour, 3_600),
            (101 * hour - 1, nil, 101 * hour - 1, 3_600), (101 * hour, nil, 100 * hour, 3_600),
            (200 * hour - 1, nil, 199 * hour - 1, 3_600), (200 * hour, nil, 199 * hour, 3_600),
            (200 * hour, 0, 200 * hour, 0), (200 * hour, 3_600, 199 * hour, 3_600),
            (200 * hour, 7_200, 199 * hour, 3_600), (201 * hour - 1, 0, 201 * hour - 1, 0),
            (201 * hour, nil, 201 * hour, 0),
        ]
        for (local, preferred, instant, offset) in cases {
            let found = rules.instant(local: local, preferring: preferred)
            #expect(found == (instant, offset), "local \(local), preferring \(String(describing: preferred))")
        }
    }

    @Test func everyInstantIsFoundByItsLocalTimeAndOffset() throws {
        for name in ["Europe/Zurich", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"] {
            let rules = try TimeZoneDatabase.rules(name)
            for instant in stride(from: Int64(-3_000_000_000), to: 5_000_000_000, by: 1_234_567) {
                let offset = rules.offset(at: instant)
                let found = rules.instant(local: instant + Int64(offset), preferring: offset)
                #expect(found == (instant, offset), "\(name) at \(instant)")
            }
        }
    }
}

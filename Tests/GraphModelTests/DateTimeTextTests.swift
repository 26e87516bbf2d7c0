import GraphModel
import TestSupport
import Testing

@Suite struct DateTimeTextTests {
    @Test(arguments: Seeds.first(10))
    func textIsThatOfTheCLibrary(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let second = Int64.random(in: -200_000_000_000...300_000_000_000, using: &random)
            let billionths = random.pick([0, 5, 120_000, 7_000_000, 999_999_999] as [Int64])
            let full = ReferenceText.moment(second: second, billionths: billionths)
            let moment = LocalDateTime(secondsSinceEpoch: second, nanoseconds: Int32(billionths))
            #expect(LocalDateTime(full) == moment)
            #expect(moment.description == (full.hasSuffix(":00") ? String(full.dropLast(3)) : full))
            // The clock is ahead of UTC by the offset.
            let zoned = ZonedDateTime(
                secondsSinceEpoch: second - 5_400, nanoseconds: Int32(billionths), offsetSeconds: 5_400)
            #expect(ZonedDateTime(full + "+01:30") == zoned)
            #expect(zoned.description == moment.description + "+01:30")
        }
    }

    @Test func datesAndTimesMakeMoments() throws {
        let date = try #require(CalendarDate("1969-12-31"))
        let time = try #require(LocalTime("23:59:59.999999999"))
        let moment = LocalDateTime(date: date, time: time)
        #expect(moment == LocalDateTime(secondsSinceEpoch: -1, nanoseconds: 999_999_999))
        #expect(moment.description == "1969-12-31T23:59:59.999999999")
        #expect(moment < LocalDateTime(secondsSinceEpoch: 0))
    }

    @Test(arguments: [
        ("-999999999-01-01T00:00Z", true), ("-999999999-01-01T00:00+00:00:01", false),
        ("-999999999-01-01T00:00:01+00:00:01", true), ("+999999999-12-31T23:59:59.999999999Z", true),
        ("+999999999-12-31T23:59:59-00:00:01", false), ("+999999999-12-31T23:59:58-00:00:01", true),
        ("-999999999-01-01T00:00-18:00", true), ("+999999999-12-31T23:59+18:00", true),
    ])
    func instantsStayWithinTheCalendar(text: String, isValid: Bool) {
        let moment = ZonedDateTime(text)
        #expect((moment != nil) == isValid)
        if let moment {
            #expect(moment.description == text)
            #expect(PropertyValue.zonedDateTime(moment).rangeFault == nil)
        }
    }

    @Test(arguments: ["UTC", "Etc/GMT+12", "Etc/GMT-0", "America/Port-au-Prince", "a_b", "9"])
    func zonesAreKeptAsTheyAre(zone: String) {
        let text = "2024-02-29T12:00+01:00[\(zone)]"
        #expect(ZonedDateTime(text)?.zone == zone)
        #expect(ZonedDateTime(text)?.description == text)
    }

    @Test func zonesHaveALongestName() {
        for (length, isValid) in [(63, true), (64, true), (65, false)] {
            let zone = String(repeating: "z", count: length)
            #expect((ZonedDateTime("2024-02-29T12:00Z[\(zone)]")?.zone == zone) == isValid)
        }
    }

    @Test(arguments: [
        "2024-02-29T12:00[UTC]", "2024-02-29T12:00Z[UTC", "2024-02-29T12:00ZUTC]", "2024-02-29T12:00Z[UTC]]",
        "2024-02-29T12:00Z[[UTC]", "2024-02-29T12:00Z[U.C]", "2024-02-29T12:00Z[Zürich]", "2024-02-29T12:00Z [UTC]",
        "2024-02-29T12:00Z[UTC][UTC]", "2024-02-29t12:00Z", "2024-02-29  12:00Z", "2024-02-2912:00Z", "2024-02-29TZ",
        "2023-02-29T12:00Z", "2024-02-29", "T12:00Z", "",
    ])
    func isNotAZonedMoment(text: String) {
        #expect(ZonedDateTime(text) == nil)
    }

    @Test func momentsWithoutAnOffsetRefuseOne() {
        #expect(LocalDateTime("2024-02-29T12:00") != nil)
        #expect(LocalDateTime("2024-02-29 12") != nil)
        #expect(LocalDateTime("2024-02-29T12:00Z") == nil)
        #expect(LocalDateTime("2024-02-29T12:00+01:00") == nil)
        #expect(LocalDateTime("2024-02-29T") == nil)
        #expect(LocalDateTime("2024-02-29") == nil)
    }
}

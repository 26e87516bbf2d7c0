import GraphModel
import TestSupport
import Testing

@Suite struct TemporalTextTests {
    @Test(arguments: Seeds.first(40))
    func everyValueReadsBackFromItsText(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let date = RandomValues.date(&random)
            #expect(CalendarDate(date.description) == date)
            let time = RandomValues.time(&random)
            #expect(LocalTime(time.description) == time)
            let zoned = ZonedTime(time: time, offsetSeconds: RandomValues.offset(&random))
            #expect(ZonedTime(zoned.description) == zoned)
            let local = LocalDateTime(date: date, time: time)
            #expect(LocalDateTime(local.description) == local)
            let moment = RandomValues.zonedDateTime(&random)
            #expect(ZonedDateTime(moment.description) == moment, "\(moment)")
            let span = RandomValues.duration(&random)
            #expect(CalendarDuration(span.description) == span, "\(span)")
            let point = RandomValues.point(&random)
            #expect(Point(point.description) == point)
            let instant = Timestamp(microsecondsSinceEpoch: Int64.random(in: -1 << 58...1 << 58, using: &random))
            #expect(Timestamp(instant.description) == instant)
        }
    }

    @Test(arguments: Seeds.first(20))
    func damagedTextNeverTraps(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("0123456789-+:.TZPWYMDHS[]/ é")
        for _ in 0..<400 {
            var text = Array(
                random.pick([
                    "2026-11-22T14:05:07.123456789+01:00[Europe/Zurich]", "P1Y2M3DT4H5M6.5S", "14:05:07.5Z",
                    "PT-9223372036854775808S", "+999999999-12-31", "point(wgs-84, 8.5, 47.25)", "",
                ]))
            for _ in 0...random.below(3) {
                let place = random.below(text.count + 1)
                if place < text.count, random.chance(50) { text.remove(at: place) }
                if random.chance(60) { text.insert(random.pick(alphabet), at: min(place, text.count)) }
            }
            let damaged = String(text)
            if let value = CalendarDate(damaged) { #expect(CalendarDate(value.description) == value) }
            if let value = ZonedTime(damaged) { #expect(ZonedTime(value.description) == value) }
            if let value = ZonedDateTime(damaged) { #expect(ZonedDateTime(value.description) == value) }
            if let value = CalendarDuration(damaged) { #expect(CalendarDuration(value.description) == value) }
            if let value = Timestamp(damaged) { #expect(Timestamp(value.description) == value) }
            if let value = Point(damaged) { #expect(Point(value.description) == value) }
        }
    }

    @Test(arguments: [
        ("1984-10-11", "1984-10-11"), ("0000-01-01", "0000-01-01"), ("-0001-12-31", "-0001-12-31"),
        ("+12026-11-22", "+12026-11-22"), ("+2026-11-22", "2026-11-22"), ("-0000-01-01", "0000-01-01"),
        ("1984-1-11", nil), ("1984-10-11 ", nil), ("84-10-11", nil), ("+1000000000-01-01", nil), ("2023-02-29", nil),
        ("+99999999999999999999999-01-01", nil), ("", nil), ("１984-10-11", nil),
    ])
    func dates(text: String, canonical: String?) {
        #expect(CalendarDate(text)?.description == canonical)
    }

    @Test(arguments: [
        ("12", "12:00"), ("12:31", "12:31"), ("12:31:14", "12:31:14"), ("12:31:14.5", "12:31:14.500"),
        ("12:31:14.645876", "12:31:14.645876"), ("12:31:00.000000002", "12:31:00.000000002"), ("24:00", nil),
        ("12:60", nil), ("12:00:60", nil), ("12:00:00.", nil), ("12:00:00.0000000001", nil), ("12:", nil),
        ("12:00Z", nil), ("1:00", nil),
    ])
    func times(text: String, canonical: String?) {
        #expect(LocalTime(text)?.description == canonical)
    }

    @Test(arguments: [
        ("12:00Z", "12:00Z"), ("12:00+01", "12:00+01:00"), ("12:00-0130", "12:00-01:30"),
        ("12:00+01:00:30", "12:00+01:00:30"), ("12:00+18:00", "12:00+18:00"), ("12:00+18:01", nil),
        ("12:00", nil), ("12:00+1", nil), ("12:00+01:", nil), ("12:00+01:60", nil), ("12:00+010", nil),
    ])
    func zonedTimes(text: String, canonical: String?) {
        #expect(ZonedTime(text)?.description == canonical)
    }

    @Test(arguments: [
        ("2026-11-22T15:00+01:00[Europe/Zurich]", "2026-11-22T15:00+01:00[Europe/Zurich]"),
        ("2026-11-22 15:00:00.000Z", "2026-11-22T15:00Z"), ("2026-11-22T15:00", nil), ("2026-11-22T15:00Z[", nil),
        ("2026-11-22T15:00Z[]", nil), ("2026-11-22T15:00Z[a b]", nil), ("2026-11-22T15:00Z[UTC]x", nil),
        ("+999999999-12-31T23:00-01:00", nil),
    ])
    func zonedDateTimes(text: String, canonical: String?) {
        #expect(ZonedDateTime(text)?.description == canonical)
    }

    @Test(arguments: [
        ("P1Y2M3DT4H5M6.5S", "P1Y2M3DT4H5M6.5S"), ("P14M", "P1Y2M"), ("P2W1D", "P15D"), ("PT0S", "PT0S"),
        ("PT-0.5S", "PT-0.5S"), ("PT1M-0.001S", "PT59.999S"), ("PT36H", "PT36H"), ("PT90S", "PT1M30S"),
        ("P1DT-0.001S", "P1DT-0.001S"), ("PT+5S", "PT5S"),
        ("P-12Y-10M-43DT-18H-9M-3.500000003S", "P-12Y-10M-43DT-18H-9M-3.500000003S"), ("P", nil), ("PT", nil),
        ("P1DT", nil), ("P1D1Y", nil), ("PT1.5H", nil), ("P1.5D", nil), ("PT1S1S", nil), ("1Y", nil), ("P1H", nil),
        ("PT9223372036854775808S", nil), ("P9223372036854775807Y", nil), ("PT-9223372036854775808.5S", nil),
    ])
    func durations(text: String, canonical: String?) {
        #expect(CalendarDuration(text)?.description == canonical)
    }

    @Test(arguments: [
        ("2026-11-22T14:00:00.123456Z", "2026-11-22T14:00:00.123456Z"), ("2026-11-22", "2026-11-22T00:00:00Z"),
        ("2026-11-22T14:00", "2026-11-22T14:00:00Z"), ("2026-11-22 14:00:01+02:00", "2026-11-22T12:00:01Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"), ("2026-11-22T", nil), ("2026-11-22T14:00 Z", nil),
        ("2026-11-22T14:00:00.1234567Z", nil), ("+999999999-01-01", nil), ("yesterday", nil),
    ])
    func timestamps(text: String, canonical: String?) {
        #expect(Timestamp(text)?.description == canonical)
    }

    @Test(arguments: [
        ("point(wgs-84, 8.5, 47.25)", "point(wgs-84, 8.5, 47.25)"),
        ("point(cartesian-3d,1,2,3)", "point(cartesian-3d, 1.0, 2.0, 3.0)"),
        ("point(wgs-84, 8.5)", nil), ("point(wgs-84, 8.5, 1, 2)", nil), ("point(mars, 1, 2)", nil), ("point()", nil),
        ("point(cartesian, inf, 2)", nil), ("point(cartesian, x, 2)", nil),
    ])
    func points(text: String, canonical: String?) {
        #expect(Point(text)?.description == canonical)
    }

    @Test func extremesDoNotTrap() {
        #expect(Timestamp(microsecondsSinceEpoch: .min).description == "-290308-12-21T19:59:05.224192Z")
        #expect(Timestamp(microsecondsSinceEpoch: .max).description == "+294247-01-10T04:00:54.775807Z")
        #expect(
            CalendarDuration(months: .min, days: .min, seconds: .min, nanoseconds: 1).description.hasPrefix("P-768"))
    }

    @Test(arguments: [
        (PropertyValue.boolean(true), "true"), (-7, "-7"), (1.0, "1.0"), ("plain \"text\"", "plain \"text\""),
        (.bytes([0, 255]), "0x00ff"), (.list(["a\"b\\", 1, .double(0.5)]), #"["a\"b\\", 1, 0.5]"#), (.list([]), "[]"),
        (.date(CalendarDate(daysSinceEpoch: 0)), "1970-01-01"),
    ])
    func valuesForPeople(value: PropertyValue, text: String) {
        #expect(value.description == text)
    }
}

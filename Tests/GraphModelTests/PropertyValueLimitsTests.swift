import GraphModel
import TestSupport
import Testing

/// Every range at its limit − 1, limit and limit + 1.
@Suite struct PropertyValueLimitsTests {
    static let firstSecond = ReferenceText.seconds(year: -999_999_999, month: 1, day: 1)
    static let lastSecond = ReferenceText.seconds(year: 999_999_999, month: 12, day: 31) + 86_399

    static func expect(
        _ fault: String, when isFaulty: Bool, _ value: PropertyValue, location: SourceLocation = #_sourceLocation
    ) {
        #expect(value.rangeFault == (isFaulty ? fault : nil), "\(value)", sourceLocation: location)
        // A list is as sound as its elements.
        #expect(PropertyValue.list([1, value]).rangeFault == (isFaulty ? fault : nil), sourceLocation: location)
        // What is out of range can be written, and is refused by the reader.
        let decoded = try? ValueCodecTests.decode(ValueCodecTests.encode(value))
        #expect(decoded == (isFaulty ? nil : value), sourceLocation: location)
    }

    @Test(arguments: [-1, 0, 1] as [Int64])
    func datesAndMoments(step: Int64) {
        let isBefore = step < 0
        let isAfter = step > 0
        Self.expect(
            "date out of range", when: isBefore, .date(CalendarDate(daysSinceEpoch: Self.firstSecond / 86_400 + step)))
        Self.expect(
            "date out of range", when: isAfter,
            .date(CalendarDate(daysSinceEpoch: (Self.lastSecond - 86_399) / 86_400 + step)))
        for (second, isFaulty) in [(Self.firstSecond, isBefore), (Self.lastSecond, isAfter)] {
            let fault = "date and time out of range"
            Self.expect(fault, when: isFaulty, .localDateTime(LocalDateTime(secondsSinceEpoch: second + step)))
            Self.expect(fault, when: isFaulty, .zonedDateTime(ZonedDateTime(secondsSinceEpoch: second + step)))
            // The clock that an offset makes must be in range too.
            Self.expect(
                fault, when: isFaulty,
                .zonedDateTime(ZonedDateTime(secondsSinceEpoch: second, offsetSeconds: Int32(step))))
        }
    }

    @Test(arguments: [-1, 0, 1] as [Int64])
    func timesOfDay(step: Int64) {
        for (nanosecond, isFaulty) in [(0, step < 0), (86_399_999_999_999, step > 0)] as [(Int64, Bool)] {
            let time = LocalTime(nanosecondsOfDay: nanosecond + step)
            Self.expect("time of day out of range", when: isFaulty, .localTime(time))
            Self.expect("time of day out of range", when: isFaulty, .zonedTime(ZonedTime(time: time, offsetSeconds: 0)))
        }
    }

    @Test(arguments: [-1, 0, 1] as [Int32])
    func offsetsAndNanoseconds(step: Int32) {
        for (offset, isFaulty) in [(-64_800, step < 0), (64_800, step > 0)] as [(Int32, Bool)] {
            let time = LocalTime(nanosecondsOfDay: 0)
            Self.expect(
                "time of day out of range", when: isFaulty,
                .zonedTime(ZonedTime(time: time, offsetSeconds: offset + step)))
            Self.expect(
                "date and time out of range", when: isFaulty,
                .zonedDateTime(ZonedDateTime(secondsSinceEpoch: 0, offsetSeconds: offset + step)))
        }
        for (nanosecond, isFaulty) in [(0, step < 0), (999_999_999, step > 0)] as [(Int32, Bool)] {
            let fault = "date and time out of range"
            let nanosecond = nanosecond + step
            Self.expect(
                fault, when: isFaulty,
                .localDateTime(LocalDateTime(secondsSinceEpoch: 0, nanoseconds: nanosecond)))
            Self.expect(
                fault, when: isFaulty,
                .zonedDateTime(ZonedDateTime(secondsSinceEpoch: 0, nanoseconds: nanosecond)))
            Self.expect(
                "nanoseconds of a duration out of range", when: isFaulty,
                .duration(CalendarDuration(nanoseconds: nanosecond)))
        }
    }

    @Test func namesOfZones() {
        for length in [1, 63, 64, 65] {
            let zone = String(repeating: "Z", count: length)
            Self.expect(
                "not the name of a time zone", when: length > 64,
                .zonedDateTime(ZonedDateTime(secondsSinceEpoch: 0, zone: zone)))
        }
        for byte in UInt8(1)..<128 {
            let character = Character(Unicode.Scalar(byte))
            let isInName = character.isLetter || character.isNumber || "/_-+".contains(character)
            Self.expect(
                "not the name of a time zone", when: !isInName,
                .zonedDateTime(ZonedDateTime(secondsSinceEpoch: 0, zone: String(character))))
        }
    }

    @Test(arguments: Point.ReferenceSystem.allCases)
    func coordinatesAreFinite(system: Point.ReferenceSystem) {
        for number in [Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude, 0] {
            let fault = "coordinate that is not finite"
            Self.expect(fault, when: !number.isFinite, .point(Point(system: system, x: number, y: 0)))
            Self.expect(fault, when: !number.isFinite, .point(Point(system: system, x: 0, y: number)))
        }
        let isFlat = system == .cartesian || system == .wgs84
        let high = PropertyValue.point(Point(system: system, x: 0, y: 0, z: 1))
        #expect(high.rangeFault == (isFlat ? "height in a flat reference system" : nil))
    }

    /// A list of one run of n bytes takes a kind byte, 1 byte of count, 4 of length, a kind byte, and n.
    @Test func sizesOfValues() {
        let limit = 16_777_216
        for (count, isFaulty) in [(limit - 2, false), (limit - 1, false), (limit, true)] {
            let bytes = PropertyValue.bytes(Array(repeating: 7, count: count))
            #expect(bytes.rangeFault == (isFaulty ? "larger than 16777216 bytes" : nil))
            #expect(ValueCodec.size(of: bytes) == count + 1)
        }
        for (count, isFaulty) in [(limit - 8, false), (limit - 7, false), (limit - 6, true)] {
            let list = PropertyValue.list([.bytes(Array(repeating: 7, count: count))])
            #expect(list.rangeFault == (isFaulty ? "larger than 16777216 bytes" : nil))
            #expect(ValueCodec.size(of: list) == count + 7)
        }
    }
}

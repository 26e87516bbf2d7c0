import GraphModel
import TestSupport
import Testing

@Suite struct ValueCodecTests {
    static func encode(_ value: PropertyValue) -> [UInt8] {
        var writer = ByteWriter()
        ValueCodec.encode(value, into: &writer)
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8]) throws -> PropertyValue {
        try bytes.withUnsafeBytes { try ValueCodec.decode($0) }
    }

    @Test(arguments: Seeds.first(40))
    func everyValueComesBackAndHasItsSize(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<250 {
            let value = RandomValues.value(&random)
            #expect(value.rangeFault == nil)
            let bytes = Self.encode(value)
            #expect(bytes.count == ValueCodec.size(of: value))
            #expect(try Self.decode(bytes) == value)
        }
    }

    @Test(arguments: Seeds.first(20))
    func equalBytesMeanEqualValues(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let values = (0..<60).map { _ in RandomValues.value(&random) }
        for a in values {
            for b in values { #expect((Self.encode(a) == Self.encode(b)) == (a == b)) }
        }
    }

    @Test(arguments: Seeds.first(40))
    func arbitraryBytesEndInAValueOrAFault(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var bytes: [UInt8]
            if random.chance(50) {
                bytes = (0..<random.below(24)).map { _ in UInt8.random(in: 0...255, using: &random) }
                if !bytes.isEmpty { bytes[0] = UInt8(random.below(15)) }
            } else {
                bytes = Self.encode(RandomValues.value(&random))
                bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
                if random.chance(30) { bytes.removeLast() }
            }
            do {
                let value = try Self.decode(bytes)
                #expect(value.rangeFault == nil)
                #expect(try Self.decode(Self.encode(value)) == value)
            } catch is DecodingFault {
            }
        }
    }

    @Test(
        arguments: [
            (PropertyValue.boolean(false), [0]), (true, [1]), (.integer(-1), [2, 1]), (.integer(300), [2, 0xD8, 4]),
            (.double(1), [3, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F]), ("hé", [4, 0x68, 0xC3, 0xA9]),
            (.bytes([7, 8]), [5, 7, 8]),
            (.date(CalendarDate(daysSinceEpoch: 1)), [6, 2]), (.localTime(LocalTime(nanosecondsOfDay: 5)), [7, 10]),
            (.zonedTime(ZonedTime(time: LocalTime(nanosecondsOfDay: 5), offsetSeconds: -1)), [8, 10, 1]),
            (.localDateTime(LocalDateTime(secondsSinceEpoch: -2, nanoseconds: 3)), [9, 3, 6]),
            (
                .zonedDateTime(ZonedDateTime(secondsSinceEpoch: 1, nanoseconds: 2, offsetSeconds: 3, zone: "UTC")),
                [10, 2, 4, 6, 0x55, 0x54, 0x43]
            ),
            (.duration(CalendarDuration(months: 1, days: 2, seconds: 3, nanoseconds: 4)), [11, 2, 4, 6, 8]),
            (
                .point(Point(system: .cartesian, x: 0, y: 1)),
                [12, 0xA3, 0x38] + Array(repeating: 0, count: 14) + [0xF0, 0x3F]
            ), ([1, "a"], [13, 2, 2, 2, 2, 2, 4, 0x61]),
        ] as [(PropertyValue, [UInt8])])
    func bytesAreAsDocumented(value: PropertyValue, bytes: [UInt8]) {
        #expect(Self.encode(value) == bytes)
    }

    @Test(
        arguments: [
            ([], "ends too early"), ([14], "unknown kind of value"), ([0, 0], "bytes after the value"),
            ([2], "ends too early"), ([3, 1, 2], "ends too early"), ([4, 0xFF], "text is not UTF-8"),
            ([13, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], "count larger than the record"),
            ([13, 1, 2, 13, 0], "a list inside a list"),
            ([13, 1, 2, 1, 1], "bytes after a list's element"), ([12, 1, 0], "unknown reference system of a point"),
            ([7, 1], "time of day out of range"), ([10, 0, 0, 0, 0x20], "not the name of a time zone"),
            ([9, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], "integer outside 32 bits"),
            ([6] + Array(repeating: 0xFF, count: 9) + [1], "date out of range"),
        ] as [([UInt8], String)])
    func faultsSayWhatIsWrong(bytes: [UInt8], reason: String) {
        let fault = #expect(throws: DecodingFault.self) { try Self.decode(bytes) }
        #expect(fault?.reason == reason)
    }

    @Test func sizesOfVarintsMatchWhatIsWritten() {
        for shift in 0..<64 {
            for value in [1 << UInt64(shift), (1 << UInt64(shift)) - 1, (1 << UInt64(shift)) &+ 1] as [UInt64] {
                var writer = ByteWriter()
                writer.varint(value)
                #expect(ByteWriter.varintSize(value) == writer.bytes.count)
                writer.bytes.removeAll()
                writer.signedVarint(Int64(bitPattern: value))
                #expect(ByteWriter.signedVarintSize(Int64(bitPattern: value)) == writer.bytes.count)
            }
        }
    }
}

import GraphModel
import TestSupport
import Testing

@Suite struct ValueCodecDamageTests {
    /// A decoded value, which must be in range and read back; nil for a fault.
    static func checked(_ bytes: [UInt8]) throws -> PropertyValue? {
        do {
            let value = try ValueCodecTests.decode(bytes)
            #expect(value.rangeFault == nil, "\(bytes)")
            #expect(try ValueCodecTests.decode(ValueCodecTests.encode(value)) == value, "\(bytes)")
            return value
        } catch is DecodingFault {
            return nil
        }
    }

    /// Text and bytes run to the end, so that a cut one is a shorter one; nothing else survives a cut.
    @Test(arguments: Seeds.first(20))
    func cutValuesAreFaults(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<30 {
            let value = RandomValues.value(&random)
            let bytes = ValueCodecTests.encode(value)
            for length in 0..<bytes.count {
                let cut = try Self.checked(Array(bytes.prefix(length)))
                switch value {
                case .bytes(let whole): #expect(cut == (length == 0 ? nil : .bytes(Array(whole.prefix(length - 1)))))
                case .string(let whole):
                    let text = String(validating: whole.utf8.prefix(max(length - 1, 0)), as: UTF8.self)
                    #expect(cut == (length == 0 ? nil : text.map(PropertyValue.string)))
                case .zonedDateTime(var moment):
                    let withoutZone = bytes.count - (moment.zone?.utf8.count ?? 0)
                    let zone = moment.zone.map { String($0.prefix(max(length - withoutZone, 0))) } ?? ""
                    moment.zone = zone.isEmpty ? nil : zone
                    #expect(cut == (length < withoutZone ? nil : .zonedDateTime(moment)))
                default: #expect(cut == nil, "\(value) cut to \(length)")
                }
            }
        }
    }

    @Test(arguments: Seeds.first(10))
    func everyChangedByteGivesAFaultOrAValueInRange(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<6 {
            let sound = ValueCodecTests.encode(RandomValues.value(&random))
            for place in sound.indices {
                for mask in [1, 0x0E, 0x40, 0x80, 0xFF] as [UInt8] {
                    var bytes = sound
                    bytes[place] ^= mask
                    _ = try Self.checked(bytes)
                }
            }
        }
    }

    @Test(arguments: Seeds.first(10))
    func randomBytesOfEveryKind(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for kind in UInt8(0)...255 {
            let value = try Self.checked([kind] + random.bytes(random.below(30)))
            if kind > 13 { #expect(value == nil) }
        }
    }

    @Test func equalValuesHaveEqualBytes() {
        let pairs: [(PropertyValue, PropertyValue)] = [
            (.double(.nan), .double(-.nan)), (.double(.nan), .double(Double(nan: 7, signaling: false))),
            (.double(.nan), .double(.signalingNaN)), (.list([.double(.nan)]), .list([.double(-.nan)])),
            (.point(Point(system: .wgs84, x: 0, y: -0.0)), .point(Point(system: .wgs84, x: -0.0, y: 0))),
            (
                .point(Point(system: .cartesian3D, x: 1, y: 1, z: -0.0)),
                .point(Point(system: .cartesian3D, x: 1, y: 1, z: 0))
            ),
        ]
        for (a, b) in pairs {
            #expect(a == b)
            #expect(a.hashValue == b.hashValue)
            #expect(ValueCodecTests.encode(a) == ValueCodecTests.encode(b))
        }
    }

    @Test func valuesThatDifferHaveOtherBytes() {
        let pairs: [(PropertyValue, PropertyValue)] = [
            (1, .double(1)), (.double(0), .double(-0.0)), ("é", "e\u{301}"), ("1", 1), (true, 1), ([], ""),
            (.bytes([0x61]), "a"), (["a"], "a"), ([1, 2], [2, 1]),
            (.zonedDateTime(.init(secondsSinceEpoch: 0)), .zonedDateTime(.init(secondsSinceEpoch: 0, zone: "UTC"))),
            (.duration(.init(days: 1)), .duration(.init(seconds: 86_400))),
            (.duration(.init(months: 12)), .duration(.init(days: 365))),
            (
                .zonedTime(.init(time: .init(nanosecondsOfDay: 0), offsetSeconds: 0)),
                .zonedTime(.init(time: .init(nanosecondsOfDay: 3_600_000_000_000), offsetSeconds: 3_600))
            ),
        ]
        for (a, b) in pairs {
            #expect(a != b)
            #expect(ValueCodecTests.encode(a) != ValueCodecTests.encode(b), "\(a) \(b)")
        }
    }

    @Test func faultsInsideRecordsArePlacedFromTheirStart() {
        // A value of three bytes after four others: its reference system is at 6.
        let bytes: [UInt8] = [9, 9, 9, 9, 3, 12, 1, 0]
        let fault = #expect(throws: DecodingFault.self) {
            try bytes.withUnsafeBytes { memory in
                var reader = ByteReader(memory, offset: 4)
                return try reader.lengthPrefixedValue()
            }
        }
        #expect(fault == DecodingFault(offset: 6, reason: "unknown reference system of a point"))
    }
}

import GraphModel
import Schema
import Testing

@Suite struct AttributeTypeTests {
    private static let samples: [(type: AttributeType, value: PropertyValue)] = [
        (.boolean, true), (.integer, 1), (.double, 1.5), (.string, "x"), (.bytes, .bytes([1])),
        (.date, .date(CalendarDate(daysSinceEpoch: 1))), (.localTime, .localTime(LocalTime(nanosecondsOfDay: 1))),
        (.zonedTime, .zonedTime(ZonedTime(time: LocalTime(nanosecondsOfDay: 1), offsetSeconds: 60))),
        (.localDateTime, .localDateTime(LocalDateTime(secondsSinceEpoch: 1))),
        (.zonedDateTime, .zonedDateTime(ZonedDateTime(secondsSinceEpoch: 1))),
        (.duration, .duration(CalendarDuration(days: 1))), (.point, .point(Point(system: .wgs84, x: 8, y: 47))),
        (.list(of: .string), .list(["a"])),
    ]

    @Test func eachTypeAcceptsItsOwnValuesOnly() {
        for (index, (type, _)) in Self.samples.enumerated() {
            for (other, (_, value)) in Self.samples.enumerated() {
                #expect(type.accepts(value) == (index == other), "\(type.name) and sample \(other)")
            }
        }
        #expect(Self.samples.allSatisfy { AttributeType.any.accepts($0.value) })
    }

    @Test func someTypesAcceptSeveralKinds() {
        #expect(Self.samples.filter { AttributeType.number.accepts($0.value) }.map(\.type) == [.integer, .double])
        #expect(
            Self.samples.filter { AttributeType.dateTime.accepts($0.value) }.map(\.type)
                == [.localDateTime, .zonedDateTime])
    }

    @Test func enumerationsAndLists() {
        let level = AttributeType.enumeration(["high", "low"])
        #expect(level.accepts("low"))
        #expect(!level.accepts("Low"))
        #expect(!level.accepts(1))
        #expect(AttributeType.list(of: level).accepts([]))
        #expect(AttributeType.list(of: level).accepts(["low", "high"]))
        #expect(!AttributeType.list(of: level).accepts(["low", "middle"]))
        #expect(AttributeType.list(of: level).name == "list of one of high, low")
    }
}

import GraphModel
import Testing

@Suite struct PropertyValueRangeTests {
    @Test func sizeLimitHoldsOnBothSides() {
        let longest = String(repeating: "x", count: Limits.propertyValueBytes - 1)
        #expect(PropertyValue.string(longest).rangeFault == nil)
        #expect(PropertyValue.string(longest + "x").rangeFault == "larger than 16777216 bytes")
        #expect(PropertyValue.bytes(Array(longest.utf8)).rangeFault == nil)
        #expect(PropertyValue.bytes(Array(longest.utf8) + [0]).rangeFault != nil)
        #expect(PropertyValue.list([.string(longest)]).rangeFault == "larger than 16777216 bytes")
    }

    @Test func listLimitHoldsOnBothSides() {
        let full = PropertyValue.list(Array(repeating: true, count: Limits.listElements))
        #expect(full.rangeFault == nil)
        let over = PropertyValue.list(Array(repeating: true, count: Limits.listElements + 1))
        #expect(over.rangeFault == "list longer than 1048576 elements")
        #expect(PropertyValue.list([1, .list([])]).rangeFault == "a list inside a list")
    }

    @Test(arguments: [
        (PropertyValue.localTime(LocalTime(nanosecondsOfDay: -1)), false),
        (.localTime(LocalTime(nanosecondsOfDay: 86_400_000_000_000)), false),
        (.localTime(LocalTime(nanosecondsOfDay: 86_399_999_999_999)), true),
        (.zonedTime(ZonedTime(time: LocalTime(nanosecondsOfDay: 0), offsetSeconds: 64_801)), false),
        (.zonedTime(ZonedTime(time: LocalTime(nanosecondsOfDay: 0), offsetSeconds: -64_800)), true),
        (.localDateTime(LocalDateTime(secondsSinceEpoch: 0, nanoseconds: 1_000_000_000)), false),
        (.localDateTime(LocalDateTime(secondsSinceEpoch: .max)), false),
        (.zonedDateTime(ZonedDateTime(secondsSinceEpoch: .min)), false),
        (.zonedDateTime(ZonedDateTime(secondsSinceEpoch: 0, zone: "")), false),
        (.zonedDateTime(ZonedDateTime(secondsSinceEpoch: 0, zone: String(repeating: "a", count: 64))), true),
        (.zonedDateTime(ZonedDateTime(secondsSinceEpoch: 0, zone: String(repeating: "a", count: 65))), false),
        (.duration(CalendarDuration(nanoseconds: -1)), false), (.duration(CalendarDuration(months: .min)), true),
        (.point(Point(system: .wgs84, x: 0, y: 0, z: 1)), false), (.point(Point(system: .wgs84, x: .nan, y: 0)), false),
        (.point(Point(system: .wgs84With3D, x: 0, y: 0, z: 1)), true),
        (.date(CalendarDate(daysSinceEpoch: 365_241_780_471)), true),
        (.date(CalendarDate(daysSinceEpoch: 365_241_780_472)), false),
        (.date(CalendarDate(daysSinceEpoch: -365_243_219_162)), true),
        (.date(CalendarDate(daysSinceEpoch: -365_243_219_163)), false),
    ])
    func rangesHoldOnBothSides(value: PropertyValue, isStorable: Bool) {
        #expect((value.rangeFault == nil) == isStorable)
    }
}

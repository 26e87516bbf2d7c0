import GraphModel
import QueryValues
import TestSupport

/// Random values of every kind, from small ranges so that equal ones meet often.
enum RandomQueryValues {
    static func value(_ random: inout SeededGenerator, depth: Int = 2) -> Value {
        switch random.below(depth > 0 ? 16 : 12) {
        case 0: .null
        case 1, 2: .integer(random.pick([0, 1, -1, 2, 1 << 53, (1 << 53) + 1, .max, .min]))
        case 3, 4:
            .float(random.pick([0, -0.0, 1, 0.5, -1, 0x1p53, 0x1p63, -0x1p63, .nan, .infinity, -.infinity, 2]))
        case 5: .string(random.pick(["", "a", "b", "ab", "é", "e\u{301}", "€"]))
        case 6: .boolean(random.chance(50))
        case 7: .node(UInt64(random.below(3)))
        case 8: .relationship(UInt64(random.below(3)))
        case 9: random.pick([.path([1], []), .path([1, 2], [1]), .path([2], []), .path([1, 2], [2])])
        case 10, 11: Value(random.chance(50) ? scalar(&random) : RandomValues.scalar(&random))
        case 12, 13: .list((0..<random.below(4)).map { _ in value(&random, depth: depth - 1) })
        default:
            .map(
                MapValue(
                    (0..<random.below(3)).map { _ in
                        (key: random.pick(["k", "l", "m"]), value: value(&random, depth: depth - 1))
                    }))
        }
    }

    private static func scalar(_ random: inout SeededGenerator) -> PropertyValue {
        random.pick([
            .date(CalendarDate(daysSinceEpoch: 1)), .date(CalendarDate(daysSinceEpoch: 2)),
            .localTime(LocalTime(nanosecondsOfDay: 5)),
            .zonedTime(ZonedTime(time: LocalTime(nanosecondsOfDay: 0), offsetSeconds: 0)),
            .zonedTime(ZonedTime(time: LocalTime(nanosecondsOfDay: 3_600_000_000_000), offsetSeconds: 3_600)),
            .zonedDateTime(ZonedDateTime(secondsSinceEpoch: 7)),
            .zonedDateTime(ZonedDateTime(secondsSinceEpoch: 7, offsetSeconds: 60)),
            .zonedDateTime(ZonedDateTime(secondsSinceEpoch: 7, offsetSeconds: 60, zone: "A/B")),
            .duration(CalendarDuration(days: 1)), .duration(CalendarDuration(seconds: 86_400)),
            .point(Point(system: .cartesian, x: 0, y: -0.0)), .point(Point(system: .cartesian, x: 0, y: 0)),
            .bytes([1]), .bytes([1, 2]),
        ])
    }
}

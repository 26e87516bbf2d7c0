public import GraphModel

/// Random property values of every kind, with the edges of each range more often than chance would have them.
public enum RandomValues {
    public static func value(_ random: inout SeededGenerator) -> PropertyValue {
        random.chance(12) ? .list((0..<random.below(6)).map { _ in scalar(&random) }) : scalar(&random)
    }

    public static func scalar(_ random: inout SeededGenerator) -> PropertyValue {
        switch random.below(12) {
        case 0: .boolean(random.chance(50))
        case 1: .integer(integer(&random))
        case 2: .double(double(&random))
        case 3: .string(text(&random))
        case 4: .bytes((0..<random.below(9)).map { _ in UInt8.random(in: 0...255, using: &random) })
        case 5: .date(date(&random))
        case 6: .localTime(time(&random))
        case 7: .zonedTime(ZonedTime(time: time(&random), offsetSeconds: offset(&random)))
        case 8: .localDateTime(LocalDateTime(date: date(&random), time: time(&random)))
        case 9: .zonedDateTime(zonedDateTime(&random))
        case 10: .duration(duration(&random))
        default: .point(point(&random))
        }
    }

    public static func integer(_ random: inout SeededGenerator) -> Int64 {
        let edges: [Int64] = [0, 1, -1, 63, 64, -64, -65, .max, .min, 1 << 53, (1 << 53) + 1]
        return random.chance(40)
            ? random.pick(edges)
            : Int64(bitPattern: random.next()) >> Int64(random.below(64))
    }

    public static func double(_ random: inout SeededGenerator) -> Double {
        let edges: [Double] = [
            0, -0.0, 1, 0.1, .nan, .infinity, -.infinity, 0x1p53, 0x1p63, -0x1p63, .leastNonzeroMagnitude,
        ]
        return random.chance(50) ? random.pick(edges) : Double(bitPattern: random.next())
    }

    public static func text(_ random: inout SeededGenerator) -> String {
        let pieces = ["a", "B", "7", " ", "é", "e\u{301}", "\u{0}", "€", "𝄞", "\"", "\\", "\n", "zz"]
        return (0..<random.below(8)).map { _ in random.pick(pieces) }.joined()
    }

    public static func date(_ random: inout SeededGenerator) -> CalendarDate {
        let edges: [Int64] = [0, -1, -719_468, -719_469, 11_016, 365_241_780_471, -365_243_219_162]
        return CalendarDate(
            daysSinceEpoch: random.chance(30)
                ? random.pick(edges) : Int64.random(in: -4_000_000...4_000_000, using: &random))
    }

    public static func time(_ random: inout SeededGenerator) -> LocalTime {
        let units: [Int64] = [1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000, 3_600_000_000_000]
        let unit = random.pick(units)
        return LocalTime(nanosecondsOfDay: Int64.random(in: 0..<86_400_000_000_000 / unit, using: &random) * unit)
    }

    public static func offset(_ random: inout SeededGenerator) -> Int32 {
        random.pick([0, 3_600, -3_600, 20_700, 64_800, -64_800, 3_661, -1, Int32(random.below(64_801))])
    }

    public static func zonedDateTime(_ random: inout SeededGenerator) -> ZonedDateTime {
        let offset = offset(&random)
        let date = CalendarDate(daysSinceEpoch: Int64.random(in: -1_000_000...1_000_000, using: &random))
        let local = LocalDateTime(date: date, time: time(&random))
        return ZonedDateTime(
            secondsSinceEpoch: local.secondsSinceEpoch - Int64(offset), nanoseconds: local.nanoseconds,
            offsetSeconds: offset, zone: random.pick([nil, "Europe/Zurich", "Etc/GMT+3", "America/Argentina/Ushuaia"]))
    }

    public static func duration(_ random: inout SeededGenerator) -> CalendarDuration {
        CalendarDuration(
            months: random.chance(40) ? 0 : integer(&random), days: random.chance(40) ? 0 : integer(&random),
            seconds: random.chance(20) ? 0 : integer(&random),
            nanoseconds: random.pick([0, 0, 1, 500_000_000, 999_999_999, 120_000]))
    }

    public static func point(_ random: inout SeededGenerator) -> Point {
        let system = random.pick(Point.ReferenceSystem.allCases)
        let coordinates: [Double] = [0, -0.0, 1.5, -180, 47.37, 1e300]
        return Point(
            system: system, x: random.pick(coordinates), y: random.pick(coordinates),
            z: system.dimensions == 3 ? random.pick(coordinates) : 0)
    }
}

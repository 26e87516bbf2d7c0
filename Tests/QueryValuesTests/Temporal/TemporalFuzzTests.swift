import GraphModel
import TestSupport
import Testing

@testable import QueryValues

/// Nothing that a query can state ends the process: it gives a value inside the calendar or a `QueryError`.
@Suite struct TemporalFuzzTests {
    private static let keys = [
        "year", "quarter", "month", "week", "ordinalDay", "dayOfQuarter", "dayOfWeek", "day", "hour", "minute",
        "second",
        "millisecond", "microsecond", "nanosecond", "epochSeconds", "epochMillis", "timezone", "date", "time",
        "datetime",
        "years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "nanoseconds", "quarters",
    ]
    private static let zones = ["Z", "+18:00", "-18:00", "Europe/Zurich", "Pacific/Apia", "Nowhere", ""]

    /// Runs a function; the value must have a text that its own function reads back as the same.
    private static func check(_ function: Function, _ arguments: [Value]) {
        do {
            let value = try function.evaluate(arguments, TemporalExpression.context())
            guard let text = temporalText(value) else { return }
            guard let maker = maker(of: value) else { return }
            let again = try maker.evaluate([.string(text)], TemporalExpression.context())
            #expect(temporalText(again) == text, "\(function.name) \(text)")
        } catch is QueryError {
            return
        } catch {
            Issue.record("\(function.name): \(error)")
        }
    }

    private static func maker(of value: Value) -> Function? {
        if case .duration = value { return TemporalExpression.functions["duration"] }
        let kind = TemporalKind.allCases.first { $0.valueKinds == value.kind }
        return kind.flatMap { TemporalExpression.functions[$0.function] }
    }

    @Test(arguments: Seeds.first(Seeds.count(4)))
    func maps(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let entries = (0..<random.below(6)).map { _ in random.entry(Self.keys, Self.zones) }
            let function = random.pick(TemporalFunctions.all)
            let arguments = function.parameters.map { parameter -> Value in
                parameter.kinds.contains(.map) ? .map(MapValue(entries)) : random.temporalValue(Self.zones)
            }
            Self.check(function, arguments)
        }
    }

    @Test(arguments: Seeds.first(Seeds.count(4)))
    func texts(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("0123456789012345678901234567890123456789---::++TTZWQPYMDHS.,[]/ eé")
        let starts = [
            "", "2026-11-22", "2026-11-22T14:05", "P", "PT", "-P", "2026-W", "+", "14:05", "2026-07-01T14:05[",
        ]
        let makers = (TemporalKind.allCases.map(\.function) + ["duration"])
            .compactMap { TemporalExpression.functions[$0] }
        for _ in 0..<4_000 {
            let tail = String((0..<random.below(20)).map { _ in random.pick(alphabet) })
            Self.check(random.pick(makers), [.string(random.pick(starts) + tail)])
        }
    }

    @Test(arguments: Seeds.first(Seeds.count(4)))
    func arithmetic(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<4_000 {
            let (a, b) = (random.temporalValue(Self.zones), random.temporalValue(Self.zones))
            let number = random.pick([0, 1, -1, 0.1, 1e-9, 1e18, -1e19, 1e300, .nan, .infinity, random.number()])
            let results = [
                Result { try Value.temporalSum(a, b) }, Result { try Value.temporalDifference(a, b) },
                Result { try Value.durationProduct(random.duration(), number) },
                Result { try Value.durationQuotient(random.duration(), number) },
                Result {
                    .duration(try CalendarDuration(from: a, to: b, random.pick([.mixed, .months, .days, .seconds])))
                },
                Result {
                    try temporalComponent(of: a, random.pick(["epochMillis", "week", "nanoseconds", "dayOfQuarter"]))
                },
            ]
            for case .failure(let error) in results where !(error is QueryError) { Issue.record(error) }
            for case .success(.some(let value)) in results where value.kind == .date || value.kind == .localDateTime {
                // Only what is outside the calendar is not written as a year.
                #expect(temporalText(value)?.contains("-") == true)
            }
        }
    }
}

extension SeededGenerator {
    fileprivate mutating func number() -> Double { Double(bitPattern: next()) }

    fileprivate mutating func integer() -> Int64 {
        switch below(4) {
        case 0: Int64(bitPattern: next())
        case 1: pick([.min, .max, .min + 1, 0, -1, 999_999_999, -999_999_999, 31_556_889_864_403_199])
        case 2: Int64(below(4_000))
        default: Int64(below(32))
        }
    }

    fileprivate mutating func entry(_ keys: [String], _ zones: [String]) -> (key: String, value: Value) {
        let key = pick(keys)
        let value: Value =
            switch key {
            case "timezone": .string(pick(zones))
            case "date", "time", "datetime": temporalValue(zones)
            default: chance(80) ? .integer(integer()) : .float(number())
            }
        return (key, value)
    }

    fileprivate mutating func duration() -> CalendarDuration {
        CalendarDuration(
            months: integer(), days: integer(), seconds: integer(), nanoseconds: Int32(below(1_000_000_000)))
    }

    /// A temporal value of any kind, often at an end of the calendar.
    fileprivate mutating func temporalValue(_ zones: [String]) -> Value {
        let date = CalendarDate(
            daysSinceEpoch: pick([CivilCalendar.days.lowerBound, CivilCalendar.days.upperBound, 20_000]))
        let time = LocalTime(nanosecondsOfDay: pick([0, CivilCalendar.nanosecondsPerDay - 1, 3_600_000_000_000]))
        let local = LocalDateTime(date: date, time: time)
        let offset = pick([0, 3_600, -64_800, 64_800] as [Int32])
        switch below(7) {
        case 0: return .date(date)
        case 1: return .localTime(time)
        case 2: return .localDateTime(local)
        case 3: return .zonedTime(ZonedTime(time: time, offsetSeconds: offset))
        case 4:
            let zone = try? Zone(pick(zones))
            let moment = try? zone?.moment(local: local)
            return moment.map { .zonedDateTime($0) } ?? .null
        case 5: return .string(pick(zones))
        default: return .duration(duration())
        }
    }
}

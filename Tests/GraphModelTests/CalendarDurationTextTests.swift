import GraphModel
import TestSupport
import Testing

@Suite struct CalendarDurationTextTests {
    /// A duration's text made of parts, with the sums that it stands for.
    struct Parts {
        var text: String
        var months: Int64 = 0
        var days: Int64 = 0
        /// In billionths of a second.
        var time: Int128 = 0
    }

    static func parts(_ random: inout SeededGenerator) -> Parts {
        var parts = Parts(text: "P")
        func number() -> Int64 { Int64.random(in: -5_000...5_000, using: &random) }
        func signed(_ value: Int64) -> String { value >= 0 && random.chance(20) ? "+\(value)" : "\(value)" }
        for (unit, months, days) in [("Y", 12, 0), ("M", 1, 0), ("W", 0, 7), ("D", 0, 1)] as [(String, Int64, Int64)]
        where random.chance(50) {
            let value = number()
            parts.text += signed(value) + unit
            parts.months += value * months
            parts.days += value * days
        }
        guard parts.text == "P" || random.chance(60) else { return parts }
        parts.text += "T"
        for (unit, seconds) in [("H", 3_600), ("M", 60)] as [(String, Int64)] where random.chance(50) {
            let value = number()
            parts.text += signed(value) + unit
            parts.time += Int128(value * seconds) * 1_000_000_000
        }
        let value = number()
        parts.text += signed(value)
        parts.time += Int128(value) * 1_000_000_000
        if random.chance(60) {
            let fraction = random.below(1_000)
            parts.text += "." + ReferenceText.padded(Int64(fraction), 3)
            parts.time += Int128(value < 0 ? -fraction : fraction) * 1_000_000
        }
        parts.text += "S"
        return parts
    }

    @Test(arguments: Seeds.first(20))
    func textIsTheSumOfItsParts(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let parts = Self.parts(&random)
            let span = try #require(CalendarDuration(parts.text), "\(parts.text)")
            #expect(span.months == parts.months)
            #expect(span.days == parts.days)
            let time = Int128(span.seconds) * 1_000_000_000 + Int128(span.nanoseconds)
            #expect(time == parts.time, "\(parts.text)")
            #expect(0..<1_000_000_000 ~= span.nanoseconds)
            #expect(CalendarDuration(span.description) == span)
        }
    }

    @Test(arguments: [
        (CalendarDuration(), "PT0S"), (CalendarDuration(months: 25), "P2Y1M"),
        (CalendarDuration(months: -25), "P-2Y-1M"),
        (CalendarDuration(months: 12), "P1Y"), (CalendarDuration(days: -1), "P-1D"),
        (CalendarDuration(seconds: 3_661), "PT1H1M1S"), (CalendarDuration(seconds: -3_661), "PT-1H-1M-1S"),
        (CalendarDuration(nanoseconds: 1), "PT0.000000001S"), (CalendarDuration(nanoseconds: 100_000_000), "PT0.1S"),
        (CalendarDuration(seconds: -1, nanoseconds: 999_999_999), "PT-0.000000001S"),
        (CalendarDuration(seconds: -61, nanoseconds: 500_000_000), "PT-1M-0.5S"),
        (CalendarDuration(seconds: -60), "PT-1M"), (CalendarDuration(days: 1, seconds: 60), "P1DT1M"),
        (
            CalendarDuration(months: .max, days: .max, seconds: .max, nanoseconds: 999_999_999),
            "P768614336404564650Y7M9223372036854775807DT2562047788015215H30M7.999999999S"
        ),
        (
            CalendarDuration(months: .min, days: .min, seconds: .min),
            "P-768614336404564650Y-8M-9223372036854775808DT-2562047788015215H-30M-8S"
        ),
        (
            CalendarDuration(seconds: .min, nanoseconds: 1), "PT-2562047788015215H-30M-7.999999999S"
        ),
    ])
    func printsAndReads(span: CalendarDuration, text: String) {
        #expect(span.description == text)
        #expect(CalendarDuration(text) == span)
    }

    /// The limits of 64 bits, one below, at, and one above, for every unit.
    @Test(
        arguments: [
            ("Y", 12, false), ("M", 1, false), ("W", 7, false), ("D", 1, false), ("H", 3_600, true),
            ("M", 60, true), ("S", 1, true),
        ] as [(String, Int128, Bool)])
    func unitsEndAtTheirLimits(unit: String, scale: Int128, isTime: Bool) {
        let greatest = Int128(Int64.max) / scale
        let least = Int128(Int64.min) / scale
        for (value, isValid) in [
            (greatest - 1, true), (greatest, true), (greatest + 1, false), (least + 1, true), (least, true),
            (least - 1, false),
        ] {
            let span = CalendarDuration("P\(isTime ? "T" : "")\(value)\(unit)")
            #expect((span != nil) == isValid, "\(value)\(unit)")
            guard let span else { continue }
            let sum = Int64(value * scale)
            let isMonths = scale == 12 || (unit == "M" && !isTime)
            #expect(
                span
                    == CalendarDuration(
                        months: isMonths ? sum : 0, days: isMonths || isTime ? 0 : sum, seconds: isTime ? sum : 0))
        }
    }

    @Test func sumsEndAtTheirLimits() {
        #expect(CalendarDuration("P768614336404564650Y7M")?.months == .max)
        #expect(CalendarDuration("P768614336404564650Y8M") == nil)
        #expect(CalendarDuration("P-768614336404564650Y-8M")?.months == .min)
        #expect(CalendarDuration("P-768614336404564650Y-9M") == nil)
        #expect(CalendarDuration("PT9223372036854775807.999999999S")?.seconds == .max)
        #expect(CalendarDuration("PT-9223372036854775808S")?.seconds == .min)
        #expect(CalendarDuration("PT-9223372036854775808.0S")?.seconds == .min)
        #expect(CalendarDuration("PT-9223372036854775807.999999999S")?.seconds == .min)
        #expect(CalendarDuration("PT-9223372036854775808.000000001S") == nil)
        #expect(CalendarDuration("PT99999999999999999999999999999S") == nil)
    }

    @Test(arguments: [
        "", "P", "PT", "T1S", "p1D", "P1", "P1DT", "PD", "P-D", "P+-1D", "P--1D", "P1D ", " P1D", "P1D2D", "P1D1M",
        "P1W1Y", "PT1S1M", "PT1M1H", "P1S", "PT1D", "P1.5Y", "P1,5D", "PT1.5M", "PT1.S", "PT.5S", "PT1.0000000001S",
        "PT1.5", "PT1.5SS", "PT1.5S1S", "PT1.-5S", "PTT1S", "PT1ST", "-P1D", "+P1D", "P1d", "P1Dx", "P١D", "P0x1D",
    ])
    func isNotADuration(text: String) {
        #expect(CalendarDuration(text) == nil)
    }
}

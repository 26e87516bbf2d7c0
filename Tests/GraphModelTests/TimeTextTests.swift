import GraphModel
import TestSupport
import Testing

@Suite struct TimeTextTests {
    static func time(_ second: Int64, _ billionths: Int64 = 0) -> LocalTime {
        LocalTime(nanosecondsOfDay: second * 1_000_000_000 + billionths)
    }

    @Test func everyMinuteOfTheDayReadsAndPrints() {
        for minute in Int64(0)..<1_440 {
            let text = "\(ReferenceText.padded(minute / 60, 2)):\(ReferenceText.padded(minute % 60, 2))"
            guard LocalTime(text) == Self.time(minute * 60), Self.time(minute * 60).description == text else {
                Issue.record("\(text)")
                return
            }
        }
    }

    @Test(arguments: Seeds.first(10))
    func fractionsOfAnyLengthAreExact(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for digits in 1...9 {
            let second = Int64(random.below(86_400))
            let number = Int64(random.below(1_000_000_000)) / (0..<9 - digits).reduce(1) { scale, _ in scale * 10 }
            let billionths = (0..<9 - digits).reduce(number) { value, _ in value * 10 }
            let whole = ReferenceText.clock(secondOfDay: second, billionths: 0)
            let text = whole + "." + ReferenceText.padded(number, digits)
            #expect(LocalTime(text) == Self.time(second, billionths), "\(text)")
            let shortest = ReferenceText.clock(secondOfDay: second, billionths: billionths)
            let printed = billionths == 0 && second % 60 == 0 ? String(whole.prefix(5)) : shortest
            #expect(Self.time(second, billionths).description == printed)
        }
    }

    @Test(arguments: [
        "24:00:00", "23:60", "23:59:60", "23:59:99", "99:00", "-1:00", "1", "123", "12:3", "12:3:4", "12:30:4",
        "12:30:4.5", "1230", "12.5", "12:30.5", "12:30:", "12:30:00,5", "12:30:00.-5", "12:30:00.1234567890", "12:30 ",
        " 12:30", "12:30\u{301}", "", ":", "T12:30",
    ])
    func isNotATime(text: String) {
        #expect(LocalTime(text) == nil)
        #expect(ZonedTime(text + "Z") == nil)
        #expect(LocalDateTime("2024-01-01T" + text) == nil)
    }

    /// Every offset of whole minutes, in every form, up to 18 hours on both sides.
    @Test func offsetsReadInEveryFormAndPrintInOne() {
        for minutes in -1_081...1_081 {
            let size = Int64(abs(minutes))
            let hours = ReferenceText.padded(size / 60, 2)
            let rest = ReferenceText.padded(size % 60, 2)
            let sign = minutes < 0 ? "-" : "+"
            var forms = ["\(hours):\(rest)", "\(hours)\(rest)", "\(hours):\(rest):00"]
            if size % 60 == 0 { forms.append(hours) }
            let expected =
                size > 1_080
                ? nil : ZonedTime(time: Self.time(0), offsetSeconds: Int32(minutes) * 60)
            let canonical = minutes == 0 ? "00:00Z" : "00:00\(sign)\(hours):\(rest)"
            for form in forms where ZonedTime("00:00\(sign)\(form)") != expected {
                Issue.record("\(sign)\(form)")
            }
            if let expected { #expect(expected.description == canonical) }
        }
    }

    @Test(arguments: [
        ("+18:00:00", 64_800), ("-18:00:00", -64_800), ("+17:59:59", 64_799), ("-17:59:59", -64_799),
        ("+00:00:01", 1), ("-00:00:01", -1), ("-00:00", 0), ("+00", 0), ("Z", 0),
    ])
    func offsetsToTheSecond(text: String, seconds: Int32) {
        let zoned = ZonedTime("12:30" + text)
        #expect(zoned == ZonedTime(time: Self.time(45_000), offsetSeconds: seconds))
        #expect(zoned.flatMap { ZonedTime($0.description) } == zoned)
    }

    @Test(arguments: [
        "", "z", "+18:00:01", "-18:00:01", "+19", "+99:59", "+1", "+1:00", "+001", "+00:1", "+00:60", "+00:00:60",
        "+00:00:0", "+00:00:", "+000000", "+0000:00", "+0060", "++01:00", "+-01:00", "Z+01:00", "ZZ", "+01:00Z", "UTC",
        " Z", "Z ", "−01:00",
    ])
    func isNotAnOffset(text: String) {
        #expect(ZonedTime("12:30" + text) == nil)
        #expect(ZonedDateTime("2024-01-01T12:30" + text) == nil)
    }
}

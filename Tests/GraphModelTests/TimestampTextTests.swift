import GraphModel
import TestSupport
import Testing

@Suite struct TimestampTextTests {
    static func text(_ microseconds: Int64) -> String {
        // The remainder is never negative, so the second is that before the instant.
        let fraction = (microseconds % 1_000_000 + 1_000_000) % 1_000_000
        let second = microseconds / 1_000_000 - (microseconds % 1_000_000 < 0 ? 1 : 0)
        return ReferenceText.moment(second: second, billionths: fraction * 1_000) + "Z"
    }

    @Test(arguments: Seeds.first(10))
    func textIsThatOfTheCLibrary(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let scale = random.pick([1, 1_000, 1_000_000] as [Int64])
            let instant = Timestamp(
                microsecondsSinceEpoch: (Int64(bitPattern: random.next()) >> Int64(random.below(40))) / scale * scale)
            let expected = Self.text(instant.microsecondsSinceEpoch)
            #expect(instant.description == expected)
            #expect(Timestamp(expected) == instant, "\(expected)")
        }
    }

    @Test(arguments: [Int64.min, .min + 1, -1_000_000, -999_999, -1, 0, 1, 999_999, 1_000_000, .max - 1, .max])
    func edgesReadBack(microseconds: Int64) {
        let instant = Timestamp(microsecondsSinceEpoch: microseconds)
        #expect(instant.description == Self.text(microseconds))
        #expect(Timestamp(instant.description) == instant)
    }

    @Test(arguments: [
        "-290308-12-21T19:59:05.224191Z", "+294247-01-10T04:00:54.775808Z", "-999999999-01-01", "+999999999-12-31",
        "2026-11-22T14:00:00.0000001Z", "2026-11-22T14:00:00.123456001", "2026-11-22T14:00[UTC]", "2026-11-22Z",
        "2026-11-22+01:00", "2026-11-22T14:00:00Z ", "2026-11-22T24:00Z", "2026-02-29", "now", "",
    ])
    func isNotATimestamp(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(
        arguments: [
            ("1970-01-01", 0), ("1970-01-02", 86_400_000_000), ("1970-01-01T00:00:00.000001", 1),
            ("1970-01-01 00:00:00.000001000Z", 1), ("1970-01-01T01:00+01:00", 0), ("1969-12-31T23:00-01:00", 0),
            ("1970-01-01T00", 0), ("1970-01-01T00-0030", 1_800_000_000), ("2000-02-29T00:00Z", 951_782_400_000_000),
        ] as [(String, Int64)])
    func whatPeopleWrite(text: String, microseconds: Int64) {
        #expect(Timestamp(text)?.microsecondsSinceEpoch == microseconds)
    }

    @Test func timestampsOrderAsInstantsDo() {
        let instants = [Int64.min, -1, 0, 1, .max].map { Timestamp(microsecondsSinceEpoch: $0) }
        #expect(instants.reversed().sorted() == instants)
    }
}

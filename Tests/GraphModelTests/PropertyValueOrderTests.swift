import GraphModel
import TestSupport
import Testing

@Suite struct PropertyValueOrderTests {
    @Test(arguments: Seeds.first(20))
    func orderIsTotalAndAgreesWithEquality(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let values = (0..<40).map { _ in RandomValues.value(&random) }
        for a in values {
            for b in values {
                let before = PropertyValue.displayOrder(a, b)
                let after = PropertyValue.displayOrder(b, a)
                #expect((before ? 1 : 0) + (after ? 1 : 0) + (a == b ? 1 : 0) == 1, "\(a) \(b)")
                guard before else { continue }
                for c in values where PropertyValue.displayOrder(b, c) {
                    #expect(PropertyValue.displayOrder(a, c), "\(a) \(b) \(c)")
                }
            }
        }
    }

    @Test func kindsAndNumbersInterleaveAsDocumented() {
        let ascending: [PropertyValue] = [
            false, true, .double(-.infinity), .integer(.min), .double(-0x1p63), .integer(-1), .integer(0),
            .double(-0.0), .double(0), 1, 1.0, 1.5, 2, .integer(1 << 53), .double(0x1p53), .integer((1 << 53) + 1),
            .integer(.max), .double(0x1p63), .double(.infinity), .double(.nan), "", "A", "B", "a", "ab", "é",
            .bytes([]), .bytes([1]), .date(CalendarDate(daysSinceEpoch: -1)), .date(CalendarDate(daysSinceEpoch: 0)),
            .duration(CalendarDuration(days: 30)), .duration(CalendarDuration(months: 1)),
            .duration(CalendarDuration(days: 31)), .list([]), .list([1]), .list([1, 1]), .list(["a"]),
        ]
        #expect(ascending.reversed().sorted(by: PropertyValue.displayOrder) == ascending)
    }
}

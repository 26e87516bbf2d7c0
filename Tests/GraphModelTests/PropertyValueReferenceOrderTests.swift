import GraphModel
import TestSupport
import Testing

/// The display order beside comparisons made another way.
@Suite struct PropertyValueReferenceOrderTests {
    /// A finite number as its floor and the rest, both exact; the kind decides between equal numbers.
    static func exact(_ value: PropertyValue) -> (Int128, Double, Int) {
        switch value {
        case .integer(let number): (Int128(number), 0, 0)
        case .double(let number): (Int128(number.rounded(.down)), number - number.rounded(.down), 1)
        default: (0, 0, 2)
        }
    }

    @Test(arguments: Seeds.first(10))
    func numbersCompareExactly(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let integer = RandomValues.integer(&random)
            let near = Double(integer)
            let double = random.pick([near, near.nextUp, near.nextDown, near + 0.5, near * 2]) + 0
            // The order of zeros is that of their signs, and another test's.
            let values: [PropertyValue] = [.integer(integer), .double(double), .integer(integer &+ 1), .double(near)]
            for a in values {
                for b in values {
                    let expected = Self.exact(a) < Self.exact(b)
                    #expect(PropertyValue.displayOrder(a, b) == expected, "\(a) \(b)")
                }
            }
        }
    }

    @Test(arguments: Seeds.first(10))
    func textAndBytesAndListsCompareFromTheFront(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let texts = (0..<2).map { _ in RandomValues.text(&random) }
            let bytes = texts.map { Array($0.utf8) }
            let precedes = bytes[0].lexicographicallyPrecedes(bytes[1])
            #expect(PropertyValue.displayOrder(.string(texts[0]), .string(texts[1])) == precedes)
            #expect(PropertyValue.displayOrder(.bytes(bytes[0]), .bytes(bytes[1])) == precedes)
            let lists = bytes.map { PropertyValue.list($0.map { .integer(Int64($0)) }) }
            #expect(PropertyValue.displayOrder(lists[0], lists[1]) == precedes)
        }
    }

    @Test func temporalValuesAndPointsAscend() {
        func moment(_ second: Int64, _ nanoseconds: Int32 = 0, _ offset: Int32 = 0, _ zone: String? = nil)
            -> PropertyValue
        {
            .zonedDateTime(
                ZonedDateTime(
                    secondsSinceEpoch: second, nanoseconds: nanoseconds, offsetSeconds: offset, zone: zone))
        }
        func time(_ hour: Int64, _ offset: Int32) -> PropertyValue {
            .zonedTime(
                ZonedTime(time: LocalTime(nanosecondsOfDay: hour * 3_600_000_000_000), offsetSeconds: offset))
        }
        func span(_ months: Int64, _ days: Int64, _ seconds: Int64 = 0, _ nanoseconds: Int32 = 0) -> PropertyValue {
            .duration(CalendarDuration(months: months, days: days, seconds: seconds, nanoseconds: nanoseconds))
        }
        let ascending: [[PropertyValue]] = [
            // By instant, then by offset: 12:00+02:00 is 10:00Z.
            [time(9, 0), time(8, -7_200), time(10, 0), time(12, 7_200), time(10, -1)],
            [
                moment(-1, 999_999_999), moment(0, 0, -60), moment(0, 0, 0), moment(0, 0, 0, "A"),
                moment(0, 0, 0, "B"), moment(0, 0, 60), moment(0, 1, -60), moment(1),
            ],
            // A month counts as 2,629,746 seconds: 30 days, 10 hours, 29 minutes and 6 seconds.
            [
                span(.min, .min, .min), span(0, -1), span(0, 0), span(0, 0, 0, 1), span(0, 0, 1), span(0, 30, 37_745),
                span(0, 0, 2_629_746), span(0, 30, 37_746), span(1, 0), span(0, 30, 37_747), span(12, 0),
                span(0, 366), span(.max, .max, .max),
            ],
            [
                .point(Point(system: .wgs84, x: 9, y: 9)), .point(Point(system: .wgs84With3D, x: 9, y: 9, z: 9)),
                .point(Point(system: .cartesian, x: 1, y: 2)), .point(Point(system: .cartesian, x: 2, y: 1)),
                .point(Point(system: .cartesian3D, x: 1, y: 1, z: 1)),
                .point(Point(system: .cartesian3D, x: 1, y: 1, z: 2)),
            ],
        ]
        for values in ascending {
            #expect(values.reversed().sorted(by: PropertyValue.displayOrder) == values)
        }
    }

    @Test(
        arguments: [
            (PropertyValue.string("a"), ["a"]), (["a", "b"], ["a", "b"]), ([], []), (["a", 1], nil), (1, nil),
            (true, nil),
        ] as [(PropertyValue, [String]?)])
    func textsOfValues(value: PropertyValue, texts: [String]?) {
        #expect(value.strings == texts)
    }
}

import GraphModel
import TestSupport
import Testing

@testable import GraphStore

@Suite struct OrderedValueEncodingTests {
    static func bytes(_ values: PropertyValue...) -> [UInt8] {
        var writer = ByteWriter()
        for value in values { OrderedValueEncoding.encode(value, into: &writer) }
        return writer.bytes
    }

    /// Each list ascends.
    static let ascending: [[PropertyValue]] = [
        [false, true],
        [.integer(.min), -70_000, -1, 0, 1, 255, 256, .integer(.max)],
        [
            .double(-.infinity), -1e300, -1.5, -0.0, 0.0, .double(.leastNonzeroMagnitude), 1.0, 1e300,
            .double(.infinity), .double(.nan),
        ],
        ["", "\0", "\0\0", "\0a", "a", "a\0", "a\0b", "aa", "b", "\u{E9}", "\u{10FFFF}"],
        [.bytes([]), .bytes([0]), .bytes([0, 255]), .bytes([1]), .bytes([255])],
        [.date(CalendarDate(daysSinceEpoch: -3)), .date(CalendarDate(daysSinceEpoch: 20_000))],
        [
            .localDateTime(LocalDateTime(secondsSinceEpoch: -1, nanoseconds: 999)),
            .localDateTime(LocalDateTime(secondsSinceEpoch: 0)),
            .localDateTime(LocalDateTime(secondsSinceEpoch: 0, nanoseconds: 1)),
        ],
        [
            .zonedTime(ZonedTime(time: LocalTime(nanosecondsOfDay: 0), offsetSeconds: 3_600)),
            .zonedTime(ZonedTime(time: LocalTime(nanosecondsOfDay: 0), offsetSeconds: 0)),
        ],
        [[], [1], [1, 1], [2], ["a"], ["a", "b"], ["ab"]],
    ]

    @Test(arguments: ascending)
    func bytesOrderAsValues(values: [PropertyValue]) {
        for index in 1..<values.count {
            let (before, after) = (Self.bytes(values[index - 1]), Self.bytes(values[index]))
            #expect(before.lexicographicallyPrecedes(after), "\(values[index - 1]) before \(values[index])")
        }
    }

    @Test(arguments: Seeds.first(30))
    func equalExactlyWhenValuesAreAndNoneBeginsAnother(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let values = (0..<60).map { _ in RandomValues.value(&random) }
        for a in values {
            for b in values {
                let (x, y) = (Self.bytes(a), Self.bytes(b))
                // Strings alone may look like the beginning of others: 0 ends one and is followed by 255 in another.
                #expect((x == y) == (a == b), "\(a) \(b)")
                if x != y, y.starts(with: x) { #expect(y[x.count] == 255, "\(a) begins \(b)") }
            }
        }
    }

    @Test func longValuesAreCutAndHashed() {
        func key(_ text: String) -> [UInt8] {
            var writer = ByteWriter()
            IndexKey.encode(index: 3, values: [.string(text)], into: &writer)
            return writer.bytes
        }
        let long = String(repeating: "x", count: 500)
        #expect(key(long).count == 2 + IndexKey.valueBytes)
        #expect(key(long) != key(long + "y"))
        #expect(key(long) == key(long))
        #expect(key(String(repeating: "x", count: 397)).count == 2 + 399)
        #expect(key(String(repeating: "x", count: 398)).count == 2 + 400)
        #expect(IndexKey.isCut(valueCount: 400) && !IndexKey.isCut(valueCount: 399))
        #expect(2 + IndexKey.valueBytes + IndexKey.elementBytes(isRelationship: true) <= 511)
    }

    @Test func elementsStandAtTheEndOfKeys() {
        var pending = PendingIndexEntries()
        let relationship = IndexedElementID.relationship(RelationshipID(7), source: NodeID(1 << 39))
        for element in [IndexedElementID.node(NodeID(5)), relationship] {
            let start = pending.begin(9)
            pending.end(from: start, element, isRemoval: false)
        }
        let found = pending.references.map { reference in
            pending.arena.bytes[reference.offset..<reference.offset + reference.length].withUnsafeBytes {
                IndexKey.element($0, isRelationship: reference.isRelationship)
            }
        }
        #expect(found == [.node(NodeID(5)), relationship])
    }

    @Test func pendingEntriesAreFoundByValueInOrder() throws {
        var pending = PendingIndexEntries()
        func add(_ value: PropertyValue, _ node: UInt64, isRemoval: Bool = false) throws {
            var writer = ByteWriter()
            ValueCodec.encode(value, into: &writer)
            let start = pending.begin(1)
            try writer.bytes.withUnsafeBytes { try pending.append(stored: $0) }
            pending.end(from: start, .node(NodeID(node)), isRemoval: isRemoval)
        }
        func changes(_ value: PropertyValue) -> [String] {
            var writer = ByteWriter()
            IndexKey.encode(index: 1, values: [value], into: &writer)
            return writer.bytes.withUnsafeBytes { pending.changes(of: $0) }.map {
                "\($0.isRemoval ? "-" : "+")\($0.element.text)"
            }
        }
        #expect(changes("a") == [])
        for node in 1...3_000 as ClosedRange<UInt64> { try add(.integer(Int64(node % 1_000)), node) }
        try add("a", 1)
        #expect(changes(7) == ["+node #7", "+node #1007", "+node #2007"])
        try add("a", 1, isRemoval: true)
        try add("a", 2)
        #expect(changes("a") == ["+node #1", "-node #1", "+node #2"])
        #expect(changes("b") == [])
        pending.removeAll()
        #expect(changes(7) == [] && pending.isEmpty)
    }
}

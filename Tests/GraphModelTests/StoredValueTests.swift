import GraphModel
import TestSupport
import Testing

/// Stored values that are looked into without being decoded.
@Suite struct StoredValueTests {
    /// The elements of a stored list as bytes; nil for other values.
    static func elements(_ bytes: [UInt8]) throws -> [[UInt8]]? {
        try bytes.withUnsafeBytes { memory in
            guard var elements = try ValueCodec.Elements(ofStored: memory) else { return nil }
            var found: [[UInt8]] = []
            while let element = try elements.next() { found.append(Array(element)) }
            #expect(try elements.next() == nil)
            return found
        }
    }

    static func text(_ bytes: [UInt8]) -> [UInt8]? {
        bytes.withUnsafeBytes { memory in ValueCodec.textBytes(ofStored: memory).map { Array($0) } }
    }

    @Test(arguments: Seeds.first(20))
    func elementsAreTheirOwnEncodings(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let value = RandomValues.value(&random)
            let bytes = ValueCodecTests.encode(value)
            if case .list(let elements) = value {
                #expect(try Self.elements(bytes) == elements.map(ValueCodecTests.encode))
                for length in 1..<bytes.count {
                    #expect(throws: DecodingFault.self) { try Self.elements(Array(bytes.prefix(length))) }
                }
            } else {
                #expect(try Self.elements(bytes) == nil)
            }
            #expect(Self.text(bytes) == value.string.map { Array($0.utf8) })
        }
    }

    @Test func emptyAndShortOnes() throws {
        #expect(try Self.elements([]) == nil)
        #expect(try Self.elements([13, 0]) == [])
        #expect(throws: DecodingFault(offset: 1, reason: "ends too early")) { try Self.elements([13]) }
        #expect(throws: DecodingFault(offset: 2, reason: "count larger than the record")) {
            try Self.elements([13, 1, 1])
        }
        #expect(throws: DecodingFault(offset: 3, reason: "count larger than the record")) {
            try Self.elements([13, 1, 2, 0])
        }
        #expect(Self.text([]) == nil)
        #expect(Self.text([4]) == [])
        #expect(Self.text([5, 0x61]) == nil)
    }

    @Test(arguments: Seeds.first(10))
    func randomBytesNeverTrap(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let bytes: [UInt8] = [13] + random.bytes(random.below(20))
            guard let elements = try? Self.elements(bytes) else { continue }
            // A length byte for each, after the kind and the count.
            #expect(elements.reduce(2) { $0 + 1 + $1.count } <= bytes.count)
        }
    }
}

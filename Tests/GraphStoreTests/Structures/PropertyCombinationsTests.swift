import GraphModel
import TestSupport
import Testing

@testable import GraphStore

@Suite struct PropertyCombinationsTests {
    private static let keys = ["a", "b", "c", "d"]

    private static func block(_ properties: [(UInt16, PropertyValue)]) -> [UInt8] {
        var builder = PropertyBlockBuilder()
        builder.begin()
        for (place, property) in properties.enumerated() { _ = builder.add(property.0, at: place) }
        builder.build(properties.map { Property(Self.keys[Int($0.0)], $0.1) })
        return builder.writer.bytes
    }

    private static func number(
        _ properties: [(UInt16, PropertyValue)], _ combinations: inout PropertyCombinations
    ) throws -> Int {
        try block(properties).withStoredBytes { try combinations.number(of: PropertyBlock($0)) }
    }

    @Test func whatIsNotWantedMakesNoDifference() throws {
        var combinations = PropertyCombinations(wanted: ["a", nil, "c"])
        func expect(_ properties: [(UInt16, PropertyValue)], _ expected: Int) throws {
            let number = try Self.number(properties, &combinations)
            #expect(number == expected, "\(properties)")
        }
        try expect([], 0)
        try expect([(1, "x"), (3, "y")], 0)
        let first = try Self.number([(0, "x"), (1, "y")], &combinations)
        #expect(first == 1)
        try expect([(0, "x"), (1, "z"), (3, 1)], first)
        try expect([(2, "x")], 2)
        #expect(combinations.properties == [[], [Property("a", "x")], [Property("c", "x")]])
        #expect(!combinations.areEmpty)
        #expect(PropertyCombinations(wanted: [nil, nil]).areEmpty)
    }

    @Test("Numbers as a dictionary would give them", arguments: Seeds.first(10))
    func reference(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var combinations = PropertyCombinations(wanted: ["a", "b", nil, "d"])
        var reference: [[Property]: Int] = [[]: 0]
        for _ in 0..<2_000 {
            var properties: [(UInt16, PropertyValue)] = []
            for token in 0..<UInt16(4) where random.chance(60) {
                // Values whose bytes could be taken for one another's, if lengths were not kept.
                properties.append((token, .string(String(repeating: "\u{0}", count: random.below(12)))))
            }
            let wanted = properties.filter { $0.0 != 2 }.map { Property(Self.keys[Int($0.0)], $0.1) }
            let expected = reference[wanted] ?? reference.count
            reference[wanted] = expected
            let number = try Self.number(properties, &combinations)
            #expect(number == expected)
            #expect(combinations.properties[expected] == wanted)
        }
        #expect(combinations.properties.count == reference.count)
    }
}

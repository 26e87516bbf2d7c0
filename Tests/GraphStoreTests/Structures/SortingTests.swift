import GraphModel
import TestSupport
import Testing

@testable import GraphStore

@Suite struct SortingTests {
    @Test(arguments: Seeds.first(20))
    func postingsSortByListAndNodeAndKeepTheOrderOfChanges(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bound = random.pick([2, 300, 1 << 40])
        var entries = (0..<random.below(3_000)).map { _ in
            PostingEntry(
                list: UInt16(random.below(random.pick([1, 4, 1 << 16]))), node: UInt64(random.below(bound)),
                isRemoval: random.chance(50))
        }
        let expected = entries.enumerated().sorted {
            ($0.element.bits >> 8, $0.offset) < ($1.element.bits >> 8, $1.offset)
        }.map(\.element.bits)
        RadixSort.sort(&entries)
        #expect(entries.map(\.bits) == expected)
    }

    @Test(arguments: Seeds.first(20))
    func adjacencySortsByPlaceAndKeepsTheOrderOfChanges(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let nodes = random.pick([1, 5, 1 << 30])
        var entries = (0..<random.below(2_000)).map { place in
            AdjacencyEntry(
                node: UInt64(random.below(nodes)), type: UInt16(random.below(3)), other: UInt64(random.below(4)),
                relationship: UInt64(random.below(3)), version: UInt64(place), hasProperties: random.chance(50),
                isRemoval: random.chance(50))
        }
        let expected = entries.sorted {
            AdjacencyEntry.precedes($0, $1) || (!AdjacencyEntry.precedes($1, $0) && $0.version < $1.version)
        }
        AdjacencySort.sort(&entries)
        #expect(entries.map(ChunkCodecTests.Fields.init) == expected.map(ChunkCodecTests.Fields.init))
    }

    @Test(arguments: Seeds.first(30))
    func keysSortAsTheirBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var arena: [UInt8] = []
        var references: [KeyReference] = []
        let alphabet: [UInt8] = random.pick([[0, 1], [0, 255], Array(97...122)])
        for _ in 0..<random.below(500) {
            let shared = random.chance(50) ? [UInt8](repeating: 7, count: random.below(20)) : []
            let key = shared + (0..<random.below(12)).map { _ in random.pick(alphabet) }
            references.append(
                KeyReference(offset: arena.count, length: key.count, isRemoval: random.chance(50)))
            arena += key
        }
        func bytes(_ reference: KeyReference) -> [UInt8] {
            Array(arena[reference.offset..<reference.offset + reference.length])
        }
        let expected = references.sorted { a, b in
            let (x, y) = (bytes(a), bytes(b))
            return x == y ? a.place < b.place : x.lexicographicallyPrecedes(y)
        }
        arena.withUnsafeBytes { KeySort.sort(&references, arena: $0) }
        #expect(references.map(\.place) == expected.map(\.place))
    }

    @Test(arguments: Seeds.first(20))
    func identifiersCollectIntoRuns(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var builder = IdentifierSetBuilder()
        var expected: Set<UInt64> = []
        let bound = random.pick([10, 1_000])
        for _ in 0..<random.below(2_000) {
            let identifier = UInt64(1 + random.below(bound))
            if random.chance(20) {
                builder.remove(identifier)
                expected.remove(identifier)
            } else {
                builder.insert(identifier)
                expected.insert(identifier)
            }
        }
        #expect(Array(builder.finish()) == expected.sorted())
    }

    @Test(arguments: Seeds.first(10))
    func sumsAreThoseOfADictionary(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var table = CounterTable()
        var expected: [UInt64: Int64] = [:]
        for _ in 0..<5_000 {
            let key = UInt64(random.below(700)) << UInt64(random.pick([0, 17, 40]))
            let amount = Int64(random.below(5)) - 2
            table.add(key, amount)
            expected[key, default: 0] += amount
        }
        #expect(expected.allSatisfy { table.sum($0.key) == $0.value })
        #expect(table.sum(.max - 1) == nil)
        let nonzero = expected.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        #expect(table.sorted().map(\.key) == nonzero.map(\.key))
        #expect(table.sorted().map(\.sum) == nonzero.map(\.value))
    }
}

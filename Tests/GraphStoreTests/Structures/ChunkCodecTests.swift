import GraphModel
import TestSupport
import Testing

@testable import GraphStore

@Suite struct ChunkCodecTests {
    static func adjacency(_ random: inout SeededGenerator, owner: UInt64, count: Int) -> [AdjacencyEntry] {
        let bound = random.pick([3, 1_000, 1 << 40])
        var entries = (0..<count).map { _ in
            AdjacencyEntry(
                node: owner, type: UInt16(random.below(random.pick([2, 1 << 16]))), other: UInt64(random.below(bound)),
                relationship: UInt64(random.below(bound)), version: UInt64(random.below(1 << 20)),
                hasProperties: random.chance(20))
        }
        entries.sort(by: AdjacencyEntry.precedes)
        return entries
    }

    static func encode<Entry: ChunkEntry>(_ entries: [Entry]) -> [UInt8] {
        var writer = ByteWriter()
        entries.withUnsafeBufferPointer { Entry.encode($0, into: &writer) }
        return writer.bytes
    }

    static func decode<Entry: ChunkEntry>(_ bytes: [UInt8], owner: UInt64) throws -> [Entry] {
        var entries: [Entry] = []
        try bytes.withUnsafeBytes { try Entry.decode($0, owner: owner, into: &entries) }
        return entries
    }

    @Test(arguments: Seeds.first(40))
    func adjacencyComesBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let owner = UInt64(random.below(1 << 40))
        let entries = Self.adjacency(&random, owner: owner, count: 1 + random.below(200))
        let found: [AdjacencyEntry] = try Self.decode(Self.encode(entries), owner: owner)
        #expect(found.map(Fields.init) == entries.map(Fields.init))
    }

    struct Fields: Equatable {
        var words: [UInt64]
        init(_ entry: AdjacencyEntry) {
            words = [
                entry.node, UInt64(entry.type), entry.other, entry.relationship, entry.version,
                entry.hasProperties ? 1 : 0, entry.isRemoval ? 1 : 0,
            ]
        }
    }

    @Test func fieldsKeepTheirExtremes() {
        let most = Limits.identity
        let entry = AdjacencyEntry(
            node: most, type: .max, other: most, relationship: most, version: most, hasProperties: true,
            isRemoval: true)
        #expect(Fields(entry).words == [most, 65_535, most, most, most, 1, 1])
        let zero = AdjacencyEntry(node: 0, type: 0, other: 0, relationship: 0, version: 0, hasProperties: false)
        #expect(Fields(zero).words == [0, 0, 0, 0, 0, 0, 0])
        let posting = PostingEntry(list: .max, node: most, isRemoval: true)
        #expect(posting.list == .max && posting.node == most && posting.isRemoval)
    }

    @Test func adjacencyBytesAreAsDocumented() {
        let entries = [
            AdjacencyEntry(node: 9, type: 1, other: 5, relationship: 100, version: 7, hasProperties: false),
            AdjacencyEntry(node: 9, type: 1, other: 8, relationship: 99, version: 9, hasProperties: true),
            AdjacencyEntry(node: 9, type: 3, other: 2, relationship: 101, version: 7, hasProperties: false),
        ]
        #expect(Self.encode(entries) == [7, 1, 2, 5, 0xC8, 1, 0, 3, 1, 5, 3, 1, 2, 4, 0])
        let nodes = [PostingEntry(list: 1, node: 3), PostingEntry(list: 1, node: 200)]
        #expect(Self.encode(nodes) == [2, 3, 0xC5, 1])
    }

    @Test(arguments: Seeds.first(40))
    func damagedChunksEndInAFaultOrEntriesInRange(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = Self.encode(Self.adjacency(&random, owner: 1, count: 20))
        for _ in 0..<200 {
            var damaged = bytes
            if random.chance(50) {
                damaged[random.below(bytes.count)] = UInt8.random(in: 0...255, using: &random)
            } else {
                damaged.removeLast(1 + random.below(bytes.count))
            }
            let entries: [AdjacencyEntry] = (try? Self.decode(damaged, owner: 1)) ?? []
            #expect(entries.allSatisfy { max($0.other, $0.relationship, $0.version) <= Limits.identity })
            _ = try? Self.decode(damaged, owner: 1) as [PostingEntry]
        }
    }

    @Test(arguments: Seeds.first(20))
    func boundariesOrderAsEntries(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let entries = Self.adjacency(&random, owner: 4, count: 50)
        let keys = entries.map { entry in
            var key = TableKey()
            entry.appendBoundary(to: &key)
            return key.withBytes { [UInt8]($0) }
        }
        for index in 1..<keys.count {
            #expect(!keys[index].lexicographicallyPrecedes(keys[index - 1]))
            let isAfter = keys[index].withUnsafeBytes { entries[index - 1].isAtOrAfter(boundary: $0) }
            #expect(isAfter == !AdjacencyEntry.precedes(entries[index - 1], entries[index]))
        }
    }
}

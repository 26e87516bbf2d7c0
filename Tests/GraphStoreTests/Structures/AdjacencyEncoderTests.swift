import GraphModel
import KeyValueStore
import TestSupport
import Testing

@testable import GraphStore

@Suite struct AdjacencyEncoderTests {
    @Test("Blocks hold every list once, in the order of the table", arguments: Seeds.first(4))
    func blocks(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var outgoing = (1...60_000 as ClosedRange<UInt64>).map { id in
            AdjacencyEntry(
                node: UInt64(random.below(40_000)), type: UInt16(random.below(3)), other: UInt64(random.below(90_000)),
                relationship: id, version: 1, hasProperties: random.chance(20), isRemoval: random.chance(1))
        }
        var incoming = outgoing.map(\.reversed)
        AdjacencySort.sort(&outgoing)
        AdjacencySort.sort(&incoming)
        let folder = try temporaryFolder()
        let environment = try Environment.create(
            at: folder.path("store"), tables: Table.all, settings: StoreSettings().environment)
        var blocks = 0
        var sources: [PostingEntry] = []
        try environment.write { (transaction) throws(StoreError) in
            var cursor = try transaction.unsafe.cursor(.adjacency)
            try outgoing.withUnsafeBuffer { (outgoing) throws(StoreError) in
                try incoming.withUnsafeBuffer { (incoming) throws(StoreError) in
                    let encoder = AdjacencyEncoder(AdjacencyChanges(outgoing, incoming))
                    var block = EncodedLists()
                    while !encoder.isAtEnd {
                        encoder.encode(into: &block)
                        try block.append(to: &cursor)
                        blocks += 1
                    }
                    sources = encoder.typeSources
                }
            }
        }
        #expect(blocks > 1)
        let kept = outgoing.filter { !$0.isRemoval }
        #expect(sources.map(\.bits) == Self.distinct(kept.map { PostingEntry(list: $0.type, node: $0.node).bits }))
        let transaction = try environment.beginRead()
        for (direction, entries) in [(Direction.outgoing, kept), (.incoming, incoming.filter { !$0.isRemoval })] {
            var found: [AdjacencyEntry] = []
            for node in 0..<UInt64(90_000) {
                try transaction.unsafe.scanAdjacency(NodeID(node), direction) { entry in
                    found.append(entry)
                    return true
                }
            }
            #expect(found.map(ChunkCodecTests.Fields.init) == entries.map(ChunkCodecTests.Fields.init))
        }
    }

    private static func distinct(_ numbers: [UInt64]) -> [UInt64] {
        numbers.enumerated().filter { $0.offset == 0 || numbers[$0.offset - 1] != $0.element }.map(\.element)
    }

    @Test("Lists come by node, outgoing first, and stop where they are told")
    func order() {
        let pairs: [(UInt64, UInt64)] = [(1, 1), (1, 5), (3, 2), (9, 1)]
        let outgoing = pairs.enumerated().map { index, pair in
            AdjacencyEntry(
                node: pair.0, type: 1, other: pair.1, relationship: UInt64(index + 1), version: 1, hasProperties: false)
        }
        var incoming = outgoing.map(\.reversed)
        AdjacencySort.sort(&incoming)
        outgoing.withUnsafeBuffer { outgoing in
            incoming.withUnsafeBuffer { incoming in
                var changes = AdjacencyChanges(outgoing, incoming)
                func take(upTo last: UInt64) -> [String] {
                    var lists: [String] = []
                    while let list = changes.next(upTo: last) {
                        lists.append("\(list.node) \(list.direction) \(list.changes.map(\.other))")
                    }
                    return lists
                }
                #expect(take(upTo: 2) == ["1 outgoing [1, 5]", "1 incoming [1, 9]", "2 incoming [3]"])
                #expect(!changes.isEmpty)
                #expect(take(upTo: .max) == ["3 outgoing [2]", "5 incoming [1]", "9 outgoing [1]"])
                #expect(changes.isEmpty)
            }
        }
    }
}

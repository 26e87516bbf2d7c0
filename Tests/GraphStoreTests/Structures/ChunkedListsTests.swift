import GraphModel
import KeyValueStore
import TestSupport
import Testing

@testable import GraphStore

/// The chunks of a table against plain sorted sets.
@Suite struct ChunkedListsTests {
    static func open(_ folder: TemporaryFolder) throws -> Environment {
        var settings = EnvironmentSettings()
        settings.durability = .none
        return try Environment.create(at: folder.path("store"), tables: [.labelNodes], settings: settings)
    }

    /// Every chunk in its place, within its size, with ascending entries from its boundary up to the next.
    static func check(_ transaction: UnsafeTransaction, _ expected: [UInt16: Set<UInt64>]) throws {
        var found: [UInt16: [UInt64]] = [:]
        var cursor = try transaction.cursor(.labelNodes)
        var isThere = try cursor.first()
        while isThere {
            let key = [UInt8](cursor.key)
            let list = UInt16(key[0]) << 8 | UInt16(key[1])
            var entries: [PostingEntry] = []
            try PostingEntry.decode(cursor.payload, owner: UInt64(list), into: &entries)
            #expect(cursor.payload.count <= ChunkLimits.payloadBytes && !entries.isEmpty)
            if let last = found[list]?.last, let first = entries.first {
                #expect(last < first.node && key.count == 7)
                #expect(key.dropFirst(2).withUnsafeBytes { first.isAtOrAfter(boundary: $0) })
            }
            found[list, default: []] += entries.map(\.node)
            isThere = try cursor.next()
        }
        #expect(found == expected.mapValues { $0.sorted() }.filter { !$0.value.isEmpty })
    }

    @Test(arguments: Seeds.first(12))
    func listsHoldWhatWasPutIntoThem(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = try temporaryFolder()
        let environment = try Self.open(folder)
        var expected: [UInt16: Set<UInt64>] = [:]
        let bound = random.pick([50, 5_000, 1 << 30])
        for _ in 0..<12 {
            var changes: [PostingEntry] = []
            let list = UInt16(random.below(3))
            for _ in 0..<random.pick([1, 20, 4_000]) {
                let node = UInt64(random.below(bound))
                let isRemoval = random.chance(expected[list, default: []].count > 3_000 ? 80 : 30)
                changes.append(PostingEntry(list: list, node: node, isRemoval: isRemoval))
                if isRemoval { expected[list]?.remove(node) } else { expected[list, default: []].insert(node) }
            }
            RadixSort.sort(&changes)
            try environment.write { (transaction) throws(StoreError) in
                var lists = ChunkedLists<PostingEntry>(.labelNodes)
                var cursor = try transaction.unsafe.cursor(.labelNodes)
                try changes.withUnsafeBuffer { (changes) throws(StoreError) in
                    try lists.apply(
                        changes, prefix: .token(list), owner: UInt64(list), in: transaction.unsafe, cursor: &cursor
                    ) { _, _ in }
                }
            }
            let transaction = try environment.beginRead()
            try Self.check(transaction.unsafe, expected)
        }
    }

    @Test func aNewListIsCutIntoEqualPieces() throws {
        let folder = try temporaryFolder()
        let environment = try Self.open(folder)
        let changes = (1...100_000 as ClosedRange<UInt64>).map { PostingEntry(list: 7, node: $0 * 3) }
        try environment.write { (transaction) throws(StoreError) in
            var lists = ChunkedLists<PostingEntry>(.labelNodes)
            var cursor = try transaction.unsafe.cursor(.labelNodes)
            try changes.withUnsafeBuffer { (changes) throws(StoreError) in
                try lists.append(changes, prefix: .token(7), cursor: &cursor)
            }
        }
        let transaction = try environment.beginRead()
        try Self.check(transaction.unsafe, [7: Set(changes.map(\.node))])
        #expect(try transaction.unsafe.count(.labelNodes) == 63)
    }
}

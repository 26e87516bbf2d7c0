import GraphModel
import TestSupport
import Testing

@testable import GraphStore

@Suite struct HistoryLogStreamTests {
    struct Entry: Equatable {
        var number: CommitNumber
        var record: CommitRecord
        var operations: [GraphOperation]
    }

    static func entries(_ random: inout SeededGenerator, first: UInt64, count: Int) -> [Entry] {
        (0..<count).map { place in
            Entry(
                number: CommitNumber(first + UInt64(place)), record: HistoryCodecTests.commit(&random),
                operations: RandomDeltas.delta(&random, operations: random.below(30)).operations)
        }
    }

    static func write(_ entries: [Entry], first: UInt64) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = try LogWriter(store: [1, 2, 3], first: CommitNumber(first)) { bytes.append(contentsOf: $0) }
        for entry in entries {
            try writer.begin(entry.number, entry.record)
            for operation in entry.operations { try writer.append(operation) }
            try writer.endCommit()
        }
        try writer.end(last: CommitNumber(first + UInt64(entries.count) - 1))
        return bytes
    }

    /// Gives the bytes in pieces of at most `piece`.
    static func read(_ bytes: [UInt8], piece: Int = 1 << 20) throws -> (entries: [Entry], store: [UInt8]) {
        var place = 0
        var reader = try LogReader { target in
            let count = min(target.count, bytes.count - place, piece)
            target.copyBytes(from: bytes[place..<place + count])
            place += count
            return count
        }
        var entries: [Entry] = []
        while true {
            switch try reader.event() {
            case .commit(let number, let record): entries.append(Entry(number: number, record: record, operations: []))
            case .operations(let operations): entries[entries.count - 1].operations += operations
            case .commitEnd: break
            case .end: return (entries, reader.store)
            }
        }
    }

    @Test(arguments: Seeds.first(20))
    func logsComeBackWhateverThePieces(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let first = UInt64(1 + random.below(1_000))
        let entries = Self.entries(&random, first: first, count: random.below(6))
        let bytes = try Self.write(entries, first: first)
        let (found, store) = try Self.read(bytes, piece: 1 + random.below(300))
        #expect(found == entries)
        #expect(store == [1, 2, 3])
    }

    @Test func longCommitsAreSplitOverFrames() throws {
        var random = SeededGenerator(seed: 1)
        let text = PropertyValue.string(String(repeating: "x", count: 100_000))
        var entries = Self.entries(&random, first: 1, count: 1)
        entries[0].operations = (1...20).map {
            .createNode(id: NodeID($0), labels: ["A"], properties: [Property("p", text)])
        }
        #expect(try Self.read(try Self.write(entries, first: 1)).entries == entries)
    }

    @Test(arguments: Seeds.first(20))
    func everyChangedByteAndEveryCutIsFound(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = try Self.write(Self.entries(&random, first: 1, count: 3), first: 1)
        for _ in 0..<60 {
            var damaged = bytes
            switch random.below(3) {
            case 0: damaged[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
            case 1: damaged.removeLast(1 + random.below(bytes.count))
            default: damaged.append(0)
            }
            let error = #expect(throws: StoreError.self) { try Self.read(damaged) }
            #expect(error?.kind == .logDamaged)
        }
    }

    @Test func framesOutOfOrderAreFound() throws {
        var random = SeededGenerator(seed: 3)
        let entries = Self.entries(&random, first: 1, count: 2)
        #expect(throws: StoreError.self) { try Self.read(try Self.write(Array(entries.reversed()), first: 1)) }
        #expect(throws: StoreError.self) { try Self.read(try Self.write([entries[0], entries[0]], first: 1)) }
        let error = #expect(throws: StoreError.self) { try Self.read(Array("FAULTLOX".utf8)) }
        #expect(error?.message == "the log is not what was exported: it does not begin as a log does at byte 0")
    }

    @Test(arguments: [UInt64.max, Limits.identity]) func commitsOutOfRangeAreFound(number: UInt64) throws {
        for first in [CommitNumber(1), CommitNumber(number)] {
            var bytes: [UInt8] = []
            var writer = try LogWriter(store: [1, 2, 3], first: first) { bytes.append(contentsOf: $0) }
            try writer.end(last: CommitNumber(number))
            let error = #expect(throws: StoreError.self) { try Self.read(bytes) }
            #expect(error?.message.contains("commit out of range") == true)
        }
    }
}

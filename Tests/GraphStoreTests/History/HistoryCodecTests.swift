import GraphModel
import TestSupport
import Testing

@testable import GraphStore

@Suite struct HistoryCodecTests {
    static func commit(_ random: inout SeededGenerator) -> CommitRecord {
        var counts = ChangeCounts()
        counts.nodesCreated = random.below(1 << 30)
        counts.nodesUpdated = random.below(3)
        counts.nodesDeleted = random.below(300)
        counts.relationshipsCreated = random.below(1 << 40)
        counts.relationshipsUpdated = random.below(2)
        counts.relationshipsDeleted = random.below(1 << 10)
        counts.definitionsChanged = random.below(2)
        let metadata = CommitMetadata(
            author: RandomValues.text(&random), source: RandomValues.text(&random),
            reason: random.chance(50) ? RandomValues.text(&random) : nil,
            time: Timestamp(microsecondsSinceEpoch: RandomValues.integer(&random)))
        return CommitRecord(
            metadata: metadata, counts: counts, nextNode: UInt64(random.below(1 << 40)),
            nextRelationship: UInt64(random.below(1 << 40)))
    }

    static func encode(_ record: CommitRecord) -> [UInt8] {
        var writer = ByteWriter()
        CommitCodec.encode(record, into: &writer)
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8]) throws -> CommitRecord {
        try bytes.withUnsafeBytes { try CommitCodec.decode($0) }
    }

    @Test(arguments: Seeds.first(30))
    func commitsComeBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<30 {
            let record = Self.commit(&random)
            #expect(try Self.decode(Self.encode(record)) == record)
        }
    }

    @Test(arguments: Seeds.first(30))
    func damagedCommitsEndInAFaultOrARecord(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            var bytes = Self.encode(Self.commit(&random))
            #expect(throws: DecodingFault.self) { try Self.decode(bytes + [0]) }
            #expect(throws: DecodingFault.self) { try Self.decode(bytes.dropLast()) }
            bytes[random.below(bytes.count)] = UInt8.random(in: 0...255, using: &random)
            _ = try? Self.decode(bytes)
        }
    }

    static func touched(_ random: inout SeededGenerator, large: Bool) -> TouchedElements {
        func runs() -> IdentifierRuns {
            var runs = IdentifierRuns()
            var next: UInt64 = 1
            for _ in 0..<random.below(large ? 3 * TouchedCodec.runsPerPart : 5) {
                next += UInt64(random.below(random.pick([2, 300, 100_000])))
                let length = random.chance(80) ? 0 : UInt64(random.below(1_000_000))
                runs.append(next...next + length)
                next += length + 1
            }
            return runs
        }
        let definitions = (0..<random.below(large ? 200 : 3)).map {
            TouchedElements.Definition(kind: UInt8(1 + $0 % 3), name: "definition \($0)")
        }
        return TouchedElements(nodes: runs(), sources: runs(), definitions: definitions)
    }

    static func join(_ parts: [[UInt8]]) throws -> TouchedElements {
        var touched = TouchedElements()
        for part in parts { try part.withUnsafeBytes { try TouchedCodec.decode($0, into: &touched) } }
        return touched
    }

    @Test(arguments: Seeds.first(40))
    func touchedElementsComeBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let touched = Self.touched(&random, large: seed.isMultiple(of: 4))
        let parts = TouchedCodec.encode(touched)
        #expect(try Self.join(parts) == touched)
        #expect(parts.isEmpty == touched.isEmpty)
        #expect(parts.allSatisfy { $0.count <= 100_000 })
    }

    @Test func smallCommitsTakeOnePartAndBulkLoadsFewBytes() {
        var touched = TouchedElements()
        touched.nodes.append(1...10_000_000)
        touched.sources.append(5)
        touched.definitions = [TouchedElements.Definition(kind: 1, name: "n")]
        #expect(TouchedCodec.encode(touched) == [[1, 1, 1, 0xFF, 0xAC, 0xE2, 4, 2, 1, 5, 0, 3, 1, 1, 1, 0x6E]])
    }

    @Test(arguments: Seeds.first(40))
    func damagedPartsEndInAFaultOrASoundSet(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            var bytes = TouchedCodec.encode(Self.touched(&random, large: false)).first ?? [1]
            bytes[random.below(bytes.count)] = UInt8.random(in: 0...255, using: &random)
            guard let touched = try? Self.join([bytes]) else { continue }
            for (a, b) in zip(touched.nodes.runs, touched.nodes.runs.dropFirst()) {
                #expect(a.upperBound < b.lowerBound)
            }
        }
        #expect(throws: DecodingFault(offset: 0, reason: "unknown kind of section")) { try Self.join([[9]]) }
        #expect(throws: DecodingFault(offset: 2, reason: "identity out of range")) {
            try Self.join([[1, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0]])
        }
        #expect(throws: DecodingFault.self) { try Self.join([[1, 1, 5, 0], [1, 1, 5, 0]]) }
    }
}

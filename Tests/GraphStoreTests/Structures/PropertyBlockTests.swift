import GraphModel
import TestSupport
import Testing

@testable import GraphStore

@Suite struct PropertyBlockTests {
    static func build(_ values: [(token: UInt16, value: PropertyValue)]) -> [UInt8]? {
        var builder = PropertyBlockBuilder()
        builder.begin()
        for (index, entry) in values.enumerated() where !builder.add(entry.token, at: index) { return nil }
        builder.build(values.map { Property("unused", $0.value) })
        return builder.writer.bytes
    }

    static func values(_ block: [UInt8]) throws -> [UInt16: PropertyValue] {
        try block.withUnsafeBytes { bytes in
            var result: [UInt16: PropertyValue] = [:]
            var cursor = try PropertyBlock.Cursor(PropertyBlock(bytes))
            while let entry = try cursor.next() { result[entry.token] = try ValueCodec.decode(entry.value) }
            return result
        }
    }

    @Test(arguments: Seeds.first(30))
    func comesBackAndTakesChanges(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var expected: [UInt16: PropertyValue] = [:]
        for _ in 0..<random.below(12) { expected[UInt16(random.below(40))] = RandomValues.value(&random) }
        var given = expected.map { (token: $0.key, value: $0.value) }
        given.shuffle(using: &random)
        var block = try #require(Self.build(given))
        #expect(try Self.values(block) == expected)
        given.shuffle(using: &random)
        #expect(Self.build(given) == block, "the order given makes no difference")
        for _ in 0..<10 {
            var changes: [(token: UInt16, value: PropertyValue?)] = []
            for token in 0..<40 as Range<UInt16> where random.chance(10) {
                changes.append((token, random.chance(40) ? nil : RandomValues.value(&random)))
                expected[token] = changes[changes.count - 1].value
            }
            var builder = PropertyBlockBuilder()
            let before = block
            try block.withUnsafeBytes { try builder.build(PropertyBlock($0), changes: changes) }
            block = builder.writer.bytes
            let (old, new) = (try Self.values(before), try Self.values(block))
            let differing = (0..<40 as Range<UInt16>).filter { old[$0] != new[$0] }
            #expect(
                try before.withUnsafeBytes { old in
                    try block.withUnsafeBytes { try PropertyBlock(old).keys(differingFrom: PropertyBlock($0)) }
                } == differing)
            #expect(try Self.values(block) == expected)
            #expect(block == Self.build(expected.map { ($0.key, $0.value) }))
            try block.withUnsafeBytes { bytes in
                #expect(try PropertyBlock(bytes).count() == expected.count)
                for token in 0..<41 as Range<UInt16> {
                    let value = try PropertyBlock(bytes).value(of: token).map { try ValueCodec.decode($0) }
                    #expect(value == expected[token])
                }
            }
        }
    }

    @Test func repeatedKeysAreFoundWhereverTheyStand() {
        #expect(Self.build([(1, true), (2, true), (1, true)]) == nil)
        #expect(Self.build([(2, true), (1, true), (2, true)]) == nil)
        #expect(Self.build([(1, true), (1, true)]) == nil)
        #expect(Self.build([]) == PropertyBlock.emptyBytes)
    }

    @Test(arguments: Seeds.first(30))
    func damagedBlocksEndInAFaultOrInOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let block = try #require(Self.build((0..<8).map { (UInt16($0 * 3), RandomValues.value(&random)) }))
        for _ in 0..<200 {
            var damaged = block
            damaged[random.below(block.count)] = UInt8.random(in: 0...255, using: &random)
            damaged.withUnsafeBytes { bytes in
                var previous = -1
                guard var cursor = try? PropertyBlock.Cursor(PropertyBlock(bytes)) else { return }
                while let entry = try? cursor.next() {
                    #expect(Int(entry.token) > previous)
                    previous = Int(entry.token)
                }
            }
        }
        #expect(throws: DecodingFault.self) { try Self.values([1, 0]) }
        #expect(throws: DecodingFault.self) { try Self.values([0, 0]) }
    }

    @Test func recordsComeBack() throws {
        var writer = ByteWriter()
        NodeRecord.encodeHead(version: CommitNumber(300), labelSet: 513, into: &writer)
        writer.bytes += PropertyBlock.emptyBytes
        try writer.bytes.withUnsafeBytes { bytes in
            let record = try NodeRecord(bytes)
            #expect(record.version == CommitNumber(300) && record.labelSet == 513)
            #expect(try record.properties.count() == 0)
        }
        #expect(throws: DecodingFault.self) {
            try ([1, 0xFF, 0xFF, 0x7F, 0] as [UInt8]).withUnsafeBytes { _ = try NodeRecord($0) }
        }
    }
}

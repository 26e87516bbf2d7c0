import GraphModel
import TestSupport
import Testing

@Suite struct OperationBlockTests {
    static func encode(_ operations: [GraphOperation]) -> [UInt8] {
        var encoder = OperationBlockEncoder()
        for operation in operations { encoder.append(operation) }
        return encoder.finish()
    }

    static func decode(_ block: [UInt8]) throws -> [GraphOperation] {
        try block.withUnsafeBytes { memory in
            var decoder = try OperationBlockDecoder(memory)
            var operations: [GraphOperation] = []
            while let operation = try decoder.next() { operations.append(operation) }
            #expect(decoder.remaining == 0)
            return operations
        }
    }

    static func block(names: [String], count: Int = 1, _ body: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        writer.varint(UInt64(names.count))
        for name in names { writer.string(name) }
        writer.varint(UInt64(count))
        return writer.bytes + body
    }

    static func signed(_ number: Int64) -> [UInt8] {
        var writer = ByteWriter()
        writer.signedVarint(number)
        return writer.bytes
    }

    @Test(arguments: Seeds.first(15))
    func everyCutOfADeltaIsAFault(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let delta = RandomDeltas.delta(&random, operations: 1 + random.below(5))
        let bytes = DeltaCodec.encode(delta)
        let head = GraphDelta(base: delta.base, reads: delta.reads)
        let headLength = DeltaCodec.encode(head).count
        for length in 0..<bytes.count {
            let cut = try? DeltaCodecTests.decode(Array(bytes.prefix(length)))
            // Blocks run to the end: without its only block a delta has no operations.
            #expect(cut == (length == headLength ? head : nil), "\(length) of \(bytes.count)")
        }
    }

    @Test(arguments: Seeds.first(15))
    func everyChangedByteGivesAFaultOrADelta(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let sound = DeltaCodec.encode(RandomDeltas.delta(&random, operations: 1 + random.below(4)))
        for place in sound.indices {
            for mask in [1, 2, 0x7F, 0x80, UInt8(1 + random.below(255))] as [UInt8] {
                var bytes = sound
                bytes[place] ^= mask
                do {
                    let delta = try DeltaCodecTests.decode(bytes)
                    #expect(try DeltaCodecTests.decode(DeltaCodec.encode(delta)) == delta)
                } catch let fault as DecodingFault {
                    #expect(0...bytes.count ~= fault.offset, "\(fault)")
                }
            }
        }
    }

    @Test func codesAreZeroToThirteen() {
        for code in UInt8(14)...255 {
            #expect(throws: DecodingFault(offset: 3, reason: "unknown operation \(code)")) {
                try Self.decode(Self.block(names: [], [code, 0]))
            }
        }
    }

    @Test func blocksStandAlone() throws {
        let first = GraphOperation.createNode(id: NodeID(900), labels: ["A"], properties: [Property("p", 1)])
        let second = GraphOperation.deleteNode(.existing(NodeID(901)), detach: true)
        var encoder = OperationBlockEncoder()
        encoder.append(first)
        #expect(encoder.count == 1)
        let firstBlock = encoder.finish()
        #expect(encoder.count == 0)
        #expect(encoder.byteCount == 0)
        encoder.append(second)
        let secondBlock = encoder.finish()
        #expect(secondBlock == Self.block(names: [], [4] + Self.signed(901 * 2)))
        #expect(try Self.decode(firstBlock) == [first])
        #expect(try Self.decode(secondBlock) == [second])
        #expect(encoder.finish() == [0, 0])
        #expect(try Self.decode([0, 0]) == [])
    }

    @Test(arguments: [(255, true), (256, true), (257, false)])
    func namesEndAtTheirLimit(length: Int, isSound: Bool) {
        let name = String(repeating: "n", count: length)
        let operations: [GraphOperation] = [
            .createNode(id: nil, labels: [name], properties: []), .dropIndex(name: name), .dropConstraint(name: name),
            .createNode(id: nil, labels: [], properties: [Property(name, 1)]),
        ]
        for operation in operations {
            #expect((try? Self.decode(Self.encode([operation]))) == (isSound ? [operation] : nil))
        }
    }

    @Test(arguments: [(15, true), (16, true), (17, false)])
    func membersOfDefinitionsEndAtTheirLimit(count: Int, isSound: Bool) {
        let keys = (0..<count).map { "k\($0)" }
        let index = GraphOperation.createIndex(
            IndexDefinition(name: "i", element: .label("A"), properties: keys, eachListElement: true))
        let constraint = GraphOperation.createConstraint(
            ConstraintDefinition(name: "c", kind: .existence, element: .relationshipType("T"), properties: keys))
        #expect((try? Self.decode(Self.encode([index]))) == (isSound ? [index] : nil))
        #expect((try? Self.decode(Self.encode([constraint]))) == (isSound ? [constraint] : nil))
    }

    @Test func identitiesEndAtFortyBits() throws {
        let last: Int64 = (1 << 40) - 1
        for (distance, isSound) in [(last - 1, true), (last, true), (last + 1, false), (-1, false), (.max, false)] {
            let created = try? Self.decode(Self.block(names: [], [1] + Self.signed(distance) + [0, 0]))
            let expected = GraphOperation.createNode(
                id: NodeID(UInt64(bitPattern: distance)), labels: [], properties: [])
            #expect(created == (isSound ? [expected] : nil), "\(distance)")
            guard distance < .max / 2 else { continue }
            let node = try? Self.decode(Self.block(names: [], [3] + Self.signed(distance * 2)))
            #expect((node != nil) == isSound)
            let ordinal = try? Self.decode(Self.block(names: [], [3] + Self.signed(distance * 2 + 1)))
            #expect(ordinal == (isSound ? [.deleteNode(.new(Int(distance)), detach: false)] : nil))
        }
        // One step beyond the last identity, and back.
        let there = [1] + Self.signed(last) + [0, 0]
        #expect(throws: DecodingFault.self) {
            try Self.decode(Self.block(names: [], count: 2, there + [1] + Self.signed(1) + [0, 0]))
        }
        #expect(try Self.decode(Self.block(names: [], count: 2, there + [1] + Self.signed(-last) + [0, 0])).count == 2)
    }

    @Test func readsAndBasesEndAtFortyBits() throws {
        for (identity, isSound) in [((1 << 40) - 2, true), ((1 << 40) - 1, true), (1 << 40, false), (.max, false)]
            as [(UInt64, Bool)]
        {
            for kind in [1, 2] as [UInt8] {
                var writer = ByteWriter()
                writer.bytes = [1, 0, 1, kind]
                writer.varint(identity)
                let id = NodeID(identity)
                let expected = GraphDelta(reads: [kind == 1 ? .node(id) : .relationships(of: id)])
                #expect((try? DeltaCodecTests.decode(writer.bytes)) == (isSound ? expected : nil))
            }
            guard identity < .max else { continue }
            var writer = ByteWriter()
            writer.byte(1)
            writer.varint(identity + 1)
            writer.varint(0)
            let expected = GraphDelta(base: CommitNumber(identity))
            #expect((try? DeltaCodecTests.decode(writer.bytes)) == (isSound ? expected : nil))
        }
    }

    @Test(
        arguments: [
            ([9, 0, 2, 0, 0, 0], "unknown kind of indexed element"),
            ([9, 0, 0, 0, 0, 2], "neither a list index nor none"),
            ([11, 0, 2, 0, 0, 0], "unknown kind of constraint"),
            ([11, 0, 0, 2, 0, 0], "unknown kind of indexed element"),
            ([0, 1, 1, 0], "no name of this number"), ([13, 1, 1, 0xFF, 0], "text is not UTF-8"),
            ([2, 0, 0, 0, 1, 0, 1, 14], "unknown kind of value"), ([0, 0, 1, 0, 2, 0, 0], "bytes after the value"),
            ([0, 0, 0, 0], "bytes after the last operation"),
        ] as [([UInt8], String)])
    func faultsAreNamed(body: [UInt8], reason: String) {
        let fault = #expect(throws: DecodingFault.self) { try Self.decode(Self.block(names: ["n"], body)) }
        #expect(fault?.reason == reason)
    }
}

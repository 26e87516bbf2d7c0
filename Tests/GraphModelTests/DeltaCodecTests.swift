import GraphModel
import TestSupport
import Testing

@Suite struct DeltaCodecTests {
    static func decode(_ bytes: [UInt8]) throws -> GraphDelta {
        try bytes.withUnsafeBytes { try DeltaCodec.decode($0) }
    }

    @Test(arguments: Seeds.first(60))
    func deltasComeBack(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let delta = RandomDeltas.delta(&random, operations: random.below(80))
        let bytes = DeltaCodec.encode(delta)
        #expect(bytes == DeltaCodec.encode(delta))
        #expect(try Self.decode(bytes) == delta)
    }

    @Test func longDeltasAreCutIntoBlocks() throws {
        let text = PropertyValue.string(String(repeating: "x", count: 1_000))
        let operations = (0..<2_000).map {
            GraphOperation.createNode(id: NodeID(UInt64($0)), labels: ["A"], properties: [Property("p", text)])
        }
        let bytes = DeltaCodec.encode(GraphDelta(operations: operations))
        #expect(try Self.decode(bytes).operations == operations)
    }

    @Test(arguments: Seeds.first(60))
    func damagedDeltasEndInAFaultOrADelta(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let sound = DeltaCodec.encode(RandomDeltas.delta(&random, operations: 1 + random.below(20)))
        for _ in 0..<150 {
            var bytes = sound
            for _ in 0...random.below(3) {
                bytes[random.below(bytes.count)] = UInt8.random(in: 0...255, using: &random)
            }
            if random.chance(30) { bytes.removeLast(random.below(bytes.count)) }
            do {
                let delta = try Self.decode(bytes)
                #expect(try Self.decode(DeltaCodec.encode(delta)) == delta)
            } catch is DecodingFault {
            }
        }
    }

    /// The example of docs/change-feed.md.
    @Test func bytesAreAsDocumented() throws {
        let delta = GraphDelta(
            base: CommitNumber(4), reads: [.node(NodeID(7))],
            operations: [
                .createNode(id: nil, labels: ["Server"], properties: [Property("name", "a")]),
                .createRelationship(
                    id: nil, type: "HOSTS", source: .existing(NodeID(7)), target: .new(0), properties: []),
                .updateNode(.existing(NodeID(9)), addLabels: [], removeLabels: [], properties: [.init("name", nil)]),
            ])
        let names: [UInt8] = [3, 6] + "Server".utf8 + [4] + "name".utf8 + [5] + "HOSTS".utf8
        let block: [UInt8] = names + [3] + [0, 1, 0, 1, 1, 2, 4, 0x61] + [5, 2, 28, 2, 0] + [2, 8, 0, 0, 1, 1, 0]
        let expected: [UInt8] = [1, 5, 1, 1, 7, UInt8(block.count)] + block
        #expect(DeltaCodec.encode(delta) == expected)
        #expect(try Self.decode(expected) == delta)
    }

    @Test(
        arguments: [
            ([2], 0, "delta of an unknown format version"), ([1, 0, 1, 9], 3, "unknown kind of read"),
            ([1, 0, 0, 4, 0, 1, 99, 0], 7, "unknown operation 99"),
            ([1, 0, 0, 4, 0, 1, 3, 3], 8, "identity out of range"),
            ([1, 0, 0, 3, 0, 0, 0], 6, "bytes after the last operation"),
            ([1, 0, 0, 9], 4, "count larger than the record"),
            ([1, 0, 0, 6, 0, 1, 0, 1, 5, 0], 9, "no name of this number"),
            ([1, 0, 0, 2, 0, 5], 6, "count larger than the record"),
        ] as [([UInt8], Int, String)])
    func faultsSayWhereAndWhat(bytes: [UInt8], offset: Int, reason: String) {
        let fault = #expect(throws: DecodingFault.self) { try Self.decode(bytes) }
        #expect(fault?.reason == reason)
        #expect(fault?.offset == offset)
    }

    @Test func limitsHoldOnBothSides() throws {
        func node(labels: Int, properties: Int) -> GraphDelta {
            GraphDelta(operations: [
                .createNode(
                    id: nil, labels: Array(repeating: "L", count: labels),
                    properties: Array(repeating: Property("p", true), count: properties))
            ])
        }
        for (labels, properties, isSound) in [
            (Limits.labelsPerNode, Limits.propertiesPerElement, true), (Limits.labelsPerNode + 1, 0, false),
            (0, Limits.propertiesPerElement + 1, false),
        ] {
            let bytes = DeltaCodec.encode(node(labels: labels, properties: properties))
            let decoded = try? Self.decode(bytes)
            #expect((decoded != nil) == isSound)
        }
    }
}

import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// What an import asks of a store, against the general reads, with changes between the questions.
@Suite struct NearbyReadTests {
    private static let texts = ["", "a", "ab", "a\0", "a\0b", "b", String(repeating: "é", count: 120), "zz"]

    private static func node(_ random: inout SeededGenerator) -> GraphOperation {
        .node(["Item"], [Property("key", .list([.string(random.pick(texts)), .string(random.pick(texts))]))])
    }

    @Test("The same answers as the general reads", arguments: Seeds.first(20))
    func answers(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let test = try TestStore()
        try test.commit([
            .createIndex(
                IndexDefinition(name: "key", element: .label("Item"), properties: ["key"], eachListElement: true))
        ])
        try test.commit((0..<6).map { _ in Self.node(&random) })
        try test.store.write(TestStore.metadata()) { writer in
            let index = try writer.index(ofTexts: "key")
            for _ in 0..<4 {
                try writer.readingNearby { () throws(StoreError) in
                    for _ in 0..<5 {
                        _ = try writer.apply(GraphDelta(operations: Self.changes(&random, writer)))
                        try Self.compare(writer, index)
                    }
                }
                try Self.compare(writer, index)
            }
        }
        try test.verify()
    }

    private static func changes(
        _ random: inout SeededGenerator, _ writer: GraphWriter
    ) throws(StoreError) -> [GraphOperation] {
        var operations = [node(&random)]
        let (source, target) = (UInt64(random.below(8) + 1), UInt64(random.below(8) + 1))
        if try writer.contains(NodeID(source)), try writer.contains(NodeID(target)) {
            let properties = random.chance(50) ? [Property("group", .string(random.pick(texts)))] : []
            operations.append(.relationship(random.pick(["A", "B"]), source, target, properties))
        }
        let victim = NodeID(UInt64(random.below(12) + 1))
        if try random.chance(20), victim.rawValue != source, victim.rawValue != target, try writer.contains(victim) {
            operations.append(.deleteNode(.existing(victim), detach: true))
        }
        return operations
    }

    private static func compare(_ writer: GraphWriter, _ index: TextIndex) throws(StoreError) {
        for text in texts {
            let found = try Array(text.utf8).span.bytes.withUnsafeBytes { (text) throws(StoreError) in
                try writer.firstNode(index, text: text)
            }
            #expect(try writer.nodes(index: "key", equals: [.string(text)]).first == found, "\(text.debugDescription)")
        }
        for id in (1...20).map({ NodeID($0) }) {
            #expect(try writer.labels(of: id) == writer.node(id)?.labels)
            var found: [String] = []
            try writer.eachRelationship(from: id, text: "group") { stored, group in
                let text = group.map { String(decoding: $0, as: UTF8.self).debugDescription } ?? "none"
                found.append("\(stored.id) \(writer.name(of: stored.type)) \(stored.target) \(stored.version) \(text)")
            }
            let expected = try writer.relationships(of: id, .outgoing).map {
                "\($0.id) \($0.type) \($0.target) \($0.version) \($0["group"]?.string?.debugDescription ?? "none")"
            }
            #expect(found == expected)
        }
    }

    @Test("A relationship holds packed properties when it has all of them")
    func holding() throws {
        let test = try TestStore()
        try test.commit([.node(["Item"], []), .relationship("A", 1, 1, [Property("x", 1), Property("y", "z")])])
        try test.commit([.relationship("A", 1, 1, [])])
        try test.store.write(TestStore.metadata()) { writer in
            var packer = ElementPacker(schema: writer.schema)
            let cases: [(id: UInt64, properties: [Property], holds: Bool)] = [
                (1, [], true), (1, [Property("y", "z")], true), (1, [Property("y", "z"), Property("x", 1)], true),
                (1, [Property("x", 2)], false), (1, [Property("w", 1)], false), (2, [], true),
                (2, [Property("x", 1)], false),
            ]
            for (id, properties, holds) in cases {
                var bytes = ByteWriter()
                let known = packer.keyCount
                try #require(Self.pack(properties, &packer, &bytes))
                try writer.declare(packedKeys: packer.keys[known...])
                let isHeld = try bytes.bytes.withStoredBytes { try writer.holds(RelationshipID(id), packed: $0) }
                #expect(isHeld == holds, "~\(id) \(properties)")
            }
        }
    }

    /// Properties of elements that no schema knows.
    private static func pack(_ properties: [Property], _ packer: inout ElementPacker, _ bytes: inout ByteWriter) -> Bool
    {
        let encoded = properties.map { property in
            var value = ByteWriter()
            ValueCodec.encode(property.value, into: &value)
            return value.bytes
        }
        return encoded.withUnsafeBufferPointer { encoded in
            var fields: [EncodedProperty] = []
            for (index, property) in properties.enumerated() {
                guard let number = packer.number(of: property.key) else { return false }
                let kept = UnsafeMutableRawBufferPointer.allocate(byteCount: encoded[index].count, alignment: 1)
                kept.copyBytes(from: encoded[index])
                fields.append(EncodedProperty(number, .value, UnsafeRawBufferPointer(kept)))
            }
            defer { for field in fields { field.bytes.deallocate() } }
            return packer.pack(fields, into: &bytes)
        }
    }
}

import GraphModel
import Schema
import TestSupport
import Testing

@testable import GraphStore

/// Elements that are packed ahead of the writer, against the same elements in deltas.
@Suite struct PackedElementTests {
    /// The schema of `SchemaStoreTests` without its limit on targets, and an index of each kind.
    private static let definitions: [GraphOperation] = [
        .setSchema(
            SchemaStoreTests.documents.map {
                SchemaDocument(
                    name: $0.name, text: $0.text.replacing(", targetsPerSource: 0..1}", with: "}"))
            }),
        .createIndex(IndexDefinition(name: "name", element: .label("Item"), properties: ["name"])),
        .createIndex(
            IndexDefinition(name: "tags", element: .label("Item"), properties: ["tags"], eachListElement: true)),
        .createIndex(IndexDefinition(name: "both", element: .label("Machine"), properties: ["size", "name"])),
        .createIndex(IndexDefinition(name: "port", element: .relationshipType("RUNS_ON"), properties: ["port"])),
    ]

    /// Writes elements the packed way, each of which must be taken.
    private struct Loader {
        let writer: GraphWriter
        var packer: ElementPacker
        var bytes = ByteWriter()
        var declared = 0

        init(_ writer: GraphWriter) {
            self.writer = writer
            packer = ElementPacker(schema: writer.schema)
        }

        private mutating func declare() throws {
            try writer.declare(packedKeys: packer.keys[declared...])
            declared = packer.keyCount
        }

        mutating func node(_ labels: [String], _ properties: [Property]) throws -> Bool {
            bytes.bytes.removeAll()
            let code = try #require(writer.schema.classCode(ofLabels: labels))
            guard packer.pack(properties, of: code, into: &bytes) else { return false }
            #expect(
                bytes.bytes.withUnsafeBytes { PackedProperties.decode($0, keys: packer.keys) }.sorted {
                    $0.key < $1.key
                }
                    == properties.sorted { $0.key < $1.key })
            try declare()
            let (id, token) = (try writer.reserveNodeID(), try writer.token(ofLabels: labels))
            return try bytes.bytes.withStoredBytes { try writer.create(id, token, packed: $0) }
        }

        mutating func relationship(
            _ type: String, _ source: UInt64, _ target: UInt64, _ properties: [Property] = []
        ) throws -> Bool {
            bytes.bytes.removeAll()
            let code = try #require(writer.schema.typeCode(type))
            guard packer.pack(properties, of: code, into: &bytes) else { return false }
            try declare()
            let token = try writer.token(ofType: type)
            return try bytes.bytes.withStoredBytes {
                try writer.create(token, from: NodeID(source), to: NodeID(target), packed: $0)
            }
        }
    }

    private static func properties(_ random: inout SeededGenerator) -> [Property] {
        var properties = [Property("name", .string("n\(random.below(20))"))]
        if random.chance(50) { properties.append(Property("size", .integer(Int64(random.below(5))))) }
        if random.chance(50) { properties.append(Property("tags", .list([.string("t\(random.below(4))"), "é"]))) }
        if random.chance(30) { properties.append(Property("free \(random.below(5))", .double(0.5))) }
        return properties.shuffled(using: &random)
    }

    @Test("The same store as from deltas, in every table", arguments: Seeds.first(20))
    func equivalence(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let (packed, plain) = (try TestStore(), try TestStore())
        for test in [packed, plain] { try test.commit(Self.definitions) }
        for round in 1...3 {
            var operations: [GraphOperation] = []
            try packed.store.write(TestStore.metadata(Int64(round))) { writer in
                var loader = Loader(writer)
                let known = UInt64((round - 1) * 40)
                for _ in 0..<40 {
                    let (labels, properties) = (
                        random.pick([["Item", "Machine"], ["Item", "Program"]]), Self.properties(&random)
                    )
                    operations.append(.node(labels, properties))
                    let isTaken = try loader.node(labels, properties)
                    #expect(isTaken)
                }
                let labels = { (node: UInt64) in try writer.node(NodeID(node))?.labels ?? [] }
                for _ in 0..<60 {
                    let (source, target) = (
                        UInt64(random.below(Int(known) + 40) + 1), UInt64(random.below(40)) + known + 1
                    )
                    guard try labels(target) == ["Item", "Machine"] else { continue }
                    let properties = random.chance(50) ? [Property("port", .integer(Int64(random.below(9))))] : []
                    operations.append(.relationship("RUNS_ON", source, target, properties))
                    let isTaken = try loader.relationship("RUNS_ON", source, target, properties)
                    #expect(isTaken)
                }
            }
            try plain.commit(operations, time: Int64(round))
        }
        var (a, b) = (try StoreContents(packed.store), try StoreContents(plain.store))
        // Each store has an identity of its own there.
        (a.tables["meta"], b.tables["meta"]) = (nil, nil)
        #expect(a == b, "\(a.differences(from: b).prefix(4))")
        try packed.verify()
    }

    @Test("What needs judging is left to a delta, and changes nothing")
    func refusals() throws {
        let test = try TestStore()
        try test.commit(Self.definitions + [SchemaStoreTests.machine("m"), SchemaStoreTests.program("p")])
        let before = try StoreContents(test.store)
        try test.store.write(TestStore.metadata()) { writer in
            var loader = Loader(writer)
            func refuses(_ labels: [String], _ properties: [Property]) throws {
                let isTaken = try loader.node(labels, properties)
                #expect(!isTaken, "\(labels) \(properties)")
            }
            func refuses(_ type: String, _ source: UInt64, _ target: UInt64, _ properties: [Property] = []) throws {
                let isTaken = try loader.relationship(type, source, target, properties)
                #expect(!isTaken, "\(source) \(target) \(properties)")
            }
            // The schema says no: wrong type, missing name, a direction that is not allowed.
            try refuses(["Item", "Machine"], [Property("name", "x"), Property("size", "large")])
            try refuses(["Item", "Machine"], [])
            try refuses("RUNS_ON", 1, 2)
            try refuses("RUNS_ON", 2, 1, [Property("port", "x")])
            // The store cannot hold it: a key twice, an empty key, an end that is not there.
            try refuses(["Item", "Machine"], [Property("name", "x"), Property("name", "y")])
            try refuses(["Item", "Machine"], [Property("name", "x"), Property("", 1)])
            try refuses("RUNS_ON", 2, 99)
            try refuses("RUNS_ON", 99, 1)
        }
        #expect(try StoreContents(test.store) == before)
    }

    @Test("Constraints and limits on the number of relationships are judged in a delta only")
    func constraints() throws {
        let test = try TestStore()
        try test.commit([
            .setSchema(SchemaStoreTests.documents),
            .createConstraint(
                ConstraintDefinition(name: "u", kind: .uniqueness, element: .label("Machine"), properties: ["name"])),
            .createConstraint(
                ConstraintDefinition(name: "e", kind: .existence, element: .label("Program"), properties: ["size"])),
        ])
        try test.commit([
            SchemaStoreTests.machine("m"), .node(["Item", "Program"], [Property("name", "p"), Property("size", 1)]),
        ])
        try test.store.write(TestStore.metadata()) { writer in
            var loader = Loader(writer)
            let isTaken = (
                try loader.node(["Item", "Machine"], [Property("name", "other")]),
                try loader.node(["Item", "Program"], [Property("name", "q"), Property("size", 1)]),
                try loader.relationship("RUNS_ON", 2, 1)
            )
            #expect(isTaken == (false, false, false))
        }
    }

    @Test("Only an identity that is reserved and not taken yet is given to a packed node")
    func identities() throws {
        let test = try TestStore()
        try test.commit(Self.definitions + [SchemaStoreTests.machine("m")])
        try test.store.write(TestStore.metadata()) { writer in
            var packer = ElementPacker(schema: writer.schema)
            var bytes = ByteWriter()
            let code = try #require(writer.schema.classCode("Machine"))
            let isSound = packer.pack([Property("name", "x")], of: code, into: &bytes)
            #expect(isSound)
            try writer.declare(packedKeys: packer.keys)
            let token = try writer.token(ofLabels: ["Item", "Machine"])
            let reserved = try writer.reserveNodeID()
            for (id, isTaken) in [(NodeID(1), false), (NodeID(77), false), (reserved, true), (reserved, false)] {
                #expect(try bytes.bytes.withStoredBytes { try writer.create(id, token, packed: $0) } == isTaken)
            }
        }
        try test.verify()
    }

    @Test("A node holds packed properties when it has all of them and the labels, and lacks what it must not have")
    func holding() throws {
        let test = try TestStore()
        try test.commit(Self.definitions)
        try test.commit([
            .node(["Item", "Machine"], [Property("name", "m"), Property("size", 2), Property("z", true)])
        ])
        let cases: [(properties: [Property], labels: [String], absent: String, holds: Bool)] = [
            ([Property("name", "m")], ["Item", "Machine"], "missing", true),
            ([Property("size", 2), Property("name", "m")], ["Item", "Machine"], "missing", true),
            ([Property("z", true), Property("size", 2), Property("name", "m")], ["Machine", "Item"], "none", true),
            ([Property("name", "n")], ["Item", "Machine"], "missing", false),
            ([Property("name", "m"), Property("size", 3)], ["Item", "Machine"], "missing", false),
            ([Property("name", "m"), Property("new", 3)], ["Item", "Machine"], "missing", false),
            ([Property("name", "m")], ["Item", "Program"], "missing", false),
            ([Property("name", "m")], ["Item", "Machine"], "z", false),
        ]
        try test.store.write(TestStore.metadata()) { writer in
            var packer = ElementPacker(schema: writer.schema)
            var declared = 0
            for (properties, labels, absent, holds) in cases {
                var bytes = ByteWriter()
                let code = try #require(writer.schema.classCode("Machine"))
                let isSound = packer.pack(properties, of: code, into: &bytes)
                #expect(isSound)
                try writer.declare(packedKeys: packer.keys[declared...])
                declared = packer.keyCount
                let token = try writer.token(ofLabels: labels)
                let found = try bytes.bytes.withStoredBytes {
                    try writer.holds(NodeID(1), token, packed: $0, without: absent)
                }
                #expect(found == holds, "\(properties) \(labels) without \(absent)")
            }
        }
    }
}

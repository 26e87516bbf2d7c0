import Discovery
import GraphModel
import GraphStore
import Schema
import Testing

@testable import Reconciliation

@Suite struct RecordPackerTests {
    private final class Receiver {
        var batches: [RecordBatch] = []
        var keys: [String] = []
    }

    private static func packing(
        _ body: (RecordPacker) throws -> Void, source: String = "cmdb", yields: Bool = false
    ) throws -> Receiver {
        let receiver = Receiver()
        let packer = RecordPacker(
            schema: try CompiledSchema(documents: DefaultSchema.documents),
            run: ImportRun(source: source, yieldsToStatedSource: yields))
        packer.handOver = { (batch) throws(ImportError) in
            receiver.batches.append(batch)
            receiver.keys += batch.newNames.keys
        }
        try body(packer)
        try packer.flush()
        return receiver
    }

    @Test("Everything is handed over once, in batches", arguments: [0, 1, 1_023, 1_024, 1_025, 5_000])
    func batches(count: Int) throws {
        let received = try Self.packing { packer in
            for number in 0..<count { try packer.accept(item("Server", "s\(number)", line: number + 1)) }
        }
        let identities = received.batches.flatMap { batch in batch.items.map { batch.text($0.key) } }
        #expect(identities == (0..<count).map { "cmdb#s\($0)" })
        #expect(received.batches.count == (count + 1_023) / 1_024)
    }

    @Test("Positions come out as they went in")
    func positions() throws {
        let positions = [
            SourcePosition(file: "a", line: 3), SourcePosition(file: "a", line: 4, column: 7, path: "$.items[3]"),
            SourcePosition(file: "another file with a long name"), SourcePosition(file: "a", path: "$"),
        ]
        let received = try Self.packing { packer in
            for (number, position) in positions.enumerated() {
                try packer.accept(.item(DiscoveredItem(ciClass: "Server", nativeID: "\(number)", position: position)))
            }
        }
        let batch = try #require(received.batches.first)
        #expect(batch.items.map { batch.position($0.position) } == positions)
    }

    @Test("Notes stand between the records that they came between")
    func notes() throws {
        let received = try Self.packing(
            { packer in
                packer.declare(source: "stated")
                try packer.accept(item("Server", "a"))
                try packer.accept(relationship(.native("a"), "DEPENDS_ON", .native("b")))
                packer.warn(ImportError(.badRecord, "w"))
                try packer.accept(item("Server", "b"))
                packer.reject(ImportError(.badRecord, "r"))
                try packer.accept(.removedItem(nativeID: "c", SourcePosition(file: "f")))
                try packer.accept(item("NoSuchClass", "d"))
                try packer.accept(relationship(.native("a"), "NO_SUCH_TYPE", .native("b")))
            }, yields: true)
        let batch = try #require(received.batches.first)
        let told = batch.spans.map { span in
            switch span {
            case .records(let items, let relationships): "\(items) \(relationships)"
            case .note(.rejected(let error)): "rejected \(error.message)"
            case .note(.rejectedItem): "rejected item"
            case .note(.rejectedRelationship): "rejected relationship"
            case .note(.warning(let error)): "warning \(error.message)"
            case .note(.source(let name)): "source \(name)"
            case .note(.removedItem(let id, _)): "removed \(id)"
            }
        }
        #expect(
            told == [
                "source stated", "0..<1 0..<1", "warning w", "1..<2 1..<1", "rejected r", "removed c", "rejected item",
                "rejected relationship",
            ])
        #expect(batch.text(batch.items[0].key) == "stated#a")
    }

    @Test("Problems alone fill batches too, so that a broken file of any size takes bounded memory")
    func problems() throws {
        let received = try Self.packing { packer in
            for _ in 0..<5_000 { packer.reject(ImportError(.badRecord, "r")) }
        }
        #expect(received.batches.count == 5)
        #expect(received.batches.allSatisfy { $0.spans.count <= 1_024 })
    }

    @Test("What the schema takes is packed, what it takes in another type is converted, and the rest stays as it came")
    func properties() throws {
        let received = try Self.packing { packer in
            try packer.accept(item("Server", "sound", [Property("processors", 4)]))
            try packer.accept(item("Server", "text", [Property("processors", "4")]))
            try packer.accept(item("Server", "twice", [Property("odd", 1), Property("odd", 2)]))
        }
        let batch = try #require(received.batches.first)
        let properties = batch.items.map { item -> [Property]? in
            guard case .packed(let range) = item.properties else { return nil }
            return batch.bytes(range) { PackedProperties.decode($0, keys: received.keys) }
        }
        let expected = { (name: String) in
            [
                Property("identity", .list([.string("cmdb#\(name)")])), Property("name", .string(name)),
                Property("processors", 4),
            ]
        }
        #expect(properties[0]?.sorted { $0.key < $1.key } == expected("sound"))
        #expect(properties[1]?.sorted { $0.key < $1.key } == expected("text"))
        #expect(properties[2] == nil)
        #expect(batch.loose.count == 1)
        #expect(batch.loose.first?.filter { $0.key == "odd" }.count == 2)
    }

    @Test("References are keyed as the identities that they name")
    func references() throws {
        let references: [(ItemReference, key: String, description: String)] = [
            (.native("a"), "cmdb#a", "a"),
            (.foreign(source: "vsphere", nativeID: "vm-1"), "vsphere#vm-1", "vsphere#vm-1"),
            (.named(ciClass: "Server", name: "db 1"), "?Server#db 1", "Server:db 1"),
        ]
        let received = try Self.packing { packer in
            for (reference, _, _) in references {
                try packer.accept(relationship(.native("x"), "DEPENDS_ON", reference))
            }
        }
        let batch = try #require(received.batches.first)
        for (packed, expected) in zip(batch.relationships, references) {
            let target = DiscoveredReference(packed.target, batch)
            #expect(target.key == expected.key)
            #expect(target.description == expected.description)
            #expect(target.fingerprint == Fingerprint(expected.key))
        }
    }
}

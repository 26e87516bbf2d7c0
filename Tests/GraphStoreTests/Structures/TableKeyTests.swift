import GraphModel
import KeyValueStore
import Testing

@testable import GraphStore

@Suite struct TableKeyTests {
    static func bytes(_ key: TableKey) -> [UInt8] { key.withBytes { [UInt8]($0) } }

    @Test func keysAreAsDocumented() {
        #expect(Self.bytes(.node(NodeID(0x01_0203_0405))) == [1, 2, 3, 4, 5])
        #expect(Self.bytes(.adjacency(1, .incoming)) == [0, 0, 0, 0, 1, 1])
        #expect(Self.bytes(.token(0x0102)) == [1, 2])
        #expect(Self.bytes(.nodeHistory(NodeID(1), until: CommitNumber(2))) == [0, 0, 0, 0, 1, 0, 0, 0, 0, 2])
        let key = TableKey.relationshipHistory(NodeID(1), .outgoing, until: CommitNumber(2), RelationshipID(3))
        #expect(Self.bytes(key) == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3])
        #expect(Self.bytes(CounterKey.ends(label: 1, type: 2, .incoming).bytes) == [5, 0, 1, 0, 2, 1])
        #expect(DefinitionCodec.key(.constraint, "ab") == [2, 0x61, 0x62])
        #expect(DefinitionCodec.historyKey(.index, "a", until: CommitNumber(5)) == [1, 0x61, 0, 0, 0, 0, 0, 5])
        #expect(TableKey.node(NodeID(1)).count == 5)
    }

    @Test func keysBeginAndCopy() {
        let whole: [UInt8] = Array(1...20)
        whole.withUnsafeBytes { bytes in
            let key = TableKey(bytes)
            #expect(Self.bytes(key) == whole)
            #expect(key.begins(bytes))
            #expect(!key.begins(UnsafeRawBufferPointer(rebasing: bytes[..<19])))
            #expect(TableKey(UnsafeRawBufferPointer(rebasing: bytes[..<9])).begins(bytes))
            #expect(!TableKey(UnsafeRawBufferPointer(rebasing: bytes[1..<9])).begins(bytes))
        }
    }

    @Test func countersComeBack() {
        let keys: [CounterKey] = [
            .nodes, .relationships, .label(7), .type(.max), .ends(label: 1, type: 2, .outgoing),
            .ends(label: .max, type: 0, .incoming),
        ]
        for key in keys { #expect(Self.bytes(key.bytes).withUnsafeBytes { CounterKey($0) } == key) }
        #expect(([9] as [UInt8]).withUnsafeBytes { CounterKey($0) } == nil)
        #expect([5, 0, 1, 0, 2, 9].map(UInt8.init).withUnsafeBytes { CounterKey($0) } == nil)
    }

    @Test func definitionsComeBack() throws {
        let records: [DefinitionCodec.Record] = [
            .index(
                IndexDefinition(name: "i", element: .label("L"), properties: ["a", "b"], eachListElement: false),
                number: 3),
            .constraint(
                ConstraintDefinition(
                    name: "c", kind: .uniqueness, element: .relationshipType("T"), properties: ["a"]), number: 9),
            .schema([SchemaDocument(name: "x.yaml", text: "classes:\n"), SchemaDocument(name: "", text: "")]),
            .compiledSchema([1, 2, 3]),
        ]
        for record in records {
            let bytes = DefinitionCodec.encode(record, version: CommitNumber(500))
            let found = try bytes.withUnsafeBytes {
                try DefinitionCodec.decode($0, kind: record.kind, name: record.name)
            }
            #expect(found.record == record && found.version == CommitNumber(500))
        }
    }

    @Test func tablesHaveNumbersAndNamesOfTheirOwn() {
        #expect(Table.all.map(\.number) == Array(1...17))
        #expect(Set(Table.all.map(\.name)).count == 17)
    }
}

import GraphModel
import GraphStore
import Schema
import TestSupport
import Testing

@Suite struct SchemaStoreTests {
    static let documents = [
        SchemaDocument(
            name: "test.yaml",
            text: """
                name: test
                version: 1
                classes:
                  Item:
                    description: Anything.
                    attributes:
                      name: {type: string, required: true}
                      size: integer
                  Machine: {parent: Item, description: A machine.}
                  Program: {parent: Item, description: A program.}
                relationshipTypes:
                  RUNS_ON:
                    forward: runs on
                    reverse: runs
                    description: Where it runs.
                    attributes: {port: integer}
                    rules:
                      - {from: Program, to: Machine, targetsPerSource: 0..1}
                      - {from: Machine, to: Machine}
                    impact: {flow: targetToSource, effect: hard}
                """)
    ]

    static func machine(_ name: String) -> GraphOperation {
        .node(["Item", "Machine"], [Property("name", .string(name))])
    }
    static func program(_ name: String) -> GraphOperation {
        .node(["Item", "Program"], [Property("name", .string(name))])
    }

    @Test func elementsKeepTheSchema() throws {
        let test = try TestStore()
        try test.commit([.setSchema(Self.documents)])
        try test.commit([Self.machine("m"), Self.program("p"), .node(["free", "form"], [Property("size", "x")])])
        let refused: [[GraphOperation]] = [
            [.node(["Machine"], [Property("name", "x")])], [.node(["Item", "Machine"])], [.set(1, "name", nil)],
            [.set(1, "size", "large")], [.relationship("NO_SUCH_TYPE", 1, 2)], [.relationship("RUNS_ON", 1, 2)],
            [.relationship("RUNS_ON", 2, 1, [Property("port", "x")])], [.label(1, add: ["Program"])],
        ]
        for operations in refused {
            #expect(code { try test.commit(operations) } == .schemaRefused, "\(operations)")
        }
        try test.commit([.set(1, "size", 3), .relationship("RUNS_ON", 2, 1, [Property("port", 1)])])
        try test.commit([.relationship("RUNS_ON", 3, 1), .relationship("RUNS_ON", 1, 1)])
        // What becomes another class takes its relationships with it.
        #expect(
            code {
                try test.commit([
                    .label(2, add: ["Machine"], remove: ["Program"]), .label(1, add: ["Program"], remove: ["Machine"]),
                ])
            } == .schemaRefused)
        try test.verify()
    }

    @Test func unresolvedReferencesAreFreeUntilTheyBecomeSomething() throws {
        let test = try TestStore()
        try test.commit([.setSchema(Self.documents), Self.program("p")])
        let unresolved = ConventionalLabel.unresolvedReference
        try test.commit([.node([unresolved], [Property("identity", ["a#1"])])])
        try test.commit([.relationship("RUNS_ON", 1, 2)])
        let becomes = GraphOperation.label(2, add: ["Item", "Machine"], remove: [unresolved])
        #expect(code { try test.commit([becomes]) } == .schemaRefused)
        try test.commit([becomes, .set(2, "name", "found")])
        try test.commit([.node([unresolved]), .node([unresolved])])
        // Not a machine: a program cannot run on it.
        try test.commit([.relationship("RUNS_ON", 4, 3)])
        try test.verify()
    }

    @Test func cardinalityIsKept() throws {
        let test = try TestStore()
        try test.commit([.setSchema(Self.documents), Self.program("a"), Self.machine("b"), Self.machine("c")])
        try test.commit([.relationship("RUNS_ON", 1, 2)])
        let error = #expect(throws: StoreError.self) { try test.commit([.relationship("RUNS_ON", 1, 3)]) }
        #expect(error?.kind == .schemaRefused)
        #expect(error?.message == "node #1: 2 targets of RUNS_ON, at most 1 are allowed [schema.cardinality]")
        // Machines may run on many.
        try test.commit([
            .relationship("RUNS_ON", 2, 3), .relationship("RUNS_ON", 2, 3), .relationship("RUNS_ON", 2, 2),
        ])
        // One leaves as the other comes.
        let old = try #require(try test.store.snapshot().relationships(of: NodeID(1), .outgoing).first)
        try test.commit([.relationship("RUNS_ON", 1, 3), .deleteRelationship(old.reference)])
        try test.store.write(TestStore.metadata()) { writer in
            func apply(_ operations: GraphOperation...) throws {
                _ = try writer.apply(GraphDelta(operations: operations))
            }
            #expect(code { try apply(.relationship("RUNS_ON", 1, 2)) } == .schemaRefused)
            try apply(Self.program("d"), .relationship("RUNS_ON", 4, 2))
            #expect(code { try apply(.relationship("RUNS_ON", 4, 3)) } == .schemaRefused)
            // A machine with many becomes a program.
            #expect(code { try apply(.label(2, add: ["Program"], remove: ["Machine"])) } == .schemaRefused)
        }
        #expect(try test.store.snapshot().relationships(of: NodeID(4), .outgoing).map(\.target) == [NodeID(2)])
        try test.verify()
    }

    @Test func aSchemaThatExistingDataBreaksIsRefusedWithReasons() throws {
        let test = try TestStore()
        try test.commit((0..<30).map { _ in .node(["Item", "Machine"]) })
        let error = #expect(throws: StoreError.self) { try test.commit([.setSchema(Self.documents)]) }
        #expect(error?.kind == .schemaRefused)
        let lines = error?.message.split(separator: "\n") ?? []
        #expect(lines.first == "existing data breaks the new schema:" && lines.count == 22)
        #expect(lines.dropFirst().first?.hasPrefix("  node #1: ") == true)
        #expect(test.store.schema.isEmpty)
        #expect(code { try test.commit([.setSchema([SchemaDocument(name: "x", text: ": [")])]) } == .schemaRefused)
    }

    @Test func theSchemaStaysWithItsCommitAndItsStore() throws {
        let folder = try temporaryFolder()
        do {
            let store = try GraphStore.create(at: folder.path + "/s", settings: RecordedStore.settings)
            try store.commit(
                GraphDelta(operations: [.setSchema(Self.documents)]), TestStore.metadata())
            let again = try store.commit(
                GraphDelta(operations: [.setSchema(Self.documents)]), TestStore.metadata())
            #expect(again.counts.isEmpty)
        }
        let store = try GraphStore.open(at: folder.path + "/s", settings: RecordedStore.settings)
        #expect(store.schema.classCode("Machine") != nil)
        #expect(try store.snapshot().schemaDocuments == Self.documents)
        try store.commit(GraphDelta(operations: [.setSchema([])]), TestStore.metadata())
        #expect(store.schema.isEmpty)
        #expect(try store.snapshot().schemaDocuments.isEmpty)
    }
}

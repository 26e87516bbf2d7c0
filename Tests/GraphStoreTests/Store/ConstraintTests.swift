import GraphModel
import GraphStore
import TestSupport
import Testing

@Suite struct ConstraintTests {
    static let unique = GraphOperation.createConstraint(
        ConstraintDefinition(name: "serials", kind: .uniqueness, element: .label("A"), properties: ["serial"]))
    static let existence = GraphOperation.createConstraint(
        ConstraintDefinition(name: "named", kind: .existence, element: .label("A"), properties: ["name"]))

    @Test func uniquenessHoldsWithinAndBetweenCommits() throws {
        let test = try TestStore()
        try test.commit([Self.unique, .node(["A"], [Property("serial", "x")])])
        let error = #expect(throws: StoreError.self) { try test.commit([.node(["A"], [Property("serial", "x")])]) }
        #expect(error?.kind == .uniqueness)
        #expect(error?.message == "constraint `serials`: node #1 and node #2 would have the same `serial`")
        #expect(
            code {
                try test.commit([.node(["A"], [Property("serial", "y")]), .node(["A"], [Property("serial", "y")])])
            } == .uniqueness)
        // Other labels, other kinds of value and absent values are free.
        try test.commit([.node(["B"], [Property("serial", "x")]), .node(["A"]), .node(["A"])])
        try test.commit([.node(["A"], [Property("serial", 1)]), .node(["A"], [Property("serial", 1.0)])])
        #expect(code { try test.commit([.label(2, add: ["A"])]) } == .uniqueness)
        try test.verify()
    }

    @Test func valuesMayMoveWithinOneDelta() throws {
        let test = try TestStore()
        try test.commit([
            Self.unique, .node(["A"], [Property("serial", "x")]), .node(["A"], [Property("serial", "y")]),
        ])
        try test.commit([.set(1, "serial", "y"), .set(2, "serial", "x")])
        let snapshot = try test.store.snapshot()
        #expect(try snapshot.nodes(index: "serials", equals: ["x"]) == [NodeID(2)])
        #expect(try snapshot.nodes(index: "serials", equals: ["y"]) == [NodeID(1)])
        try test.commit([.deleteNode(.existing(NodeID(1)), detach: false), .node(["A"], [Property("serial", "y")])])
        try test.verify()
    }

    @Test func longValuesAreComparedWhole() throws {
        let test = try TestStore()
        let long = String(repeating: "x", count: 1_000)
        try test.commit([Self.unique, .node(["A"], [Property("serial", .string(long + "1"))])])
        try test.commit([.node(["A"], [Property("serial", .string(long + "2"))])])
        #expect(code { try test.commit([.node(["A"], [Property("serial", .string(long + "2"))])]) } == .uniqueness)
        let snapshot = try test.store.snapshot()
        #expect(try snapshot.nodes(index: "serials", equals: [.string(long + "2")]) == [NodeID(2)])
        #expect(Set(try snapshot.nodes(index: "serials", prefix: long)) == [NodeID(1), NodeID(2)])
        #expect(try snapshot.nodes(index: "serials", prefix: long + "1") == [NodeID(1)])
    }

    @Test func existenceIsJudgedWhenTheDeltaEnds() throws {
        let test = try TestStore()
        try test.commit([Self.existence])
        let error = #expect(throws: StoreError.self) { try test.commit([.node(["A"])]) }
        #expect(error?.message == "constraint `named`: node #1 lacks the property `name`")
        try test.commit([.node(["A"]), .set(1, "name", "late")])
        #expect(code { try test.commit([.set(1, "name", nil)]) } == .existence)
        try test.commit([.node([]), .label(1, remove: ["A"]), .set(1, "name", nil)])
        #expect(code { try test.commit([.label(1, add: ["A"])]) } == .existence)
    }

    @Test func relationshipsHaveConstraintsToo() throws {
        let test = try TestStore()
        try test.commit([
            .node(), .node(),
            .createConstraint(
                ConstraintDefinition(
                    name: "ports", kind: .uniqueness, element: .relationshipType("R"), properties: ["port"])),
            .createConstraint(
                ConstraintDefinition(
                    name: "speeds", kind: .existence, element: .relationshipType("R"), properties: ["speed"])),
        ])
        try test.commit([.relationship("R", 1, 2, [Property("port", 1), Property("speed", 10)])])
        #expect(
            code { try test.commit([.relationship("R", 1, 2, [Property("port", 1), Property("speed", 9)])]) }
                == .uniqueness)
        #expect(code { try test.commit([.relationship("R", 2, 1, [Property("port", 2)])]) } == .existence)
        #expect(code { try test.commit([.relationship("R", 2, 1)]) } == .existence)
        try test.commit([.relationship("S", 2, 1, [Property("port", 1)])])
        let found = try test.store.snapshot().relationships(index: "ports", equals: [1])
        #expect(found.map(\.type) == ["R"])
        try test.verify()
    }

    @Test func declaredOnExistingDataTheyLookAtAllOfIt() throws {
        let test = try TestStore()
        try test.commit((0..<300).map { .node(["A"], [Property("serial", .integer($0 % 299))]) })
        #expect(code { try test.commit([Self.unique]) } == .uniqueness)
        #expect(code { try test.commit([Self.existence]) } == .existence)
        try test.commit([.set(300, "serial", 300)])
        try test.commit([Self.unique])
        #expect(try test.store.snapshot().nodes(index: "serials", equals: [300]) == [NodeID(300)])
        #expect(code { try test.commit([.set(1, "serial", 300)]) } == .uniqueness)
        try test.commit([.dropConstraint(name: "serials")])
        try test.commit([.set(1, "serial", 300)])
        #expect(code { _ = try test.store.snapshot().nodes(index: "serials", equals: [1]) } == .definitionUnknown)
        try test.verify()
    }

    @Test func namesOfDefinitionsAreTheirOwn() throws {
        let test = try TestStore()
        let index = IndexDefinition(name: "serials", element: .label("A"), properties: ["serial"])
        try test.commit([.createIndex(index)])
        #expect(try test.commit([.createIndex(index)]).counts.isEmpty)
        #expect(code { try test.commit([Self.unique]) } == .definitionExists)
        #expect(code { try test.commit([.dropConstraint(name: "serials")]) } == .definitionUnknown)
        #expect(code { try test.commit([.dropIndex(name: "none")]) } == .definitionUnknown)
        for properties in [[], ["a", "a"], (0..<17).map { "p\($0)" }] {
            let bad = IndexDefinition(name: "bad", element: .label("A"), properties: properties)
            #expect(code { try test.commit([.createIndex(bad)]) } == .definitionInvalid)
        }
        let each = IndexDefinition(name: "e", element: .label("A"), properties: ["a", "b"], eachListElement: true)
        #expect(code { try test.commit([.createIndex(each)]) } == .definitionInvalid)
        #expect(
            code { try test.commit([.createIndex(.init(name: "", element: .label("A"), properties: ["a"]))]) }
                == .invalidName)
        #expect(try test.store.snapshot().indexes == [index])
        // Made and dropped at once is nothing.
        let both = try test.commit([Self.existence, .dropConstraint(name: "named")])
        #expect(both.counts.isEmpty)
        try test.verify()
    }
}

import GraphModel
import GraphStore
import TestSupport
import Testing

@Suite struct IndexQueryTests {
    static let indexes: [GraphOperation] = [
        .createIndex(IndexDefinition(name: "p", element: .label("A"), properties: ["p"])),
        .createIndex(IndexDefinition(name: "pq", element: .label("A"), properties: ["p", "q"])),
        .createIndex(IndexDefinition(name: "tags", element: .label("A"), properties: ["tags"], eachListElement: true)),
    ]

    @Test func rangesOfOneKind() throws {
        let test = try TestStore()
        let values: [PropertyValue] = [5, -1, 3, 3.5, "a", "ab", "b", 100, true, "a\0"]
        try test.commit(Self.indexes + values.map { .node(["A"], [Property("p", $0)]) })
        let snapshot = try test.store.snapshot()
        func find(
            _ from: PropertyValue?, _ includesFrom: Bool, _ to: PropertyValue?, _ includesTo: Bool
        ) throws -> [UInt64] {
            try snapshot.nodes(
                index: "p", .values(from: from, includesFrom: includesFrom, to: to, includesTo: includesTo)
            ).map(\.rawValue)
        }
        #expect(try find(-1, true, 5, true) == [2, 3, 1])
        #expect(try find(-1, false, 5, false) == [3])
        #expect(try find(3, true, nil, false) == [3, 1, 8])
        #expect(try find(nil, false, 3, true) == [2, 3])
        #expect(try find("a", true, "b", false) == [5, 10, 6])
        #expect(try find("a", false, nil, false) == [10, 6, 7])
        #expect(try find(nil, false, 4.0, true) == [4])
        #expect(try snapshot.nodes(index: "p", prefix: "a").map(\.rawValue) == [5, 10, 6])
        #expect(try snapshot.nodes(index: "p", equals: ["a"]).map(\.rawValue) == [5])
        #expect(try snapshot.nodes(index: "p", equals: [3.0]) == [])
    }

    @Test func severalProperties() throws {
        let test = try TestStore()
        try test.commit(
            Self.indexes
                + (0..<20).map { .node(["A"], [Property("p", .integer($0 % 2)), Property("q", .integer($0))]) })
        try test.commit([.node(["A"], [Property("p", 0)]), .node(["B"], [Property("p", 0), Property("q", 0)])])
        let snapshot = try test.store.snapshot()
        #expect(try snapshot.nodes(index: "pq", equals: [1, 7]) == [NodeID(8)])
        #expect(try snapshot.nodes(index: "pq", equals: [0, 7]) == [])
        let range = IndexRange.values(from: 4, includesFrom: true, to: 8, includesTo: true)
        #expect(try snapshot.nodes(index: "pq", equals: [0], range).map(\.rawValue) == [5, 7, 9])
        #expect(code { _ = try snapshot.nodes(index: "pq", equals: [1]) } == .definitionInvalid)
        #expect(code { _ = try snapshot.relationships(index: "pq", equals: [1, 1]) } == .definitionUnknown)
    }

    @Test func elementsOfLists() throws {
        let test = try TestStore()
        try test.commit(
            Self.indexes + [
                .node(["A"], [Property("tags", ["a", "b", "a"])]), .node(["A"], [Property("tags", "b")]),
                .node(["A"], [Property("tags", [])]),
            ])
        #expect(try test.store.snapshot().nodes(index: "tags", equals: ["b"]).map(\.rawValue) == [1, 2])
        try test.commit([.set(1, "tags", ["a", "c"]), .set(3, "tags", ["b"])])
        let snapshot = try test.store.snapshot()
        #expect(try snapshot.nodes(index: "tags", equals: ["b"]).map(\.rawValue) == [2, 3])
        #expect(try snapshot.nodes(index: "tags", equals: ["a"]).map(\.rawValue) == [1])
        #expect(try snapshot.nodes(index: "tags", equals: ["c"]).map(\.rawValue) == [1])
        #expect(try test.store.snapshot(asOf: CommitNumber(1)).nodes(index: "tags", equals: ["b"]).count == 2)
        try test.verify()
    }

    @Test func aWriterSeesWhatItHasNotWrittenYet() throws {
        let test = try TestStore()
        try test.commit(Self.indexes + [.node(["A"], [Property("p", "x")])])
        try test.store.write(TestStore.metadata()) { writer in
            func apply(_ operations: GraphOperation...) throws {
                _ = try writer.apply(GraphDelta(operations: operations))
            }
            try apply(.node(["A"], [Property("p", "x")]), .node(["A"], [Property("p", "y")]))
            #expect(try writer.nodes(index: "p", equals: ["x"]).map(\.rawValue) == [1, 2])
            try apply(.set(1, "p", "y"), .deleteNode(.existing(NodeID(2)), detach: false))
            #expect(try writer.nodes(index: "p", equals: ["x"]) == [])
            #expect(try writer.nodes(index: "p", equals: ["y"]).map(\.rawValue) == [1, 3])
            #expect(try writer.nodes(index: "p", prefix: "y").map(\.rawValue) == [1, 3])
            try apply(.relationship("R", 1, 3))
            #expect(try writer.relationships(of: NodeID(3), .incoming).map(\.source) == [NodeID(1)])
            #expect(try writer.count(label: "A", type: "R", direction: .outgoing) == 1)
            #expect(try writer.count(label: "A") == 2)
            try apply(.set(3, "p", "x"))
            #expect(try writer.nodes(index: "p", equals: ["x"]).map(\.rawValue) == [3])
            #expect(try writer.commit == CommitNumber(2))
        }
        try test.verify()
    }

    @Test(arguments: Seeds.first(10))
    func ranges(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let test = try TestStore()
        var values: [PropertyValue] = []
        for _ in 0..<120 {
            values.append(
                random.chance(50)
                    ? .integer(Int64(random.below(40)) - 20)
                    : .string(
                        String(repeating: "k", count: random.pick([0, 1, 390, 392, 398, 420])) + "\(random.below(9))"))
        }
        try test.commit(Self.indexes + values.map { .node(["A"], [Property("p", $0)]) })
        let snapshot = try test.store.snapshot()
        for _ in 0..<40 {
            let (a, b) = (random.pick(values), random.pick(values))
            guard (a.string == nil) == (b.string == nil) else { continue }
            let range = IndexRange.values(
                from: random.chance(20) ? nil : a, includesFrom: random.chance(50), to: b,
                includesTo: random.chance(50))
            let found = Set(try snapshot.nodes(index: "p", range).map(\.rawValue))
            let expected = values.indices.filter { Self.contains(range, values[$0]) }.map { UInt64($0 + 1) }
            #expect(found == Set(expected), "\(range)")
        }
    }

    /// The order of the values themselves.
    static func contains(_ range: IndexRange, _ value: PropertyValue) -> Bool {
        guard case .values(let from, let includesFrom, let to, let includesTo) = range else { return false }
        func order(_ a: PropertyValue, _ b: PropertyValue) -> Int? {
            switch (a, b) {
            case (.integer(let x), .integer(let y)): x < y ? -1 : x == y ? 0 : 1
            case (.string(let x), .string(let y)):
                x == y ? 0 : x.utf8.lexicographicallyPrecedes(y.utf8) ? -1 : 1
            default: nil
            }
        }
        if let from {
            guard let order = order(value, from), order > 0 || (order == 0 && includesFrom) else { return false }
        }
        if let to { guard let order = order(value, to), order < 0 || (order == 0 && includesTo) else { return false } }
        return true
    }
}

import GraphModel
import GraphStore
import KeyValueStore
import TestSupport
import Testing

/// An estate of some size: items with a name, an identity and four small attributes, 3.5 relationships each.
struct BulkEstate {
    static let indexes: [GraphOperation] = [
        .createIndex(IndexDefinition(name: "name", element: .label("ConfigurationItem"), properties: ["name"])),
        .createIndex(
            IndexDefinition(
                name: "identity", element: .label("ConfigurationItem"), properties: ["identity"],
                eachListElement: true)),
    ]

    let nodes: [GraphOperation]
    let relationships: [GraphOperation]

    init(items: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        nodes = (0..<items).map { number in
            .node(
                ["Asset", "ComputeResource", "ConfigurationItem", number % 3 == 0 ? "Server" : "VirtualMachine"],
                [
                    Property("name", .string("vm-\(1_000_000 + number).prod")),
                    Property("identity", .list([.string("cmdb#\(10_000_000 + number)")])),
                    Property("cpus", .integer(Int64(random.below(64)))),
                    Property("site", .string("zrh\(random.below(10))")),
                    Property("critical", .boolean(number % 2 == 0)),
                    Property("memory", .integer(Int64(random.below(1_024)))),
                ])
        }
        relationships = (0..<items * 7 / 2).map { (number: Int) -> GraphOperation in
            let source = UInt64(number * 2 / 7 + 1)
            let target = UInt64(random.below(items / 2) + random.below(items / 2) + 1)
            let properties = number % 10 == 0 ? [Property("weight", 2)] : []
            return .relationship(random.pick(["RUNS_ON", "DEPENDS_ON", "USES"]), source, target, properties)
        }
    }
}

@Suite struct BulkTests {
    private static func load(_ estate: BulkEstate, into test: TestStore, operationsPerDelta: Int) throws {
        try test.commit(BulkEstate.indexes)
        try test.store.write(TestStore.metadata()) { writer in
            let all = estate.nodes + estate.relationships
            for start in stride(from: 0, to: all.count, by: operationsPerDelta) {
                let end = min(start + operationsPerDelta, all.count)
                _ = try writer.apply(GraphDelta(operations: Array(all[start..<end])))
            }
        }
    }

    @Test func anEstateTakesFewBytesAnItem() throws {
        let test = try TestStore()
        let items = 6_000
        try Self.load(BulkEstate(items: items, seed: 7), into: test, operationsPerDelta: 4_096)
        let bytes = try test.store.gaugesUsedBytes() / items
        // 280 in an estate of a million; a small one has more half-empty pages.
        #expect(bytes < 350, "\(bytes) bytes an item")
        let snapshot = try test.store.snapshot()
        #expect(try snapshot.count(label: "ConfigurationItem") == items)
        #expect(try snapshot.relationshipCount() == items * 7 / 2)
        let changes = try #require(try snapshot.commitRecord(CommitNumber(2))).counts
        #expect(changes.nodesCreated == items && changes.relationshipsCreated == items * 7 / 2)
        #expect(try snapshot.nodes(index: "identity", equals: ["cmdb#10000041"]) == [NodeID(42)])
        #expect(try snapshot.nodes(index: "name", prefix: "vm-100000").count == 10)
        try test.verify()
    }

    @Test(arguments: Seeds.first(3))
    func oneWriteAndManyCommitsMakeTheSameGraph(seed: UInt64) throws {
        let estate = BulkEstate(items: 300, seed: seed)
        let (bulk, single) = (try TestStore(), try TestStore())
        try Self.load(estate, into: bulk, operationsPerDelta: 100)
        try single.commit(BulkEstate.indexes)
        // In another order: each node, then what leads from it to nodes that are there.
        var waiting = estate.relationships
        for (number, node) in estate.nodes.enumerated() {
            try single.commit([node])
            guard number % 30 == 29 else { continue }
            let (possible, later) = Self.split(waiting, highest: UInt64(number + 1))
            for start in stride(from: 0, to: possible.count, by: 40) {
                try single.commit(Array(possible[start..<min(start + 40, possible.count)]))
            }
            waiting = later
        }
        let (a, b) = (try bulk.store.snapshot(), try single.store.snapshot())
        for number in 1...300 as ClosedRange<UInt64> {
            let (x, y) = (try a.node(NodeID(number)), try b.node(NodeID(number)))
            #expect(x?.labels == y?.labels && x?.properties == y?.properties)
            for direction in Direction.allCases {
                let (mine, theirs) = (try Self.ends(a, number, direction), try Self.ends(b, number, direction))
                #expect(mine == theirs)
            }
        }
        for label in ["Server", "VirtualMachine", "Asset"] {
            #expect(try a.count(label: label) == b.count(label: label))
            for type in ["RUNS_ON", "DEPENDS_ON", "USES"] {
                #expect(
                    try a.count(label: label, type: type, direction: .incoming)
                        == b.count(label: label, type: type, direction: .incoming))
            }
        }
        #expect(try a.nodes(index: "name", prefix: "vm") == b.nodes(index: "name", prefix: "vm"))
        try bulk.verify()
        try single.verify()
    }

    private static func split(
        _ operations: [GraphOperation], highest: UInt64
    ) -> (possible: [GraphOperation], later: [GraphOperation]) {
        var (possible, later): ([GraphOperation], [GraphOperation]) = ([], [])
        for operation in operations {
            guard case .createRelationship(_, _, .existing(let source), .existing(let target), _) = operation else {
                continue
            }
            if max(source.rawValue, target.rawValue) <= highest {
                possible.append(operation)
            } else {
                later.append(operation)
            }
        }
        return (possible, later)
    }

    /// Type, ends and properties of a node's relationships; identities differ with the order of creation.
    private static func ends(_ reader: GraphReader, _ node: UInt64, _ direction: Direction) throws -> [String] {
        try reader.relationships(of: NodeID(node), direction).map {
            "\($0.type) \($0.source) \($0.target) \($0.properties)"
        }.sorted()
    }

    @Test func scansHandOutWhatReadsDo() throws {
        let test = try TestStore()
        try Self.load(BulkEstate(items: 200, seed: 3), into: test, operationsPerDelta: 1_000)
        try test.commit([.deleteNode(.existing(NodeID(7)), detach: true), .set(9, "site", nil)])
        let snapshot = try test.store.snapshot()
        var scanned: [NodeID] = []
        var sites = snapshot.combinations(of: { $0 == "site" })
        try snapshot.scanNodes(&sites) { node, sites in
            scanned.append(node.id)
            let read = try #require(try snapshot.node(node.id))
            #expect(snapshot.labels(ofSet: node.labelSet) == read.labels)
            #expect(sites.properties[node.combination] == read.properties.filter { $0.key == "site" })
        }
        #expect(scanned == (1...200 as ClosedRange<UInt64>).filter { $0 != 7 }.map { NodeID($0) })
        var references: Set<RelationshipReference> = []
        // In two parts, which meet within the nodes.
        func add(_ relationship: ScannedRelationship) throws {
            let type = try #require(snapshot.type(numbered: relationship.type))
            references.insert(
                RelationshipReference(
                    id: relationship.id, type: type, source: relationship.source, target: relationship.target))
        }
        for part in [NodeID(0)...NodeID(90), NodeID(91)...NodeID(300)] {
            try snapshot.scanRelationships(from: part, add)
        }
        var expected: Set<RelationshipReference> = []
        for node in scanned {
            expected.formUnion(try snapshot.relationships(of: node, .outgoing).map(\.reference))
        }
        #expect(references == expected)
        #expect(try references.count == snapshot.relationshipCount())
        var weighted = 0
        var weights = snapshot.combinations(of: { $0 == "weight" })
        try snapshot.scanRelationshipProperties(&weights) { _, combination in
            #expect(combination == 1)
            weighted += 1
        }
        #expect(weights.properties == [[], [Property("weight", 2)]])
        #expect(weighted > 40 && weighted < 71)
    }

    @Test func onlyTheRightFormatIsOpened() throws {
        let folder = try temporaryFolder()
        let settings = RecordedStore.settings
        do {
            _ = try Environment.create(
                at: folder.path("other"), tables: [Table(number: 1, name: "meta")], settings: settings.environment)
        }
        #expect(code { _ = try GraphStore.open(at: folder.path("other"), settings: settings) } == .notAStore)
        #expect(code { _ = try GraphStore.open(at: folder.path("none"), settings: settings) } == .notFound)
        do {
            let store = try GraphStore.create(at: folder.path("newer"), settings: settings)
            #expect(code { _ = try GraphStore.create(at: folder.path("newer"), settings: settings) } == .exists)
            try store.environment.write { (transaction) throws(StoreError) in
                try transaction.put(Table(number: 1, name: "meta"), Array("format".utf8), [99])
            }
        }
        let error = #expect(throws: StoreError.self) {
            try GraphStore.open(at: folder.path("newer"), settings: settings)
        }
        #expect(error?.kind == .otherVersion)
        #expect(error?.message == "the store has format version 99; this program reads version 2")
    }

    @Test func aDamagedRecordIsAnErrorAndNothingElse() throws {
        let test = try TestStore()
        try test.commit([.node(["A"], [Property("p", 1)]), .node(["A"])])
        // A record whose checksum holds and whose content is not a node.
        try test.store.environment.write { (transaction) throws(StoreError) in
            try transaction.put(Table(number: 4, name: "nodes"), [0, 0, 0, 0, 1], [1, 200, 200])
        }
        let snapshot = try test.store.snapshot()
        #expect(code { _ = try snapshot.node(NodeID(1)) } == .corrupt)
        #expect(try snapshot.node(NodeID(2)) != nil)
        #expect(code { try test.commit([.set(1, "p", 2)]) } == .corrupt)
        #expect(try test.store.snapshot().commit == CommitNumber(1))
        #expect(try !test.store.verify().isSound)
    }
}

import Discovery
import GraphModel
import GraphStore
import Testing

@testable import Reconciliation

@Suite("Which nodes a run saw")
struct SeenNodeTests {
    let estate: Estate

    init() throws { estate = try Estate() }

    private func seen(_ records: [DiscoveredRecord], scope: ImportRun.Scope = .partial) throws -> [String] {
        let seen = try estate.store.write(Estate.metadata("cmdb")) { writer in
            let reconciler = try Reconciler(writer: writer, run: ImportRun(source: "cmdb", scope: scope))
            reconciler.packer.handOver = { (batch) throws(ImportError) in try reconciler.accept(batch) }
            for record in records { try reconciler.packer.accept(record) }
            try reconciler.packer.flush()
            _ = try reconciler.finish()
            return reconciler.seen
        }.value
        let snapshot = try estate.store.snapshot()
        return try seen.ranges.flatMap { $0 }.map { number in
            try snapshot.node(NodeID(number))?["name"]?.string ?? "nobody"
        }.sorted()
    }

    @Test("New, changed and unchanged items; not those that only others mention")
    func items() throws {
        let first = [
            item("Server", "a"), item("Server", "b"),
            relationship(.native("a"), "DEPENDS_ON", .native("elsewhere")),
        ]
        #expect(try seen(first) == ["a", "b"])
        #expect(try seen([item("Server", "b")]) == ["b"])
        #expect(try seen([item("Server", "c"), item("Server", "a", [Property("manufacturer", "x")])]) == ["a", "c"])
        #expect(try seen([item("Server", "elsewhere")]) == ["elsewhere"])
        #expect(try seen([]) == [])
    }

    @Test("What a full run lets go of was not seen")
    func gone() throws {
        _ = try seen([item("Server", "a"), item("Server", "b")])
        #expect(try seen([item("Server", "b")], scope: .full(.retire)) == ["b"])
        #expect(try seen([], scope: .full(.delete)) == [])
    }

    @Test("An item that the store refuses was not seen")
    func refused() throws {
        let operation = GraphOperation.createConstraint(
            ConstraintDefinition(
                name: "one", kind: .uniqueness, element: .label("Server"), properties: ["manufacturer"]))
        _ = try estate.store.commit(GraphDelta(operations: [operation]), Estate.metadata("test"))
        let twins = ["a", "b"].map { item("Server", $0, [Property("manufacturer", "x")]) }
        #expect(try seen(twins) == ["a"])
    }
}

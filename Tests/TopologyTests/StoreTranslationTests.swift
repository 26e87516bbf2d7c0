import GraphModel
import GraphStore
import TestSupport
import Testing

@testable import Topology

/// What a store's labels and properties mean to a topology.
@Suite struct StoreTranslationTests {
    private func server(_ name: String, _ properties: Property...) -> GraphOperation {
        .createNode(
            id: nil, labels: ["ConfigurationItem", "Server"], properties: [Property("name", .string(name))] + properties
        )
    }

    private func relate(
        _ source: Int, _ target: Int, _ type: String = "DEPENDS_ON", _ properties: Property...
    ) -> GraphOperation {
        .createRelationship(id: nil, type: type, source: .new(source), target: .new(target), properties: properties)
    }

    /// Verdicts by name when the node created first fails.
    private func verdicts(_ operations: [GraphOperation]) throws -> [String: Verdict] {
        let estate = try StoreEstate()
        try estate.commit(operations)
        let snapshot = try estate.store.snapshot()
        let topology = try Topology.build(from: snapshot)
        try topology.checkInvariants()
        let first = try #require(topology.index(of: NodeID(1)))
        var found: [String: Verdict] = [:]
        for entry in try Propagation(topology).run(failing: [first]) {
            let name = try snapshot.property("name", of: topology.id(of: entry.node))?.string
            found[name ?? "?"] = entry.verdict
        }
        return found
    }

    @Test func theSchemaSaysWhichWayFailureTravels() throws {
        #expect(
            try verdicts([server("a"), server("b"), server("c"), relate(1, 0), relate(0, 2, "CONTAINS")]) == [
                "a": .down, "b": .down, "c": .down,
            ])
        #expect(try verdicts([server("a"), server("b"), relate(0, 1), relate(1, 0, "CONTAINS")]) == ["a": .down])
    }

    @Test func propertiesOfARelationshipOverrideTheSchema() throws {
        #expect(
            try verdicts([server("a"), server("b"), relate(1, 0, "DEPENDS_ON", Property("effect", "soft"))]) == [
                "a": .down, "b": .degraded,
            ])
        #expect(
            try verdicts([server("a"), server("b"), relate(1, 0, "DEPENDS_ON", Property("flow", "none"))]) == [
                "a": .down
            ])
    }

    @Test func classesOfBothEndsDecide() throws {
        let service = GraphOperation.createNode(
            id: nil, labels: ["ConfigurationItem", "Service"], properties: [Property("name", "s")])
        let other = GraphOperation.createNode(
            id: nil, labels: ["ConfigurationItem", "Service"], properties: [Property("name", "t")])
        #expect(try verdicts([service, other, relate(1, 0)]) == ["s": .down, "t": .degraded])
        #expect(try verdicts([service, server("b"), relate(1, 0)]) == ["s": .down, "b": .down])
    }

    @Test func groupsAndThresholdsComeFromProperties() throws {
        let pair = [
            server("a"), server("b"), server("c", Property("group.pair", "atLeast 1")),
            relate(2, 0, "DEPENDS_ON", Property("group", "pair")),
            relate(2, 1, "DEPENDS_ON", Property("group", "pair")),
        ]
        #expect(try verdicts(pair) == ["a": .down, "c": .atRisk])
    }

    @Test func retiredItemsTakeNoPart() throws {
        let retired = server("b", Property("state", "retired"))
        #expect(try verdicts([server("a"), retired, server("c"), relate(1, 0), relate(2, 1)]) == ["a": .down])
    }
}

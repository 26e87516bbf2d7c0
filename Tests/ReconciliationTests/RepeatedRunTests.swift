import Discovery
import GraphModel
import GraphStore
import Reconciliation
import Testing

/// Runs that report what the store holds already, as it is or otherwise.
@Suite struct RepeatedRunTests {
    private let records = [
        item("Server", "a", [Property("processors", 4)]), item("Server", "b"),
        relationship(.native("a"), "DEPENDS_ON", .native("b"), [Property("weight", 2.0)]),
        relationship(.native("a"), "DEPENDS_ON", .native("b"), [Property("group", "g")]),
        relationship(.native("b"), "DEPENDS_ON", .native("a")),
    ]

    @Test("Nothing is written, whatever the order", arguments: [false, true])
    func unchanged(isReversed: Bool) throws {
        let estate = try Estate()
        try estate.importing(records)
        let again = try estate.importing(isReversed ? records.reversed() : records)
        #expect(again.changedNothing)
        #expect(again.itemsUnchanged == 2)
        #expect(again.relationshipsUnchanged == 3)
        #expect(try estate.store.snapshot().commit == CommitNumber(2))
    }

    @Test("One changed property of one relationship is found, among parallel ones")
    func changed() throws {
        let estate = try Estate()
        try estate.importing(records)
        let weights = { (weight: Double) in
            relationship(
                .native("a"), "DEPENDS_ON", .native("b"), [Property("group", "g"), Property("weight", .double(weight))])
        }
        let report = try estate.importing([weights(3), weights(3), weights(4)])
        #expect(report.relationshipsUpdated == 2)
        #expect(report.relationshipsUnchanged == 1)
        let snapshot = try estate.store.snapshot()
        let a = try #require(try estate.named("a").first)
        let stored = try snapshot.relationships(of: a.id, .outgoing)
        #expect(stored.map { $0["weight"] } == [2.0, 4.0])
        #expect(stored.map { $0["group"] } == [nil, "g"])
    }

    @Test func aRelationshipThatIsStatedGoneAndThenReportedIsThere() throws {
        let estate = try Estate()
        try estate.importing(records)
        func gone(_ source: String, _ target: String) -> DiscoveredRecord {
            .relationship(
                DiscoveredRelationship(
                    type: "DEPENDS_ON", source: .native(source), target: .native(target), properties: [],
                    isRemoved: true, position: SourcePosition(file: "test")))
        }
        let report = try estate.importing([
            gone("b", "a"), gone("b", "a"), relationship(.native("b"), "DEPENDS_ON", .native("a")), gone("a", "a"),
        ])
        #expect(report.relationshipsDeleted == 1)
        #expect(report.relationshipsCreated == 1)
        #expect(report.relationshipsUnchanged == 1)
        #expect(try estate.relationships() == ["a -DEPENDS_ON-> b", "a -DEPENDS_ON-> b", "b -DEPENDS_ON-> a"])
    }

    @Test("A full run deletes the one of parallel relationships that it does not report, and no other source's")
    func parallel() throws {
        let estate = try Estate()
        try estate.importing(records)
        try estate.importing(
            [relationship(.foreign(source: "cmdb", nativeID: "b"), "RUNS_ON", .foreign(source: "cmdb", nativeID: "a"))],
            source: "other")
        var deleted: [RelationshipReference] = []
        let report = try estate.importing(
            Array(records.prefix(3)), scope: .full(.retire),
            onDifference: { if case .relationshipDeleted(let reference) = $0 { deleted.append(reference) } })
        #expect(report.relationshipsDeleted == 2)
        #expect(deleted.map(\.type) == ["DEPENDS_ON", "DEPENDS_ON"])
        #expect(try estate.relationships() == ["a -DEPENDS_ON-> b", "b -RUNS_ON-> a"])
    }

    @Test("Identities with zeros, and those too long for a key of an index")
    func unusualIdentities() throws {
        let estate = try Estate()
        let ids = ["a\0b", "a", "a\0", String(repeating: "x", count: 250), String(repeating: "x", count: 500) + "y"]
        let records = ids.map { item("Server", $0) } + ids.map { relationship(.native($0), "DEPENDS_ON", .native("a")) }
        try estate.importing(records)
        #expect(try estate.importing(records).changedNothing)
        let report = try estate.importing(records + [item("Server", String(repeating: "x", count: 500) + "z")])
        #expect(report.itemsCreated == 1)
        #expect(report.itemsUnchanged == ids.count)
    }
}

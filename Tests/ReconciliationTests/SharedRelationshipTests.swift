import Discovery
import GraphModel
import GraphStore
import Reconciliation
import TestSupport
import Testing

/// Relationships that several sources report stay while one of them does.
@Suite struct SharedRelationshipTests {
    private let hosts = ["a", "b"].map { item("Server", $0, [Property("fqdn", .string("\($0).example.org"))]) }
    private let link = relationship(.native("a"), "DEPENDS_ON", .native("b"))

    private func estate(_ sources: [String: [DiscoveredRecord]]) throws -> Estate {
        let estate = try Estate()
        for (source, records) in sources.sorted(by: { $0.key < $1.key }) {
            try estate.importing(hosts + records, source: source)
        }
        return estate
    }

    /// The sources of the only relationship.
    private func sources(_ estate: Estate) throws -> [String]? {
        let snapshot = try estate.store.snapshot()
        let node = try #require(try estate.ci("one#a"))
        let relationships = try snapshot.relationships(of: node.id, .outgoing)
        #expect(relationships.count <= 1)
        return try relationships.first.map {
            try $0["sources"]?.strings ?? [snapshot.commitRecord($0.version)?.metadata.source ?? ""]
        }
    }

    @Test func aFullRunTakesBackItsOwnWordOnly() throws {
        let estate = try estate(["one": [link], "two": [link]])
        #expect(try sources(estate) == ["one", "two"])
        try estate.importing(hosts, source: "one", scope: .full(.retire))
        #expect(try sources(estate) == ["two"])
        try estate.importing(hosts + [link], source: "one", scope: .full(.retire))
        #expect(try sources(estate) == ["one", "two"])
        try estate.importing(hosts, source: "one", scope: .full(.retire))
        try estate.importing(hosts, source: "two", scope: .full(.retire))
        #expect(try sources(estate) == nil)
    }

    @Test func soDoesAStatedRemoval() throws {
        let estate = try estate(["one": [link], "two": [link]])
        let removed = DiscoveredRecord.relationship(
            DiscoveredRelationship(
                type: "DEPENDS_ON", source: .native("a"), target: .native("b"), isRemoved: true,
                position: SourcePosition(file: "test")))
        try estate.importing([removed], source: "one")
        #expect(try sources(estate) == ["two"])
        #expect(try estate.importing([removed], source: "one").changedNothing)
        try estate.importing([link], source: "one")
        #expect(try sources(estate) == ["one", "two"])
        // Of what one run says of it the last word counts.
        try estate.importing([removed, link], source: "one")
        #expect(try sources(estate) == ["one", "two"])
        try estate.importing([link, removed], source: "one")
        #expect(try sources(estate) == ["two"])
        try estate.importing([removed], source: "two")
        #expect(try sources(estate) == nil)
    }

    /// The CI stays for the other source's sake, and what the first told of it goes.
    @Test func aSourceThatReportsTheItemNoLongerTakesItsRelationshipsAlong() throws {
        for scope in [ImportRun.Scope.full(.retire), .full(.byClass), .full(.delete)] {
            let estate = try estate(["one": [link], "two": []])
            try estate.importing([hosts[1]], source: "one", scope: scope)
            #expect(try estate.identities("Server") == ["one#b two#b", "two#a"])
            #expect(try estate.relationships().isEmpty, "\(scope)")
        }
        let estate = try estate(["one": [link], "two": []])
        try estate.importing([.removedItem(nativeID: "a", SourcePosition(file: "test"))], source: "one")
        #expect(try estate.relationships().isEmpty)
    }

    /// What a run does not report and yet leads to is known by its name.
    @Test func aReferenceToWhatIsNoLongerReportedLeadsWhereItDid() throws {
        let estate = try estate(["one": [link], "two": []])
        for records in [[hosts[0], link], [link, hosts[0]]] {
            try estate.importing(records, source: "one", scope: .full(.delete))
            #expect(try estate.relationships() == ["a -DEPENDS_ON-> b"])
            #expect(try estate.importing(records, source: "one", scope: .full(.delete)).changedNothing)
        }
        #expect(try estate.identities("Server") == ["one#a two#a", "two#b one#b"])
        try estate.importing([hosts[0]], source: "one", scope: .full(.delete))
        #expect(try estate.identities("Server") == ["one#a two#a", "two#b"])
        #expect(try estate.relationships().isEmpty)
    }

    @Test func theOtherSourcesOnesStay() throws {
        let estate = try estate(["one": [link], "two": [link]])
        try estate.importing([], source: "two", scope: .full(.retire))
        #expect(try sources(estate) == ["one"])
    }

    @Test func theBestSourcesPropertyCounts() throws {
        func link(_ weight: Double) -> DiscoveredRecord {
            relationship(.native("a"), "DEPENDS_ON", .native("b"), [Property("weight", .double(weight))])
        }
        for order in [("nmap", 1.0), ("cmdb", 2.0)].permutations {
            let estate = try Estate()
            for (source, weight) in order { try estate.importing(hosts + [link(weight)], source: source) }
            let node = try #require(try estate.ci("cmdb#a"))
            let stored = try estate.store.snapshot().relationships(of: node.id, .outgoing)
            #expect(stored.map { $0["weight"] } == [.double(2)])
        }
    }
}

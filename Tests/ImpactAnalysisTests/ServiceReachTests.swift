import GraphModel
import ImpactAnalysis
import Testing
import Topology

/// The services that failures reach, and who answers for them.
@Suite struct ServiceReachTests {
    private static func service(_ name: String, _ criticality: PropertyValue? = nil, _ groups: [String: String] = [:])
        -> Item
    {
        var item = Item(name, "Service", groups)
        if let criticality { item.properties.append(Property("businessCriticality", criticality)) }
        return item
    }

    private static func answers(_ type: String, _ source: String, _ target: String) -> Link {
        Link(type: type, source: source, target: target, group: nil, weight: nil)
    }

    @Test func worstFirstThenMostCriticalThenByName() throws {
        let estate = try Estate(
            [
                Item("a"), Item("b"), Self.service("low", "low"), Self.service("none"), Self.service("high", "high"),
                Self.service("critical-b", "critical"), Self.service("critical-a", "critical"),
                Self.service("spare", "critical", ["g": "atLeast 1"]), Self.service("slow", "critical"), Item("app"),
            ],
            ["low", "none", "high", "critical-b", "critical-a", "app"].map { needs($0, "a") }
                + [needs("spare", "a", in: "g"), needs("spare", "b", in: "g"), hears("slow", "a")])
        let services = try estate.report("a").services
        #expect(
            services.map(\.ci.name) == ["critical-a", "critical-b", "high", "low", "none", "slow", "spare"])
        #expect(services.map(\.verdict) == [.down, .down, .down, .down, .down, .degraded, .atRisk])
        #expect(services.map(\.criticality) == ["critical", "critical", "high", "low", nil, "critical", "critical"])
        #expect(services.allSatisfy { $0.distance == 1 && $0.ci.ciClass == "Service" })
    }

    @Test func ownersAndContactsWithTheirAddresses() throws {
        let estate = try Estate(
            [
                Item("a"), Self.service("shop"), Item("mail", "Team", [:], Property("email", "mail@example.com")),
                Item("phone", "Team", [:], Property("telephone", "+44 20 7946 0000")),
                Item("both", "Team", [:], Property("email", "both@example.com"), Property("telephone", "1")),
                Item("silent", "Team"),
            ],
            [
                needs("shop", "a"), Self.answers("OWNED_BY", "shop", "mail"),
                Self.answers("OWNED_BY", "shop", "both"), Self.answers("CONTACT_FOR", "phone", "shop"),
                Self.answers("CONTACT_FOR", "silent", "shop"), Self.answers("OWNED_BY", "a", "silent"),
            ])
        let shop = try #require(try estate.report("a").services.first)
        #expect(shop.owners.map(\.ci.name) == ["both", "mail"])
        #expect(shop.owners.map(\.role) == ["owned by", "owned by"])
        #expect(shop.owners.map(\.address) == ["both@example.com", "mail@example.com"])
        #expect(shop.contacts.map(\.ci.name) == ["phone", "silent"])
        #expect(shop.contacts.map(\.role) == ["has contact", "has contact"])
        #expect(shop.contacts.map(\.address) == ["+44 20 7946 0000", nil])
        // Neither team feels a failure.
        #expect(try estate.report("a").verdicts == ["shop": .down])
    }

    @Test func aFailingServiceIsReached() throws {
        let estate = try Estate([Self.service("shop"), Self.service("site"), Item("app")], [needs("site", "shop")])
        let services = try estate.report("shop").services
        #expect(services.map(\.ci.name) == ["shop", "site"])
        #expect(services.map(\.distance) == [0, 1])
        #expect(try estate.report("app").services.isEmpty)
    }

    @Test func aFilterOrALineLimitHidesNoService() throws {
        let estate = try Estate(
            [Item("a"), Self.service("shop"), Self.service("site"), Item("app")],
            [needs("shop", "a"), needs("site", "shop"), needs("app", "a")])
        var request = try estate.request(["a"])
        request.classes = ["Server"]
        #expect(try estate.analyzer().report(request).impacted.isEmpty)
        #expect(try estate.analyzer().report(request).services.map(\.ci.name) == ["shop", "site"])
        request.classes = []
        request.lineLimit = 1
        #expect(try estate.analyzer().report(request).services.map(\.ci.name) == ["shop", "site"])
    }

    /// What a change proposes to add or to alter answers as if it had been written.
    @Test func aProposedServiceHasItsCriticalityAndOwners() throws {
        let estate = try Estate(
            [Item("a"), Self.service("shop", "low"), Item("old", "Team"), Item("new", "Team")],
            [needs("shop", "a"), Self.answers("OWNED_BY", "shop", "old")])
        let change =
            estate.operations(
                [Self.service("till", "critical"), Item("crew", "Team", [:], Property("email", "crew@example.com"))],
                [
                    needs("till", "a"), Self.answers("OWNED_BY", "till", "crew"),
                    Self.answers("OWNED_BY", "shop", "new"), Self.answers("CONTACT_FOR", "crew", "shop"),
                ])
            + [try estate.set("shop", "businessCriticality", "high")]
            + [.deleteRelationship(try estate.reference("shop", "old"))]
        let services = try estate.analyzer(whatIf: change).report(estate.request(["a"])).services
        #expect(services.map(\.ci.name) == ["till", "shop"])
        #expect(services.map(\.criticality) == ["critical", "high"])
        #expect(services.map { $0.owners.map(\.ci.name) } == [["crew"], ["new"]])
        #expect(services[0].owners.map(\.address) == ["crew@example.com"])
        #expect(services.map { $0.contacts.map(\.ci.name) } == [[], ["crew"]])
    }
}

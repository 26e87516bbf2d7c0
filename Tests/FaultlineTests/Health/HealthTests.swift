import Faultline
import Testing

@Suite("The health of an inventory")
struct HealthTests {
    let estate: HealthEstate

    init() throws { estate = try HealthEstate() }

    @Test("Each figure counts what is wrong, of what was looked at, and lists it")
    func figures() throws {
        let report = try estate.database.health()
        #expect((report.cis, report.outOfUse) == (7, 3))
        #expect(report.line(.requiredAttributes) == "0/7 []")
        #expect(
            report.line(.recommendedAttributes)
                == "9/26 [srv-2: businessCriticality, environment, manufacturer, model, operatingSystem, serialNumber; "
                + "forum: businessCriticality, environment; srv-2: businessCriticality]")
        #expect(report.line(.duplicateIdentifiers) == "0/7 []")
        #expect(report[.duplicateNames]?.issues.map(\.name) == ["srv-2", "srv-2"])
        #expect(report[.duplicateNames]?.issues.first?.detail == report[.stale]?.issues.first.map { "as \($0.id)" })
        #expect(report.line(.orphans) == "1/7 [srv-2]")
        #expect(report.line(.stale) == "1/7 [srv-2: stale]")
        let web = try estate.database.session().resolve("web")
        #expect(report.line(.retiredInUse) == "1/2 [old: needed by web (\(web))]")
        #expect(report.line(.unresolvedReferences) == "1/7 [forum: cmdb#nowhere]")
        #expect(report.line(.unconnected) == "2/7 [srv-2; srv-2]")
        #expect(report.line(.unfoundedServices) == "1/2 [Forum]")
    }

    @Test("Scores are shares, and the whole their mean by weights")
    func scores() throws {
        let scores = try estate.database.health().scores
        #expect(scores.completeness == 100 * 24.0 / 33)
        #expect(scores.correctness == 50)
        #expect(scores.compliance == nil)
        let relationships = (100 * 5.0 / 7 + 50) / 2
        #expect(scores.relationships == relationships)
        #expect(scores.overall == (30 * 100 * 24.0 / 33 + 30 * 50 + 20 * relationships) / 80)
        #expect(HealthCategory.allCases.map(\.weight).reduce(0, +) == 100)
    }

    @Test("By class, owner and source")
    func groups() throws {
        try estate.run(#"{"class":"Printer","id":"p","name":"printer"}"#, source: "scan")
        let report = try estate.database.health()
        let servers = try #require(report.group(.ciClass, "Server"))
        #expect((servers.cis, servers.wanted, servers.present) == (3, 21, 14))
        #expect((servers.mostMissing, servers.missing) == ("businessCriticality", 2))
        // The retired one that is needed counts among the faulty.
        #expect((servers.faulty, servers.unconnected) == (3, 2))
        #expect(servers.scores.correctness == 25)
        // Whoever a relationship names comes before the attribute.
        let owners = report.groups.filter { $0.grouping == .owner }.map { "\($0.name ?? "-") \($0.cis)" }
        #expect(owners == ["- 4", "Shop team 3", "Ada 1"])
        let sources = report.groups.filter { $0.grouping == .source }.map { "\($0.name ?? "-") \($0.cis)" }
        #expect(sources == ["cmdb 7", "scan 1"])
        #expect(report.group(.source, "scan")?.scores.relationships == 0)
    }

    @Test("A class, an owner, a source: the figures are about these")
    func filters() throws {
        let database = estate.database
        let servers = try database.health(HealthRequest(ciClass: "ComputeResource"))
        #expect((servers.cis, servers.outOfUse) == (3, 3))
        #expect(servers.line(.recommendedAttributes).hasPrefix("7/18 "))
        #expect(servers.line(.unfoundedServices) == "0/0 []")
        #expect(servers[.unfoundedServices]?.percent == nil)
        let owned = try database.health(HealthRequest(owner: "Shop team"))
        #expect(owned.cis == 3)
        // Its twin belongs to nobody, and is one all the same.
        #expect(owned[.duplicateNames]?.count == 1)
        #expect(owned.line(.unfoundedServices) == "0/1 []")
        #expect(try database.health(HealthRequest(source: "cmdb")).cis == 7)
        let nothing = try database.health(HealthRequest(source: "nobody"))
        #expect(nothing.cis == 0 && nothing.scores.overall == nil)
        #expect(try database.health(HealthRequest(ciClass: "Team")).cis == 1)
        #expect(throws: SchemaViolation.self) { try database.health(HealthRequest(ciClass: "Servr")) }
    }

    @Test("Lists are cut, and say by how much")
    func limits() throws {
        let report = try estate.database.health(HealthRequest(limit: 1))
        let gaps = try #require(report[.recommendedAttributes])
        #expect((gaps.count, gaps.cis, gaps.issues.count, gaps.omitted) == (9, 3, 1, 2))
        #expect(report.omittedGroups == [.ciClass: 2, .owner: 2])
        let none = try estate.database.health(HealthRequest(limit: -5))
        #expect(none.checks.allSatisfy { $0.issues.isEmpty && $0.omitted == $0.cis })
        #expect(HealthRequest(limit: .max).limit == HealthRequest.largestLimit)
        #expect(throws: QueryError.self) {
            // Many, so that somebody asks.
            try estate.write("UNWIND range(1, 5000) AS n CREATE (:ConfigurationItem {name: 'x' + n})")
            return try estate.database.health(HealthRequest(shouldStop: { true }))
        }
    }

    @Test("An identifier in common makes duplicates of related classes only")
    func identifiers() throws {
        try estate.run(#"{"class":"ComputeResource","id":"c","name":"scanned"}"#, source: "scan")
        try estate.write(
            "MATCH (n) WHERE n.name IN ['srv-1', 'scanned', 'web'] SET n.identifiers = ['mac=1', 'serial=' + 'S']")
        try estate.write("MATCH (n {name: 'srv-1'}) SET n.identifiers = ['serial=S']")
        let report = try estate.database.health()
        let check = try #require(report[.duplicateIdentifiers])
        #expect((check.count, check.total) == (2, 8))
        #expect(check.issues.map(\.name) == ["srv-1", "scanned"])
        let other = try estate.database.session().resolve("scanned")
        #expect(check.issues.first?.detail == "serial=S, as scanned (\(other))")
    }

    @Test("A group that a service needs carries it, one that it would merely like does not")
    func foundations() throws {
        try estate.run(
            """
            {"class":"BusinessService","id":"a","name":"grouped","groups":{"g":"atLeast 1"}}
            {"type":"DEPENDS_ON","from":"a","to":"web","group":"g"}
            {"type":"DEPENDS_ON","from":"a","to":"forum","group":"g"}
            {"class":"BusinessService","id":"b","name":"soft","groups":{"g":"atLeast 1"}}
            {"type":"DEPENDS_ON","from":"b","to":"web","group":"g","effect":"soft"}
            {"class":"BusinessService","id":"c","name":"circle 1"}
            {"class":"BusinessService","id":"d","name":"circle 2"}
            {"type":"DEPENDS_ON","from":"c","to":"d"}
            {"type":"DEPENDS_ON","from":"d","to":"c"}
            {"class":"BusinessService","id":"e","name":"cloudy"}
            {"class":"ManagedDatabase","id":"m","name":"managed"}
            {"type":"DEPENDS_ON","from":"e","to":"m"}
            """)
        #expect(try estate.database.health().line(.unfoundedServices) == "4/7 [Forum; soft; circle 1; circle 2]")
    }

    @Test("As of a past commit, the same as it was then")
    func past() throws {
        let before = try estate.database.health()
        let rename = "SET n.name = 'srv-' + coalesce(n.state, 'live'), n.state = 'live'"
        try estate.write("MATCH (n:Server {name: 'srv-2'}) " + rename)
        try estate.write("MATCH (n {name: 'old'}) DETACH DELETE n")
        try estate.write("MATCH (a {name: 'Forum'}), (s {name: 'srv-1'}) CREATE (a)-[:DEPENDS_ON]->(s)")
        let after = try estate.database.health()
        #expect(after.line(.stale) == "0/7 []")
        #expect(after.line(.unfoundedServices) == "0/2 []")
        #expect(after.scores != before.scores)
        let past = try estate.database.health(at: .commit(before.version))
        #expect(past.version == before.version)
        #expect(past.checks == before.checks)
        #expect(past.groups == before.groups)
    }
}

import Faultline
import Testing

@Suite("Health over time")
struct HealthTrendTests {
    @Test("A row for each time, with what its commit had")
    func trend() throws {
        let estate = try HealthEstate(importing: false)
        estate.clock.advance(days: 10)
        try estate.run(HealthEstate.lines)
        estate.clock.advance(days: 10)
        try estate.write("MATCH (n:Server {state: 'stale'}) SET n.state = 'live'")
        let database = estate.database
        let points = try database.healthTrend(over: .seconds(25 * 86_400), step: .seconds(5 * 86_400))
        let zero = HealthEstate.start.microsecondsSinceEpoch
        #expect(points.map { ($0.time.microsecondsSinceEpoch - zero) / 86_400_000_000 } == [-5, 0, 5, 10, 15, 20])
        #expect(points.map { $0.version?.rawValue } == [nil, 1, 1, 2, 2, 3])
        #expect(points.map { $0.report?.cis } == [nil, 0, 0, 7, 7, 7])
        #expect(points[0].missing == "before the first commit")
        #expect(points[1].report?.scores.overall == nil)
        #expect(points.map { $0.report?[.stale]?.count } == [nil, 0, 0, 1, 1, 0])
        let now = try database.health()
        #expect(points.last?.report?.scores == now.scores)
        #expect(try points[4].report?.scores == database.health(at: .commit(CommitNumber(2))).scores)
        #expect(points.allSatisfy { point in point.report?.checks.allSatisfy { $0.issues.isEmpty } ?? true })
    }

    @Test("The end may lie in the past, and a step may be longer than the time")
    func ends() throws {
        let estate = try HealthEstate()
        estate.clock.advance(days: 10)
        try estate.write("MATCH (n:Server) SET n.model = 'M'")
        let points = try estate.database.healthTrend(
            over: .seconds(86_400), step: .seconds(700_000), until: .commit(CommitNumber(2)))
        #expect(points.map { $0.version?.rawValue } == [nil, 2])
        #expect(throws: EngineError.self) {
            try estate.database.healthTrend(over: .seconds(86_400), step: .seconds(1))
        }
        #expect(throws: EngineError.self) { try estate.database.healthTrend(over: .seconds(5), step: .zero) }
    }

    @Test("History that was pruned is told, and a class that there was not yet")
    func missing() throws {
        let estate = try HealthEstate()
        estate.clock.advance(days: 10)
        try estate.write("MATCH (n:Server) SET n.model = 'M'")
        let desk = SchemaDocument(
            name: "desk.yaml", text: "name: desk\nclasses:\n  Desk: {parent: BusinessElement, description: A desk.}\n")
        let documents = try estate.database.schemaDocuments() + [desk]
        _ = try estate.database.setSchema(documents, author: "tests", reason: nil)
        estate.clock.advance(days: 10)
        try estate.run(#"{"class":"Desk","id":"d","name":"desk"}"#)
        func desks() throws -> [HealthPoint] {
            try estate.database.healthTrend(
                HealthRequest(ciClass: "Desk"), over: .seconds(20 * 86_400), step: .seconds(10 * 86_400))
        }
        #expect(try desks().map { $0.report?.cis } == [nil, 0, 1])
        #expect(try desks()[0].missing == "there is no class `Desk`")
        try estate.database.prune(before: .commit(CommitNumber(4)))
        #expect(try desks().map(\.missing) == ["this history was pruned", nil, nil])
    }
}

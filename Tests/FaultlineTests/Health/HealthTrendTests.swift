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

    @Test("History that was pruned is told")
    func missing() throws {
        let estate = try HealthEstate()
        estate.clock.advance(days: 10)
        try estate.write("MATCH (n:Server) SET n.model = 'M'")
        func trend() throws -> [HealthPoint] {
            try estate.database.healthTrend(over: .seconds(10 * 86_400), step: .seconds(10 * 86_400))
        }
        #expect(try trend().map { $0.report?[.recommendedAttributes]?.count } == [9, 8])
        try estate.database.prune(before: .commit(CommitNumber(3)))
        #expect(try trend().map(\.missing) == ["this history was pruned", nil])
        #expect(try trend().map { $0.version?.rawValue } == [2, 3])
    }
}

import GraphModel
import ImpactAnalysis
import Testing
import Topology

/// What an item needs, and what each provider's failure alone would do to it.
@Suite struct UpstreamTests {
    /// A shop that needs a database and one of two fronts, both on one power feed; it hears a feed of news.
    private static func estate() throws -> Estate {
        try Estate(
            [
                Item("shop", "Service", ["fronts": "atLeast 1"]), Item("f1"), Item("f2"), Item("db"), Item("news"),
                Item("power"), Item("ghost", "UnresolvedReference"), Item("till"),
            ],
            [
                needs("shop", "f1", in: "fronts"), needs("shop", "f2", in: "fronts"), needs("shop", "db"),
                hears("shop", "news"), needs("f1", "power"), needs("f2", "power"), needs("db", "ghost"),
                needs("till", "shop"),
            ])
    }

    @Test func everythingNeededIsThereNearestFirst() throws {
        let estate = try Self.estate()
        let report = try estate.analyzer().upstream(of: estate.id("shop"))
        #expect(report.ci.name == "shop")
        #expect(report.providers.map(\.ci.name) == ["db", "f1", "f2", "news", "ghost", "power"])
        #expect(report.providers.map(\.distance) == [1, 1, 1, 1, 2, 2])
        #expect(report.providers.map(\.effectAlone) == [.down, .atRisk, .atRisk, .degraded, .down, .down])
        #expect(report.providers.map(\.groups) == [[], ["fronts"], ["fronts"], [], [], []])
        #expect(report.providers.prefix(5).map(\.dependant.name) == ["shop", "shop", "shop", "shop", "db"])
        #expect(["f1", "f2"].contains(report.providers[5].dependant.name))
        #expect(report.completeness.isComplete)
    }

    @Test func singlePointsOfFailureAreThoseThatTakeItDownAlone() throws {
        let estate = try Self.estate()
        let report = try estate.analyzer().upstream(of: estate.id("shop"))
        #expect(report.singlePointsOfFailure.map(\.ci.name) == ["db", "ghost", "power"])
        #expect(report.unresolved.map(\.name) == ["ghost"])
    }

    @Test func whatNeedsNothingHasNoProviders() throws {
        let estate = try Self.estate()
        let report = try estate.analyzer().upstream(of: estate.id("power"))
        #expect(report.providers.isEmpty && report.unresolved.isEmpty && report.completeness.isComplete)
    }

    @Test func aCircleIsWalkedOnceAndDoesNotNameItself() throws {
        let estate = try Estate("a b c", [needs("a", "b"), needs("b", "c"), needs("c", "a")])
        let report = try estate.analyzer().upstream(of: estate.id("a"))
        #expect(report.providers.map(\.ci.name) == ["b", "c"])
        #expect(report.providers.map(\.effectAlone) == [.down, .down])
    }

    @Test func aLimitCutsAndSaysSo() throws {
        let estate = try Self.estate()
        let near = try estate.analyzer().upstream(
            of: estate.id("shop"), limits: ImpactRequest(failing: [], distanceLimit: 1))
        #expect(near.providers.map(\.ci.name) == ["db", "f1", "f2", "news"])
        #expect(near.completeness.reasons == ["the limit of distance was reached with more to follow"])
        // The effect of what is listed is whole: only the walk was cut.
        #expect(near.providers.map(\.effectAlone) == [.down, .atRisk, .atRisk, .degraded])
        let all = try estate.analyzer().upstream(
            of: estate.id("shop"), limits: ImpactRequest(failing: [], distanceLimit: 2))
        #expect(all.providers.count == 6 && all.completeness.isComplete)
    }

    @Test func retiredProvidersAreNotNeeded() throws {
        let estate = try Self.estate()
        try estate.commit([estate.set("f1", "state", "retired")])
        let report = try estate.analyzer().upstream(of: estate.id("shop"))
        #expect(report.providers.map(\.ci.name) == ["db", "f2", "news", "ghost", "power"])
        #expect(report.providers.map(\.effectAlone) == [.down, .down, .degraded, .down, .down])
        let retired = #expect(throws: AnalysisError.self) { try estate.analyzer().upstream(of: estate.id("f1")) }
        #expect(retired?.code == "impact.outsideImpact")
    }

    @Test func aPathAlongImpactFollowsFailureOnly() throws {
        let estate = try Self.estate()
        let analyzer = try estate.analyzer()
        let path = try #require(
            try analyzer.path(from: estate.id("ghost"), to: estate.id("till"), alongImpact: true))
        #expect(path.start.name == "ghost")
        #expect(path.steps.map(\.ci.name) == ["db", "shop", "till"])
        #expect(path.steps.map(\.isForward) == [false, false, false])
        #expect(try analyzer.path(from: estate.id("till"), to: estate.id("ghost"), alongImpact: true) == nil)
        let back = try #require(try analyzer.path(from: estate.id("till"), to: estate.id("news")))
        #expect(back.steps.map(\.type) == ["NEEDS", "HEARS"])
        #expect(back.steps.map(\.isForward) == [true, true])
        #expect(try analyzer.path(from: estate.id("till"), to: estate.id("news"), types: ["NEEDS"]) == nil)
    }
}

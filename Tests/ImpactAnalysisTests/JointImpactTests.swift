import GraphModel
import ImpactAnalysis
import Testing
import Topology

/// What several failures do together, and what none of them does alone.
@Suite struct JointImpactTests {
    /// A shop on a pair, a till that needs one of the pair, a site that needs the shop.
    private static func estate() throws -> Estate {
        try Estate(
            [
                Item("a"), Item("b"), Item("c"), Item("shop", "Service", ["pair": "atLeast 1"]), Item("till"),
                Item("site"),
            ],
            [
                needs("shop", "a", in: "pair"), needs("shop", "b", in: "pair"), needs("till", "a"),
                needs("site", "shop"),
            ])
    }

    private func joint(_ report: ImpactReport) -> [String] { report.impacted.filter(\.isJoint).map(\.ci.name).sorted() }

    @Test func bothHalvesOfAPairAreJointAndSoIsWhatFollows() throws {
        let report = try Self.estate().report("a", "b")
        #expect(report.verdicts == ["shop": .down, "till": .down, "site": .down])
        #expect(joint(report) == ["shop", "site"])
        #expect(report["shop"]?.witness.lost.map(\.name) == ["a", "b"])
    }

    @Test func whatOneFailureDoesAloneIsNotJoint() throws {
        let report = try Self.estate().report("a", "c")
        #expect(report.verdicts == ["shop": .atRisk, "till": .down])
        #expect(joint(report).isEmpty)
    }

    @Test func aSingleFailureIsNeverJoint() throws {
        #expect(joint(try Self.estate().report("a")).isEmpty)
        // Named twice it is still one.
        let twice = try Self.estate().report("a", "a")
        #expect(twice.failing.map(\.name) == ["a"])
        #expect(joint(twice).isEmpty)
        #expect(twice.verdicts == ["shop": .atRisk, "till": .down])
    }

    @Test func ofThreeFailuresAllMayBeNeeded() throws {
        let estate = try Estate(
            [Item("a"), Item("b"), Item("c"), Item("x", "Application", ["g": "atLeast 1"])],
            ["a", "b", "c"].map { needs("x", $0, in: "g") })
        #expect(try estate.report("a").impacted.isEmpty)
        let two = try estate.report("a", "b")
        #expect(two.verdicts == ["x": .atRisk])
        #expect(joint(two) == ["x"])
        #expect(joint(try estate.report("a", "b", "c")) == ["x"])
    }

    /// A failing item that another takes down is one of the failures, not of the impacted.
    @Test func failuresAreNotCountedAsImpacted() throws {
        let report = try Self.estate().report("a", "till")
        #expect(report.failing.map(\.name) == ["a", "till"])
        #expect(report.verdicts == ["shop": .atRisk])
        #expect(report.count(.down) == 0)
        #expect(report.count(.atRisk) == 1)
    }

    @Test func failuresAreInTheOrderAsked() throws {
        #expect(try Self.estate().report("c", "a", "b").failing.map(\.name) == ["c", "a", "b"])
    }

    @Test func nothingFailingIsNothingImpacted() throws {
        let report = try Self.estate().report()
        #expect(report.impacted.isEmpty && report.services.isEmpty && report.oldestEvidence == nil)
        #expect(report.completeness.isComplete)
    }

    @Test func anUnknownItemIsAnErrorAndSoIsARetiredOne() throws {
        let estate = try Self.estate()
        let unknown = #expect(throws: AnalysisError.self) {
            try estate.analyzer().report(ImpactRequest(failing: [NodeID(999)]))
        }
        #expect(unknown?.code == "impact.unknownCI")
        try estate.commit([estate.set("c", "state", "retired")])
        let retired = #expect(throws: AnalysisError.self) { try estate.report("a", "c") }
        #expect(retired?.code == "impact.outsideImpact")
    }
}

import GraphModel
import GraphStore
import ImpactAnalysis
import Testing
import Topology

/// What an answer could not see, and says so.
@Suite struct CoverageTests {
    @Test func aFailingItemWithoutRelationshipsIsUnmodelled() throws {
        let link = Link(type: "LINKS", source: "c", target: "d", group: nil, weight: nil)
        let estate = try Estate("a b c d lonely alone", [needs("b", "a"), link])
        let report = try estate.report("lonely", "a", "c", "alone")
        #expect(report.coverage.unmodelled.map(\.name).sorted() == ["alone", "lonely"])
        #expect(report.verdicts == ["b": .down])
        let whole = try estate.report("a").coverage
        #expect(whole.unmodelled.isEmpty && whole.unresolved.isEmpty)
    }

    @Test func unresolvedReferencesOfWhatIsReachedAreNamed() throws {
        let estate = try Estate(
            [
                Item("a"), Item("b"), Item("far"), Item("ghost", "UnresolvedReference"),
                Item("other", "UnresolvedReference"),
            ],
            [needs("b", "a"), needs("b", "ghost"), needs("far", "other")])
        let report = try estate.report("a")
        #expect(report.coverage.unresolved.map(\.name) == ["ghost"])
        #expect(report.coverage.unresolved.map(\.ciClass) == ["UnresolvedReference"])
        #expect(report.verdicts == ["b": .down])
        // Those of the failing items are in scope as well.
        #expect(try estate.report("far").coverage.unresolved.map(\.name) == ["other"])
        #expect(try estate.report("a", "far").coverage.unresolved.map(\.name) == ["ghost", "other"])
    }

    @Test func anUnresolvedReferenceCanFailAndCountsAsAMember() throws {
        let estate = try Estate(
            [Item("a"), Item("ghost", "UnresolvedReference"), Item("x", "Application", ["g": "atLeast 1"])],
            [needs("x", "a", in: "g"), needs("x", "ghost", in: "g")])
        #expect(try estate.report("a").verdicts == ["x": .atRisk])
        #expect(try estate.report("ghost").verdicts == ["x": .atRisk])
        #expect(try estate.report("a", "ghost").verdicts == ["x": .down])
    }

    @Test func aProposedReferenceIsSeen() throws {
        let estate = try Estate("a b", [needs("b", "a")])
        let change = estate.operations([Item("ghost", "UnresolvedReference")], [needs("b", "ghost")])
        let report = try estate.analyzer(whatIf: change).report(estate.request(["a"]))
        #expect(report.coverage.unresolved.map(\.name) == ["ghost"])
    }

    @Test func retiredItemsNeitherFeelFailureNorCountAsMembers() throws {
        let estate = try Estate(
            [Item("a"), Item("b"), Item("c"), Item("x", "Application", ["g": "percent 50"]), Item("y")],
            ["a", "b", "c"].map { needs("x", $0, in: "g") } + [needs("y", "a")])
        // Two of three are needed: one may go.
        #expect(try estate.report("a").verdicts == ["x": .atRisk, "y": .down])
        try estate.commit([estate.set("y", "state", "retired"), estate.set("c", "state", "retired")])
        // One of two now.
        let report = try estate.report("a")
        #expect(report.verdicts == ["x": .atRisk])
        #expect(report["x"]?.witness.members == 2)
        #expect(try estate.report("a", "b").verdicts == ["x": .down])
    }

    @Test func theLastMemberRetiredLeavesItsDependantDownAlready() throws {
        let estate = try Estate(
            [Item("a"), Item("b"), Item("x", "Application", ["g": "atLeast 1"])],
            [needs("x", "a", in: "g"), needs("x", "b")])
        try estate.commit([estate.set("a", "state", "retired")])
        let report = try estate.report("b")
        #expect(report.impacted.isEmpty)
        #expect(report.alreadyDown.map(\.name) == ["x"])
    }

    @Test func evidenceIsAsOldAsTheOldestRelationshipOnTheWay() throws {
        let estate = try Estate("a b c d", [needs("d", "c")])
        let second = try estate.commit(estate.operations([], [needs("b", "a")])).commit
        let third = try estate.commit(estate.operations([], [needs("c", "b")])).commit
        #expect(try estate.report("b").oldestEvidence?.commit == CommitNumber(2))
        #expect(try estate.report("d").oldestEvidence == nil)
        try estate.commit([.deleteRelationship(estate.reference("d", "c"))])
        let oldest = try estate.report("a").oldestEvidence
        #expect(oldest?.commit == second)
        #expect(oldest?.time == Timestamp(microsecondsSinceEpoch: Int64(second.rawValue) * 1_000))
        #expect(try estate.report("b").oldestEvidence?.commit == third)
    }
}

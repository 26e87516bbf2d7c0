import GraphModel
import GraphStore
import ImpactAnalysis
import TestSupport
import Testing
import Topology

/// Answers about the past and about what a change would do.
@Suite struct VersionTests {
    @Test func thePastAnswersAsItDidThen() throws {
        let estate = try Estate("a b c", [needs("b", "a")])
        let past = try estate.store.snapshot().commit
        try estate.commit(
            [.deleteRelationship(estate.reference("b", "a")), estate.set("c", "name", "new")]
                + estate.operations([], [needs("c", "a")]))
        let request = try estate.request(["a"])
        let now = try estate.analyzer().report(request)
        #expect(now.verdicts == ["new": .down])
        #expect(now.version == past.next)
        let then = try estate.analyzer(asOf: past).report(request)
        #expect(then.verdicts == ["b": .down])
        #expect(then.version == past)
        #expect(!then.isHypothetical)
        #expect(try estate.analyzer(asOf: past).report(estate.request(["c"])).failing.map(\.name) == ["c"])
    }

    @Test func whatDidNotExistThenIsUnknown() throws {
        let estate = try Estate("a", [])
        let past = try estate.store.snapshot().commit
        let made = try #require(try estate.commit(estate.operations([Item("b")], [])).created.nodes.first)
        let request = ImpactRequest(failing: [made])
        #expect(try estate.analyzer().report(request).failing.map(\.name) == ["b"])
        let error = #expect(throws: AnalysisError.self) { try estate.analyzer(asOf: past).report(request) }
        #expect(error?.code == "impact.unknownCI")
    }

    @Test func aProposalIsLaidOverThePastAsWell() throws {
        let estate = try Estate("a b", [needs("b", "a")])
        let past = try estate.store.snapshot().commit
        try estate.commit([.deleteRelationship(estate.reference("b", "a"))])
        let change = estate.operations([Item("c")], [needs("c", "b")])
        let report = try estate.analyzer(asOf: past, whatIf: change).report(estate.request(["a"]))
        #expect(report.verdicts == ["b": .down, "c": .down])
        #expect(report.isHypothetical)
        #expect(report.version == past)
    }

    /// A proposed spare takes a single point of failure away, in every kind of answer.
    @Test func aProposedSpareIsFeltEverywhere() throws {
        let estate = try Estate(
            [Item("a"), Item("x", "Service", ["g": "atLeast 1"])], [needs("x", "a", in: "g")])
        let change = estate.operations([Item("spare")], [needs("x", "spare", in: "g")])
        #expect(try estate.report("a").verdicts == ["x": .down])
        let analyzer = try estate.analyzer(whatIf: change)
        let report = try analyzer.report(estate.request(["a"]))
        #expect(report.verdicts == ["x": .atRisk])
        #expect(report["x"]?.witness.line == "g: at least 1 of 2, lost a")
        let upstream = try analyzer.upstream(of: estate.id("x"))
        #expect(upstream.providers.map(\.ci.name) == ["a", "spare"])
        #expect(upstream.singlePointsOfFailure.isEmpty)
        let failures = try analyzer.singleFailures()
        #expect(failures.isHypothetical && failures.failures.allSatisfy { $0.down == 0 } && failures.count == 3)
        // Nothing was written.
        #expect(try estate.report("a").verdicts == ["x": .down])
    }

    @Test func aProposedRetirementTakesAMemberAway() throws {
        let estate = try Estate(
            [Item("a"), Item("b"), Item("x", "Service", ["g": "atLeast 1"])],
            [needs("x", "a", in: "g"), needs("x", "b", in: "g")])
        let analyzer = try estate.analyzer(whatIf: [estate.set("b", "state", "retired")])
        #expect(try analyzer.report(estate.request(["a"])).verdicts == ["x": .down])
        let error = #expect(throws: AnalysisError.self) { try analyzer.report(estate.request(["b"])) }
        #expect(error?.code == "impact.outsideImpact")
    }

    /// What a proposal would do is what it does once written, and what was before is what the past still says.
    @Test(arguments: Seeds.first(Seeds.count(40))) func aProposalIsAnsweredAsIfWritten(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var plain = RandomEstate(&random)
        let estate = try Estate(plain.items, plain.links)
        let judgeBefore = try BruteForce(plain.items, plain.links)
        let fresh = Item("fresh", "Service", ["g": "atLeast 1"])
        let all = plain.items + [fresh]
        let added = (0..<6).map { _ in plain.link(&random, among: all) }
        let removed = try estate.reference(plain.links[0].source, plain.links[0].target)
        let change = estate.operations([fresh], added) + [.deleteRelationship(removed)]
        let failing = (0..<5).map { _ in plain.failing(&random) }

        let proposed = try estate.analyzer(whatIf: change)
        let expected = try failing.map { try proposed.report(estate.request($0)) }
        let past = try estate.store.snapshot().commit
        try estate.commit(change)
        let written = try estate.analyzer()
        let then = try estate.analyzer(asOf: past)
        let place = plain.links.firstIndex { link in
            link.source == plain.links[0].source && link.target == plain.links[0].target
                && plain.links.count { $0.source == link.source && $0.target == link.target } == 1
        }
        if let place { plain.links.remove(at: place) }
        let judgeAfter = try place.map { _ in try BruteForce(all, plain.links + added) }
        for (names, hypothesis) in zip(failing, expected) {
            let real = try written.report(estate.request(names))
            #expect(hypothesis.verdicts == real.verdicts, "seed \(seed), failing \(names)")
            #expect(hypothesis.counts == real.counts)
            #expect(hypothesis.services.map(\.verdict) == real.services.map(\.verdict))
            #expect(hypothesis.alreadyDown.map(\.name).sorted() == real.alreadyDown.map(\.name).sorted())
            // Of several reasons at the same distance either may be named.
            #expect(hypothesis.impacted.map(\.ci.name) == real.impacted.map(\.ci.name), "seed \(seed), \(names)")
            #expect(hypothesis.impacted.map(\.distance) == real.impacted.map(\.distance), "seed \(seed), \(names)")
            if let judgeAfter {
                #expect(real.verdicts == judgeAfter.impact(Set(names)), "seed \(seed), failing \(names)")
            }
            #expect(
                try then.report(estate.request(names)).verdicts == judgeBefore.impact(Set(names)),
                "seed \(seed), failing \(names)")
        }
    }
}

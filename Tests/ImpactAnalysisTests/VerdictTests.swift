import ImpactAnalysis
import Testing
import Topology

/// One verdict after the other, with the gate that decided and what it lost.
@Suite struct VerdictTests {
    private func estate(_ groups: [String: String], _ links: [Link]) throws -> Estate {
        try Estate("a b c d".split(separator: " ").map { Item(String($0)) } + [Item("x", "Application", groups)], links)
    }

    @Test func whatNeedsAFailedItemIsDownAndSoIsWhatNeedsThat() throws {
        let report = try Estate("a b c d", [needs("b", "a"), needs("c", "b"), needs("a", "d")]).report("a")
        #expect(report.verdicts == ["b": .down, "c": .down])
        #expect(report.impacted.map(\.ci.name) == ["b", "c"])
        #expect(report.impacted.map(\.distance) == [1, 2])
        #expect(report["c"]?.witness.lost == [try #require(report["b"]).ci])
        #expect(report["c"]?.witness.members == 1 && report["c"]?.witness.requirement == nil)
        #expect(report["b"]?.parent == report.failing[0].id)
        #expect(report["c"]?.parent == report["b"]?.ci.id)
        #expect((report.count(.down), report.count(.degraded), report.count(.atRisk)) == (2, 0, 0))
    }

    @Test func softRelationshipsDegradeAndDegradationClimbsHardOnes() throws {
        let report = try Estate("a b c d", [hears("b", "a"), needs("c", "b"), hears("d", "c")]).report("a")
        #expect(report.verdicts == ["b": .degraded, "c": .degraded, "d": .degraded])
        #expect(report.impacted.map(\.distance) == [1, 2, 3])
        #expect(report["c"]?.witness.line == "lost b")
        #expect(report.count(.degraded) == 3)
    }

    @Test func relationshipsThatCarryNoFailureCarryNone() throws {
        let link = Link(type: "LINKS", source: "a", target: "b", group: nil, weight: nil)
        let estate = try Estate("a b", [link])
        #expect(try estate.report("a").impacted.isEmpty)
        #expect(try estate.report("b").impacted.isEmpty)
    }

    @Test func downOutranksDegradedAndDegradedOutranksAtRisk() throws {
        let pair = [needs("x", "a", in: "g"), needs("x", "b", in: "g")]
        let groups = ["g": "atLeast 1"]
        #expect(try estate(groups, pair).report("a").verdicts == ["x": .atRisk])
        #expect(try estate(groups, pair + [hears("x", "a")]).report("a").verdicts == ["x": .degraded])
        #expect(try estate(groups, pair + [hears("x", "a"), needs("x", "a")]).report("a").verdicts == ["x": .down])
    }

    @Test func aCircleGoesDownFromOutsideAndDoesNotHoldItselfDown() throws {
        let estate = try Estate("a b c", [needs("a", "b"), needs("b", "a"), needs("a", "c")])
        #expect(try estate.report("c").verdicts == ["a": .down, "b": .down])
        #expect(try estate.report("c").alreadyDown.isEmpty)
        #expect(try estate.report("a").verdicts == ["b": .down])
    }

    /// Failed members of four, against `atLeast`: at risk when no further one may go, down beyond.
    @Test(
        arguments: [
            ("atLeast 1", [nil, nil, .atRisk, .down]), ("atLeast 2", [nil, .atRisk, .down, .down]),
            ("atLeast 3", [.atRisk, .down, .down, .down]), ("atLeast 0", [nil, nil, nil, nil]),
            ("percent 25", [nil, nil, .atRisk, .down]), ("percent 26", [nil, .atRisk, .down, .down]),
            ("percent 51", [.atRisk, .down, .down, .down]), ("percent 76", [.down, .down, .down, .down]),
            ("weight 2.5", [.atRisk, .down, .down, .down]), ("weight 2", [nil, .atRisk, .down, .down]),
        ] as [(String, [Verdict?])])
    func membersOfFourMayBeLostUpToTheThreshold(threshold: String, expected: [Verdict?]) throws {
        let members = ["a", "b", "c", "d"]
        let estate = try estate(["g": threshold], members.map { needs("x", $0, in: "g") })
        for count in 1...4 {
            let report = try estate.analyzer().report(estate.request(Array(members.prefix(count))))
            #expect(report.verdicts["x"] == expected[count - 1], "\(threshold), \(count) failed")
            guard expected[count - 1] != nil else { continue }
            let witness = try #require(report["x"]).witness
            #expect(witness.lost.map(\.name) == Array(members.prefix(count)))
            #expect(witness.members == 4)
            #expect(witness.group == "g")
        }
    }

    @Test(arguments: [
        ("atLeast 1", "g: at least 1 of 2, lost a b"), ("percent 50", "g: 50 % of 2, lost a b"),
        ("percent 33.5", "g: 33.5 % of 2, lost a b"), ("weight 1.5", "g: weight 1.5 of 3.5, lost a b"),
    ])
    func theRequirementIsSaidAsPeopleReadIt(threshold: String, line: String) throws {
        let links = [needs("x", "a", in: "g", weight: 2.5), needs("x", "b", in: "g")]
        let report = try estate(["g": threshold], links).report("a", "b")
        #expect(report["x"]?.witness.line == line)
        #expect(report["x"]?.verdict == .down)
    }

    @Test func weightsCountNotMembers() throws {
        let links = [
            needs("x", "a", in: "g", weight: 3), needs("x", "b", in: "g"), needs("x", "c", in: "g"),
        ]
        let estate = try estate(["g": "weight 3"], links)
        #expect(try estate.report("a").verdicts == ["x": .down])
        // Three of five are left, all with one member that cannot be spared.
        #expect(try estate.report("b", "c").verdicts == ["x": .atRisk])
        // Four of five are left: `c` may go too, `a` may not.
        #expect(try estate.report("b").verdicts == ["x": .atRisk])
        #expect(try self.estate(["g": "weight 1"], links).report("b").verdicts.isEmpty)
    }

    @Test func aGroupWithoutAThresholdNeedsAllItsMembers() throws {
        let report = try estate([:], [needs("x", "a", in: "g"), needs("x", "b", in: "g")]).report("b")
        #expect(report.verdicts == ["x": .down])
        #expect(report["x"]?.witness.line == "g: 100 % of 2, lost b")
    }

    @Test func aMemberByTwoRelationshipsIsOneMember() throws {
        let links = [needs("x", "a", in: "g"), needs("x", "a", in: "g", weight: 4), needs("x", "b", in: "g")]
        let report = try estate(["g": "atLeast 2"], links).report("b")
        #expect(report["x"]?.witness.line == "g: at least 2 of 2, lost b")
        #expect(try estate(["g": "weight 4"], links).report("b").verdicts == ["x": .atRisk])
    }

    /// Two sites, each with two feeds of which one is needed; one site is enough.
    @Test func groupsNest() throws {
        let groups = ["sites": "atLeast 1", "north": "atLeast 1 of sites", "south": "atLeast 1 of sites"]
        let links = [("a", "north"), ("b", "north"), ("c", "south"), ("d", "south")].map { needs("x", $0, in: $1) }
        let estate = try estate(groups, links)
        // The south is untouched: what the north lost puts nothing at risk.
        #expect(try estate.report("a").impacted.isEmpty)
        #expect(try estate.report("a", "c").impacted.isEmpty)
        let risk = try estate.report("a", "b")
        #expect(risk["x"]?.witness.line == "sites: at least 1 of 2, lost a b")
        #expect(risk["x"]?.verdict == .atRisk)
        #expect(try estate.report("a", "b", "c")["x"]?.verdict == .atRisk)
        let down = try estate.report("a", "b", "c", "d")
        #expect(down["x"]?.witness.line == "sites: at least 1 of 2, lost a b c d")
        #expect(down["x"]?.verdict == .down)
    }

    @Test func aNestedGroupWeighsWhatItStates() throws {
        let groups = ["all": "weight 3", "pair": "atLeast 1 of all weight 2"]
        let links = [
            needs("x", "a", in: "pair"), needs("x", "b", in: "pair"), needs("x", "c", in: "all"),
            needs("x", "d", in: "all"),
        ]
        let estate = try estate(groups, links)
        // Four in all: one may go, the pair may not, and one of the pair is its last.
        #expect(try estate.report("c").verdicts == ["x": .atRisk])
        #expect(try estate.report("c", "d").verdicts == ["x": .down])
        #expect(try estate.report("a")["x"]?.witness.lost.map(\.name) == ["a"])
        #expect(try estate.report("a").verdicts == ["x": .atRisk])
        #expect(try estate.report("a", "b").verdicts == ["x": .down])
    }

    @Test func whatWasDownBeforeIsSaidApart() throws {
        let items = [Item("a"), Item("b"), Item("x", "Application", ["g": "atLeast 2"]), Item("y")]
        let estate = try Estate(items, [needs("x", "b", in: "g"), needs("x", "a"), needs("y", "x")])
        let report = try estate.report("a")
        #expect(report.impacted.isEmpty)
        #expect(report.count(.down) == 0)
        #expect(report.alreadyDown.map(\.name) == ["x"])
        #expect(try estate.report("x").alreadyDown.map(\.name) == ["x"])
    }

    @Test func listedNearestFirstThenWorstThenByName() throws {
        let items =
            ["a", "b", "z1", "z0", "m", "far"].map { Item($0) } + [Item("k", "Application", ["g": "atLeast 1"])]
        let links = [
            needs("z1", "a"), needs("z0", "a"), hears("m", "a"), needs("far", "z1"), needs("k", "a", in: "g"),
            needs("k", "b", in: "g"),
        ]
        #expect(try Estate(items, links).report("a").impacted.map(\.ci.name) == ["z0", "z1", "m", "k", "far"])
    }
}

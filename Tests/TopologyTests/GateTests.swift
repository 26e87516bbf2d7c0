import GraphModel
import Schema
import TestSupport
import Testing
import Topology

/// Gates one rule at a time, by hand.
@Suite struct GateTests {
    /// Verdicts by node number; nodes whose verdict is not worsened are left out.
    private func verdicts(_ graph: PlainGraph, failing: [Int]) throws -> [Int: Verdict] {
        let topology = try graph.topology()
        let answer = try Propagation(topology).run(failing: failing.compactMap { topology.index(of: node($0)) })
        return Dictionary(uniqueKeysWithValues: answer.map { (Int(topology.id(of: $0.node).rawValue), $0.verdict) })
    }

    private func node(_ number: Int) -> NodeID { NodeID(UInt64(number)) }

    private func group(_ name: String, _ text: String) throws -> TopologyGroup {
        TopologyGroup(name, try GroupThreshold(parsing: text))
    }

    private func members(_ providers: ClosedRange<Int>, of group: String) -> [TopologyRelationship] {
        providers.map { depends(1, on: $0, group: group) }
    }

    @Test func withoutGroupsEverythingReachableGoesDown() throws {
        let graph = PlainGraph(4, [depends(1, on: 2), depends(2, on: 3), depends(3, on: 4), depends(4, on: 2)])
        #expect(try verdicts(graph, failing: [3]) == [1: .down, 2: .down, 3: .down, 4: .down])
    }

    @Test func twoOfThree() throws {
        let graph = PlainGraph(4, members(2...4, of: "g"), groups: [1: [try group("g", "atLeast 2")]])
        #expect(try verdicts(graph, failing: [2]) == [1: .atRisk, 2: .down])
        #expect(try verdicts(graph, failing: [2, 4]) == [1: .down, 2: .down, 4: .down])
    }

    @Test func aGroupWithoutThresholdNeedsAll() throws {
        let graph = PlainGraph(3, members(2...3, of: "g"))
        #expect(try verdicts(graph, failing: [2]) == [1: .down, 2: .down])
    }

    /// ServiceNow's influence: a cluster of four at 60 % goes critical at ceil(0.6 · 4) = 3 nodes lost, that is, with
    /// less than ceil(0.4 · 4) = 2 up.
    @Test func influenceOfAClusterNode() throws {
        let graph = PlainGraph(5, members(2...5, of: "g"), groups: [1: [try group("g", "percent 40")]])
        #expect(try verdicts(graph, failing: [2])[1] == nil)
        #expect(try verdicts(graph, failing: [2, 3])[1] == .atRisk)
        #expect(try verdicts(graph, failing: [2, 3, 4])[1] == .down)
    }

    /// iTop: the dependant is reached when failed > max(0, n − min_up).
    @Test(arguments: 1...6, 0...7) func kOfN(members n: Int, minimum k: Int) throws {
        let graph = PlainGraph(n + 1, members(2...n + 1, of: "g"), groups: [1: [try group("g", "atLeast \(k)")]])
        for failed in 1...n {
            let verdict = try verdicts(graph, failing: Array(2..<failed + 2))[1]
            // Where all together do not suffice it was down before.
            #expect((verdict == .down) == (failed > max(0, n - k) && k <= n), "\(failed) of \(n) failed, \(k) needed")
        }
    }

    @Test func weightsSumUp() throws {
        let weights = [2: 0.5, 3: 0.5, 4: 1.0]
        let graph = PlainGraph(
            4, weights.map { depends(1, on: $0.key, weight: $0.value, group: "g") },
            groups: [1: [try group("g", "weight 1")]])
        #expect(try verdicts(graph, failing: [4])[1] == .atRisk)
        #expect(try verdicts(graph, failing: [2])[1] == .atRisk)
        #expect(try verdicts(graph, failing: [2, 3])[1] == .atRisk)
        #expect(try verdicts(graph, failing: [2, 4])[1] == .down)
    }

    @Test func aProviderCountsOnceInAGroup() throws {
        let twice = [depends(1, on: 2, group: "g"), depends(1, on: 2, group: "g", type: "RUNS_ON")]
        let graph = PlainGraph(3, twice + [depends(1, on: 3, group: "g")], groups: [1: [try group("g", "atLeast 2")]])
        #expect(try verdicts(graph, failing: [3])[1] == .down)
    }

    /// Two feeds, each of two units: one unit of one feed is covered further out.
    @Test func nestedGroups() throws {
        let graph = PlainGraph(
            5, members(2...3, of: "left") + members(4...5, of: "right"),
            groups: [
                1: [
                    try group("left", "atLeast 1 of feeds"), try group("right", "atLeast 1 of feeds"),
                    try group("feeds", "atLeast 1"),
                ]
            ])
        #expect(try verdicts(graph, failing: [2])[1] == nil)
        #expect(try verdicts(graph, failing: [2, 4])[1] == nil)
        #expect(try verdicts(graph, failing: [2, 3])[1] == .atRisk)
        #expect(try verdicts(graph, failing: [2, 3, 4])[1] == .atRisk)
        #expect(try verdicts(graph, failing: [2, 3, 4, 5])[1] == .down)
    }

    @Test func aGroupAtRiskWithinOneThatNeedsItIsAtRisk() throws {
        let graph = PlainGraph(
            4, members(2...3, of: "inner") + [depends(1, on: 4, group: "outer")],
            groups: [1: [try group("inner", "atLeast 1 of outer"), try group("outer", "atLeast 2")]])
        #expect(try verdicts(graph, failing: [2])[1] == .atRisk)
    }

    @Test func parentsInACycleAreNone() throws {
        let graph = PlainGraph(
            3, [depends(1, on: 2, group: "a"), depends(1, on: 3, group: "b")],
            groups: [1: [try group("a", "atLeast 1 of b"), try group("b", "atLeast 1 of a")]])
        #expect(try verdicts(graph, failing: [2])[1] == .down)
    }

    @Test func softDegradesAndDegradationSpreadsAlongHardRelationships() throws {
        let graph = PlainGraph(
            5, [depends(1, on: 2), depends(2, on: 3, .soft), depends(4, on: 1, .soft), depends(5, on: 3)])
        #expect(
            try verdicts(graph, failing: [3]) == [
                1: .degraded, 2: .degraded, 3: .down, 4: .degraded, 5: .down,
            ])
    }

    @Test func aSoftGroupCountsDegradedMembersAsLost() throws {
        let graph = PlainGraph(
            5,
            [
                depends(1, on: 2, .soft, group: "g"), depends(1, on: 3, .soft, group: "g"), depends(2, on: 4, .soft),
                depends(3, on: 5, .soft),
            ], groups: [1: [try group("g", "atLeast 1")]])
        #expect(try verdicts(graph, failing: [4]) == [1: .atRisk, 2: .degraded, 4: .down])
        #expect(try verdicts(graph, failing: [4, 5])[1] == .degraded)
        #expect(try verdicts(graph, failing: [2, 5])[1] == .degraded)
    }

    @Test func retiredNodesAreNeitherMembersNorDependants() throws {
        var graph = PlainGraph(
            4, members(2...3, of: "g") + [depends(4, on: 2)], groups: [1: [try group("g", "atLeast 1")]])
        graph.nodes[node(3)]?.inImpact = false
        graph.nodes[node(4)]?.inImpact = false
        #expect(try verdicts(graph, failing: [2]) == [1: .down, 2: .down])
        #expect(try verdicts(graph, failing: [3]) == [3: .down])
    }

    @Test func whatWasDownBeforeIsReportedApart() throws {
        let graph = PlainGraph(
            4, [depends(1, on: 2, group: "g"), depends(3, on: 1), depends(3, on: 4)],
            groups: [1: [try group("g", "atLeast 2")]])
        let topology = try graph.topology()
        let propagation = try Propagation(topology)
        let four = try #require(topology.index(of: node(4)))
        let three = try #require(topology.index(of: node(3)))
        #expect(topology.baseline(of: three) == .down)
        for _ in 0..<2 {
            let answer = propagation.run(failing: [four])
            #expect(answer.map(\.node) == [four])
            #expect(answer.alreadyDown == [three])
            #expect(answer.verdict(of: three) == .down)
        }
    }

    @Test func aGateTellsItsMembersAndThreshold() throws {
        let graph = PlainGraph(
            4, [depends(1, on: 2, weight: 0.5, group: "g"), depends(1, on: 3, weight: 2, group: "g")],
            groups: [1: [try group("g", "weight 2 of all weight 3"), try group("h", "atLeast 0")]])
        let topology = try graph.topology()
        let one = try #require(topology.index(of: node(1)))
        let gates = topology.gates(of: one).map { topology.gate($0) }
        #expect(gates.map(\.name).sorted() == ["all", "g", "h"])
        let gate = try #require(gates.first { $0.name == "g" })
        #expect(gate.threshold == .weight(2))
        #expect(gate.members.map(\.weight) == [0.5, 2])
        #expect(gate.tolerance == 0.5)
        #expect(gate.parent.map { topology.gate($0).name } == "all")
        #expect(gates.allSatisfy { $0.owner == one })
        let two = try #require(topology.index(of: node(2)))
        #expect(topology.gates(of: two) == [])
    }

    @Test func propertiesOfRelationshipsBringDefaultThresholds() throws {
        let any = try GroupThreshold(parsing: "atLeast 1")
        let relationships = [2, 3].map { depends(1, on: $0, group: "g", threshold: any) }
        #expect(try verdicts(PlainGraph(3, relationships), failing: [2])[1] == .atRisk)
        let stated = PlainGraph(3, relationships, groups: [1: [try group("g", "atLeast 2")]])
        #expect(try verdicts(stated, failing: [2])[1] == .down)
    }

    @Test func limitsCutTheAnswerAndSaySo() throws {
        let topology = try PlainGraph(6, (1...5).map { depends($0 + 1, on: $0) }).topology()
        let propagation = try Propagation(topology)
        let one = try #require(topology.index(of: node(1)))
        let near = propagation.run(failing: [one], limits: TraversalLimits(distance: 2))
        #expect(near.counts.down == 3 && near.incomplete == [.distance])
        #expect(propagation.run(failing: [one], limits: TraversalLimits(distance: 5)).isComplete)
        let few = propagation.run(failing: [one], limits: TraversalLimits(nodes: 2))
        #expect(few.counts.down == 2 && few.incomplete == [.nodes])
        let stopped = propagation.run(failing: [one], limits: TraversalLimits(shouldStop: { true }))
        #expect(stopped.counts.down == 1 && stopped.incomplete == [.stopped])
        #expect(propagation.run(failing: [one]).counts.down == 6)
    }
}

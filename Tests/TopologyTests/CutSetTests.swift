import GraphModel
import Schema
import TestSupport
import Testing
import Topology

/// Minimal cut sets, case by case.
@Suite struct CutSetTests {
    /// The cut sets of node 1, by the numbers of the nodes.
    private func cuts(
        _ graph: PlainGraph, order: Int = 3, mayFail: Set<Int>? = nil
    ) throws -> [[Int]] {
        let topology = try graph.topology()
        let node = try #require(topology.index(of: NodeID(1)))
        func number(_ node: NodeIndex) -> Int { Int(topology.id(of: node).rawValue) }
        let found = try CutSets(topology, of: node, limits: CutSets.Limits(order: order)) {
            mayFail?.contains(number($0)) ?? true
        }
        #expect(found.incomplete == nil)
        return found.sets.map { $0.map(number) }
    }

    private func group(_ requirement: GroupThreshold.Requirement, name: String = "g") -> TopologyGroup {
        TopologyGroup(name, GroupThreshold(requirement))
    }

    private func members(_ providers: Int..., of dependant: Int = 1, group: String = "g") -> [TopologyRelationship] {
        providers.map { depends(dependant, on: $0, group: group) }
    }

    @Test func singlePointsAreSetsOfOne() throws {
        #expect(try cuts(PlainGraph(4, [depends(1, on: 2), depends(2, on: 3)])) == [[2], [3]])
        #expect(try cuts(PlainGraph(2, [depends(2, on: 1)])) == [])
    }

    @Test func aPairIsOneSetOfTwo() throws {
        let graph = PlainGraph(3, members(2, 3), groups: [1: [group(.atLeast(1))]])
        #expect(try cuts(graph) == [[2, 3]])
        #expect(try cuts(graph, order: 1) == [])
    }

    @Test func twoOfThreeAreThreePairs() throws {
        for requirement in [GroupThreshold.Requirement.atLeast(2), .percent(60), .weight(2)] {
            let graph = PlainGraph(4, members(2, 3, 4), groups: [1: [group(requirement)]])
            #expect(try cuts(graph) == [[2, 3], [2, 4], [3, 4]])
        }
    }

    @Test func weightsDecideWhoCounts() throws {
        // 2 weighs as much as the others together.
        let members = [2: 3.0, 3: 1.5, 4: 1.5].map { depends(1, on: $0, weight: $1, group: "g") }
        #expect(try cuts(PlainGraph(4, members, groups: [1: [group(.weight(3))]])) == [[2, 3], [2, 4]])
        #expect(try cuts(PlainGraph(4, members, groups: [1: [group(.weight(3.5))]])) == [[2], [3, 4]])
    }

    @Test func hugeWeightsAreComparedAsPropagationDoes() throws {
        let members = [2: 3e300, 3: 1e300, 4: 1e300].map { depends(1, on: $0, weight: $1, group: "g") }
        #expect(try cuts(PlainGraph(4, members, groups: [1: [group(.weight(2.5e300))]])) == [[2]])
        #expect(try cuts(PlainGraph(4, members, groups: [1: [group(.weight(1.5e300))]])) == [[2, 3], [2, 4]])
    }

    @Test func nestedGroups() throws {
        // Two halves, of which one suffices; each is a pair of which one suffices.
        let half = GroupThreshold(.atLeast(1), parent: "g")
        let groups = [group(.atLeast(1)), TopologyGroup("a", half), TopologyGroup("b", half)]
        let graph = PlainGraph(5, members(2, 3, group: "a") + members(4, 5, group: "b"), groups: [1: groups])
        #expect(try cuts(graph) == [])
        #expect(try cuts(graph, order: 4) == [[2, 3, 4, 5]])
        let both = [group(.atLeast(2)), TopologyGroup("a", half), TopologyGroup("b", half)]
        #expect(
            try cuts(PlainGraph(5, members(2, 3, group: "a") + members(4, 5, group: "b"), groups: [1: both]))
                == [[2, 3], [4, 5]])
    }

    @Test func whatMembersShareIsASetOfOne() throws {
        let graph = PlainGraph(
            6, members(2, 3) + [depends(2, on: 4), depends(3, on: 4), depends(4, on: 5), depends(3, on: 6)],
            groups: [1: [group(.atLeast(1))]])
        #expect(try cuts(graph) == [[4], [5], [2, 3], [2, 6]])
    }

    @Test func whatOthersShareIsFoundBelowTheirOwnGroups() throws {
        // Three of three members stand on two hosts; the pair of hosts takes all three.
        let graph = PlainGraph(
            6, members(2, 3, 4) + [depends(2, on: 5), depends(3, on: 5)] + members(5, 6, of: 4),
            groups: [1: [group(.atLeast(1))], 4: [group(.atLeast(1))]])
        #expect(try cuts(graph) == [[4, 5], [5, 6], [2, 3, 4]])
    }

    @Test func circlesDoNotHoldThemselvesDown() throws {
        // 2 and 3 need one of each other and 4: only 4 makes that more than a circle.
        let graph = PlainGraph(
            4, [depends(1, on: 2)] + members(3, 4, of: 2) + members(2, 4, of: 3),
            groups: [2: [group(.atLeast(1))], 3: [group(.atLeast(1))]])
        #expect(try cuts(graph) == [[2], [3, 4]])
        // The one asked about is in the circle, and is no part of any answer.
        let ring = PlainGraph(
            4, members(2, 3) + [depends(2, on: 1), depends(3, on: 4), depends(4, on: 3)],
            groups: [1: [group(.atLeast(1))]])
        #expect(try cuts(ring) == [[2, 3], [2, 4]])
    }

    @Test func softEffectsTakeNothingDown() throws {
        let soft = [2, 3].map { depends(1, on: $0, .soft, group: "g") } + [depends(1, on: 4, .soft)]
        #expect(try cuts(PlainGraph(4, soft, groups: [1: [group(.atLeast(1))]])) == [])
    }

    @Test func whatIsDownAlready() throws {
        // 2 needs two of one: it is down, so that the pair has only one left.
        let graph = PlainGraph(
            4, members(2, 3) + members(4, of: 2), groups: [1: [group(.atLeast(1))], 2: [group(.atLeast(2))]])
        #expect(try cuts(graph) == [[3]])
        #expect(try cuts(PlainGraph(2, members(2), groups: [1: [group(.atLeast(2))]])) == [[]])
    }

    @Test func whatIsOutsideImpactIsNoMember() throws {
        var graph = PlainGraph(4, members(2, 3, 4), groups: [1: [group(.atLeast(1))]])
        graph.add(TopologyNode(id: NodeID(4), nodeClass: "Server", inImpact: false))
        #expect(try cuts(graph) == [[2, 3]])
    }

    @Test func onlyWhatMayFail() throws {
        let graph = PlainGraph(
            6, members(2, 3) + [depends(2, on: 4), depends(3, on: 5), depends(1, on: 6)],
            groups: [1: [group(.atLeast(1))]])
        #expect(try cuts(graph, mayFail: [4, 5]) == [[4, 5]])
        #expect(try cuts(graph, mayFail: [2, 5, 6]) == [[6], [2, 5]])
        #expect(try cuts(graph, mayFail: []) == [])
    }

    @Test("Long ways to what a node needs cost no sets")
    func longChains() throws {
        let chain = (2..<3_000).map { depends($0, on: $0 + 1) }
        #expect(try cuts(PlainGraph(3_000, [depends(1, on: 2)] + chain)).count == 2_999)
        let pairs = (0..<20).flatMap { [3_001 + 2 * $0, 3_002 + 2 * $0] }
        let graph = PlainGraph(
            3_040,
            pairs.map { depends(1, on: $0, group: "g\(($0 - 1) / 2)") } + pairs.map { depends($0, on: 2) } + chain,
            groups: [1: (1_500..<1_520).map { group(.atLeast(1), name: "g\($0)") }])
        let found = try cuts(graph)
        #expect(found.count == 2_999 + 20 && found.count { $0.count == 2 } == 20)
    }

    @Test("Limits that end a search are told, and nothing is shown of it")
    func limits() throws {
        let graph = PlainGraph(40, (2...40).flatMap { members($0) }, groups: [1: [group(.atLeast(37))]])
        let topology = try graph.topology()
        let node = try #require(topology.index(of: NodeID(1)))
        let all = try CutSets(topology, of: node)
        #expect(all.incomplete == nil && all.sets.count == 39 * 38 * 37 / 6)
        for work in [1, 30, 1_000, all.sets.count - 1] {
            let some = try CutSets(topology, of: node, limits: CutSets.Limits(work: work))
            #expect(some.incomplete == .work && some.sets.isEmpty)
        }
        let none = try CutSets(topology, of: node, limits: CutSets.Limits(order: 2, work: 1_000))
        #expect(none.incomplete == nil && none.sets.isEmpty)
        // Wherever it is stopped.
        var stops = 0
        repeat {
            stops += 1
            var left = stops
            let some = try CutSets(
                topology, of: node,
                shouldStop: {
                    left -= 1
                    return left <= 0
                })
            #expect(some.sets.isEmpty == (some.incomplete != nil))
            if some.incomplete == nil { break }
            #expect(some.incomplete == .stopped)
        } while stops < 1_000
        #expect((3..<1_000).contains(stops))
    }
}

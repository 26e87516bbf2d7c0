import GraphModel
import Schema
import TestSupport
import Testing
import Topology

/// Walks against sets and repeated application of the relation that they follow.
@Suite struct WalkTests {
    /// What each node leads to along a route, taken from the plain graph.
    private func successors(_ graph: PlainGraph, _ route: Route, types: [String]? = nil) -> [NodeID: Set<NodeID>] {
        var found: [NodeID: Set<NodeID>] = [:]
        func lead(_ from: NodeID, _ to: NodeID) { found[from, default: []].insert(to) }
        for relationship in graph.relationships {
            let (source, target) = (relationship.source, relationship.target)
            if case .relationships(_, let directions) = route {
                guard types?.contains(relationship.type) ?? true else { continue }
                if directions.contains(.outgoing) { lead(source, target) }
                if directions.contains(.incoming) { lead(target, source) }
                continue
            }
            guard graph.nodes[source]?.inImpact == true, graph.nodes[target]?.inImpact == true else { continue }
            if relationship.impact.effectOnSource != .none {
                route == .dependants ? lead(target, source) : lead(source, target)
            }
            if relationship.impact.effectOnTarget != .none {
                route == .dependants ? lead(source, target) : lead(target, source)
            }
        }
        return found
    }

    private func levels(from start: NodeID, _ successors: [NodeID: Set<NodeID>]) -> [Set<NodeID>] {
        var levels: [Set<NodeID>] = [[start]]
        var seen: Set<NodeID> = [start]
        while let last = levels.last, !last.isEmpty {
            let next = last.reduce(into: Set<NodeID>()) { $0.formUnion(successors[$1] ?? []) }.subtracting(seen)
            seen.formUnion(next)
            levels.append(next)
        }
        return levels.dropLast()
    }

    private let routes: [(Route, [String]?)] = [
        (.dependants, nil), (.providers, nil), (.anyRelationship, nil),
        (.relationships(types: nil, directions: [.outgoing]), nil),
        (.relationships(types: nil, directions: [.incoming]), nil),
    ]

    @Test(arguments: Seeds.first(10)) func walksFindWhatIsThereLevelByLevel(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let graph = PlainGraph.random(&random, nodes: 40, relationships: 60)
        let topology = try graph.topology()
        let reachability = try Reachability(topology)
        let typed: [(Route, [String]?)] = [
            (topology.route(types: ["RUNS_ON", "ABSENT"], [.outgoing, .incoming]), ["RUNS_ON"]),
            (topology.route(types: ["CONTAINS"], [.incoming]), ["CONTAINS"]),
        ]
        for (route, types) in routes + typed {
            let successors = successors(graph, route, types: types)
            for id in graph.ids {
                let start = try #require(topology.index(of: id))
                let expected = levels(from: id, successors)
                let walk = reachability.walk(from: [start], along: route)
                #expect(walk.levels.count == expected.count)
                for (distance, level) in expected.enumerated() {
                    #expect(Set(walk.nodes(at: distance).map { topology.id(of: $0) }) == level)
                }
                for position in walk.nodes.indices where walk.distance(at: position) > 0 {
                    let parent = Int(walk.parents[position])
                    #expect(walk.distance(at: parent) == walk.distance(at: position) - 1)
                    let from = topology.id(of: walk.nodes[parent])
                    #expect(successors[from]?.contains(topology.id(of: walk.nodes[position])) == true)
                }
                try checkPaths(from: start, walk, route, reachability, random.pick(graph.ids))
            }
        }
    }

    private func checkPaths(
        from start: NodeIndex, _ walk: Walk, _ route: Route, _ reachability: Reachability, _ to: NodeID
    ) throws {
        let topology = reachability.topology
        let end = try #require(topology.index(of: to))
        let path = reachability.shortestPath(from: start, to: end, along: route)
        guard let position = walk.nodes.firstIndex(of: end) else {
            #expect(path == nil)
            return
        }
        let found = try #require(path)
        #expect(found.steps.count == walk.distance(at: position))
        #expect(found.end == end)
        var at = start
        for step in found.steps {
            let exists = topology.neighbours(of: at, step.direction).contains {
                $0.node == step.node && $0.type == step.type
            }
            #expect(exists, "no such relationship")
            at = step.node
        }
    }

    @Test func limitsCutWalks() throws {
        let topology = try PlainGraph(6, (1...5).map { depends($0 + 1, on: $0) }).topology()
        let reachability = try Reachability(topology)
        let one = try #require(topology.index(of: NodeID(1)))
        let near = reachability.walk(from: [one], along: .dependants, limits: TraversalLimits(distance: 2))
        #expect(near.nodes.count == 3 && near.incomplete == [.distance])
        let all = reachability.walk(from: [one], along: .dependants, limits: TraversalLimits(distance: 5))
        #expect(all.nodes.count == 6 && all.incomplete.isEmpty)
        #expect(reachability.count(from: [one], along: .dependants) == 6)
    }

    @Test(arguments: Seeds.first(20)) func componentsAreSetsOfMutualReach(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let graph = PlainGraph.random(&random, nodes: 25, relationships: random.pick([15, 30, 60]))
        let topology = try graph.topology()
        let successors = successors(graph, .dependants)
        let reach = Dictionary(uniqueKeysWithValues: graph.ids.map { ($0, levels(from: $0, successors)) })
        let sets = reach.mapValues { $0.reduce(into: Set<NodeID>()) { $0.formUnion($1) } }
        var expected: Set<Set<NodeID>> = []
        for id in graph.ids {
            expected.insert(Set(graph.ids.filter { sets[id]?.contains($0) == true && sets[$0]?.contains(id) == true }))
        }
        let components = try StronglyConnectedComponents(topology)
        #expect(components.count == expected.count)
        let cyclic = components.cyclic.map { Set($0.map { topology.id(of: $0) }) }
        #expect(Set(cyclic) == expected.filter { $0.count > 1 })
    }

    @Test(arguments: Seeds.first(5)) func singleFailuresAreCountedForAll(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let graph = PlainGraph.random(&random, nodes: 600, relationships: 900)
        let topology = try graph.topology()
        let propagation = try Propagation(topology)
        let counts = try SingleFailures.downCounts(topology, threads: 2)
        for place in 0..<topology.nodeCapacity {
            let node = NodeIndex(UInt32(place))
            #expect(Int(counts[place]) == propagation.run(failing: [node]).counts.down)
            #expect(Int(counts[place]) == propagation.countDown(failing: [node]))
        }
        let nodes = (0..<topology.nodeCapacity).map { NodeIndex(UInt32($0)) }
        let asked = try #require(nodes.max { topology.providers(of: $0).count < topology.providers(of: $1).count })
        for threads in [1, 2, 7] {
            let verdicts = try SingleFailures.verdicts(topology, on: asked, of: nodes, threads: threads)
            #expect(verdicts == nodes.map { propagation.verdict(of: asked, failing: [$0]) })
        }
        #expect(try SingleFailures.verdicts(topology, on: asked, of: []).isEmpty)
    }
}

import GraphModel
import Schema
import TestSupport
import Testing

@testable import Topology

extension PlainGraph: TopologySource {
    func node(_ id: NodeID) -> TopologyNode? { nodes[id] }

    func relationships(of id: NodeID) -> [TopologyRelationship] {
        relationships.filter { $0.source == id || $0.target == id }
    }

    /// What leads from this graph to another: every difference, and now and then a node that did not change.
    func changes(to other: PlainGraph, _ random: inout SeededGenerator) -> TopologyChanges {
        var changes = TopologyChanges()
        for id in Set(nodes.keys).union(other.nodes.keys).sorted() where nodes[id] != other.nodes[id] {
            changes.nodes.append(id)
        }
        if random.chance(20), let id = other.nodes.keys.sorted().first { changes.nodes.append(id) }
        var remaining = other.relationships
        for relationship in relationships {
            if let same = remaining.firstIndex(of: relationship) {
                remaining.remove(at: same)
            } else {
                changes.removed.append(relationship)
            }
        }
        changes.added = remaining
        return changes
    }

    /// A step of a random history.
    mutating func mutate(_ random: inout SeededGenerator) {
        for _ in 0...random.below(4) {
            switch random.below(10) {
            case 0:
                let id = NodeID(UInt64(random.below(200) + 1))
                if nodes[id] == nil { add(Self.node(&random, id)) }
            case 1:
                guard nodes.count > 3 else { continue }
                let id = random.pick(ids)
                nodes[id] = nil
                relationships.removeAll { $0.source == id || $0.target == id }
            case 2: add(Self.node(&random, random.pick(ids)))
            case 3:
                let id = random.pick(ids)
                nodes[id]?.inImpact.toggle()
            case 4, 5:
                if !relationships.isEmpty { relationships.remove(at: random.below(relationships.count)) }
            case 6:
                guard !relationships.isEmpty else { continue }
                let place = random.below(relationships.count)
                relationships[place].impact = relationship(&random).impact
            default: relationships.append(relationship(&random))
            }
        }
    }
}

/// A patched topology is the one that a fresh build would give.
@Suite struct PatchTests {
    @Test(arguments: Seeds.first(Seeds.count(30))) func patchedIsRebuilt(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var graph = PlainGraph.random(&random, nodes: 2 + random.below(30), relationships: random.below(60))
        let topology = try graph.topology()
        for step in 1...12 {
            var next = graph
            next.mutate(&random)
            let stamp = TopologyStamp(
                store: PlainGraph.stamp.store, commit: CommitNumber(7 + UInt64(step)),
                time: Timestamp(microsecondsSinceEpoch: 5))
            try topology.apply(graph.changes(to: next, &random), from: next, stamp: stamp)
            graph = next
            try topology.checkInvariants()
            let fresh = try CanonicalTopology(graph.topology())
            let patched = try CanonicalTopology(topology)
            #expect(patched == fresh, "seed \(seed), step \(step)")
            guard patched == fresh else { return }
            #expect(topology.stamp == stamp)
        }
        let check = try VerdictCheck(graph, topology: topology)
        for id in graph.ids.prefix(8) { try check.run([id]) }
    }

    /// Back to a past state: nodes that exist only there come back at the end, out of order, and survive a file.
    @Test(arguments: Seeds.first(Seeds.count(10))) func thereAndBackAgainThroughAFile(seed: UInt64) throws {
        let folder = try temporaryFolder()
        var random = SeededGenerator(seed: seed)
        let past = PlainGraph.random(&random, nodes: 20, relationships: 40)
        var present = past
        for _ in 0..<10 { present.mutate(&random) }
        try present.topology().save(to: folder.path("topology"))
        let mapped = try Topology(mapping: folder.path("topology"))
        let kept = try mapped.copy()
        try mapped.apply(present.changes(to: past, &random), from: past, stamp: PlainGraph.stamp)
        try mapped.checkInvariants()
        #expect(try CanonicalTopology(mapped) == CanonicalTopology(past.topology()))
        #expect(try CanonicalTopology(kept) == CanonicalTopology(present.topology()))
        try mapped.save(to: folder.path("past"))
        let again = try Topology(mapping: folder.path("past"))
        try again.checkInvariants()
        #expect(try CanonicalTopology(again) == CanonicalTopology(past.topology()))
        #expect(
            try CanonicalTopology(Topology(mapping: folder.path("topology"))) == CanonicalTopology(present.topology()))
    }

    @Test func aHubThatGainsADependantIsNotReadAgain() throws {
        struct Watched: TopologySource {
            var graph: PlainGraph
            let hub: NodeID

            func node(_ id: NodeID) -> TopologyNode? { graph.nodes[id] }

            func relationships(of id: NodeID) throws -> [TopologyRelationship] {
                #expect(id != hub)
                return graph.relationships(of: id)
            }
        }
        var graph = PlainGraph(50, (2...50).map { depends($0, on: 1) })
        let topology = try graph.topology()
        let added = depends(51, on: 1)
        graph.add(TopologyNode(id: NodeID(51), nodeClass: "Server"))
        graph.relationships.append(added)
        try topology.apply(
            TopologyChanges(nodes: [NodeID(51)], added: [added]), from: Watched(graph: graph, hub: NodeID(1)),
            stamp: PlainGraph.stamp)
        try topology.checkInvariants()
        #expect(try CanonicalTopology(topology) == CanonicalTopology(graph.topology()))
        let hub = try #require(topology.index(of: NodeID(1)))
        #expect(try Propagation(topology).countDown(failing: [hub]) == 51)
    }

    @Test func aRelationshipToNowhereIsRefused() throws {
        let graph = PlainGraph(2, [])
        let topology = try graph.topology()
        let error = #expect(throws: TopologyError.self) {
            try topology.apply(TopologyChanges(added: [depends(1, on: 9)]), from: graph, stamp: PlainGraph.stamp)
        }
        #expect(error?.kind == .input)
    }
}

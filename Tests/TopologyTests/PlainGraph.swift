import GraphModel
import Schema
import TestSupport
import Topology

/// A small graph as plain values: what the tests build topologies from and what the naive evaluator reads.
struct PlainGraph {
    var nodes: [NodeID: TopologyNode] = [:]
    var relationships: [TopologyRelationship] = []

    static let stamp = TopologyStamp(
        store: Array(1...16), commit: CommitNumber(7), time: Timestamp(microsecondsSinceEpoch: 5))

    var ids: [NodeID] { nodes.keys.sorted() }

    mutating func add(_ node: TopologyNode) { nodes[node.id] = node }

    func topology(stamp: TopologyStamp = PlainGraph.stamp) throws -> Topology {
        var builder = TopologyBuilder(stamp: stamp)
        for id in ids {
            if let node = nodes[id] { try builder.add(node) }
        }
        for relationship in relationships { try builder.add(relationship) }
        return try builder.finish()
    }
}

extension PlainGraph {
    /// Nodes named by numbers from 1, all of one class and in impact.
    init(_ count: Int, _ relationships: [TopologyRelationship], groups: [Int: [TopologyGroup]] = [:]) {
        for id in 1...max(count, 1) {
            add(TopologyNode(id: NodeID(UInt64(id)), nodeClass: "Server", groups: groups[id] ?? []))
        }
        self.relationships = relationships
    }
}

/// `dependant` depends on `provider`.
func depends(
    _ dependant: Int, on provider: Int, _ effect: ImpactEffect = .hard, weight: Double = 1, group: String? = nil,
    threshold: GroupThreshold? = nil, type: String = "DEPENDS_ON"
) -> TopologyRelationship {
    TopologyRelationship(
        type: type, source: NodeID(UInt64(dependant)), target: NodeID(UInt64(provider)),
        impact: ImpactSpec(onSource: effect, onTarget: .none, weight: weight, group: group, threshold: threshold))
}

extension PlainGraph {
    /// Gates of every kind, nested groups, both effects and directions, cycles, retired nodes.
    ///
    /// - Parameter grouping: percent of relationships that stand in a group.
    static func random(
        _ random: inout SeededGenerator, nodes count: Int, relationships: Int, grouping: Int = 50
    ) -> PlainGraph {
        var graph = PlainGraph()
        for number in 1...count {
            graph.add(node(&random, NodeID(UInt64(number * (random.chance(20) ? 3 : 1) + number * 5)), grouping))
        }
        for _ in 0..<relationships { graph.relationships.append(graph.relationship(&random, grouping)) }
        return graph
    }

    static func node(_ random: inout SeededGenerator, _ id: NodeID, _ grouping: Int = 50) -> TopologyNode {
        var groups: [TopologyGroup] = []
        for name in ["a", "b", "c", "d"] where random.chance(grouping / 2) {
            groups.append(TopologyGroup(name, threshold(&random)))
        }
        return TopologyNode(
            id: id, nodeClass: random.pick(["Server", "Service", "Rack"]), inImpact: !random.chance(6),
            unresolved: random.chance(4), groups: groups)
    }

    static func threshold(_ random: inout SeededGenerator) -> GroupThreshold {
        let requirement: GroupThreshold.Requirement =
            switch random.below(5) {
            case 0, 1: .atLeast(random.pick([0, 1, 1, 1, 2, 2, 3]))
            case 2: .percent(random.pick([0, 30, 50, 51, 66.7, 100]))
            default: .weight(random.pick([0.5, 1, 1, 1.5, 2, 3]))
            }
        let parent = random.chance(50) ? random.pick(["a", "b", "c", "d"]) : nil
        return GroupThreshold(requirement, parent: parent, weight: random.pick([1, 1, 2, 0.5]))
    }

    func relationship(_ random: inout SeededGenerator, _ grouping: Int = 50) -> TopologyRelationship {
        let effects: [ImpactEffect] = [.hard, .hard, .hard, .soft, .none]
        let group = random.chance(grouping) ? random.pick(["a", "b", "c", "d"]) : nil
        let (onSource, onTarget): (ImpactEffect, ImpactEffect) =
            switch random.below(8) {
            case 0: (random.pick(effects), random.pick(effects))
            case 1, 2: (.none, random.pick(effects))
            default: (random.pick(effects), .none)
            }
        // A few dependants with many providers each: graphs in which gates matter.
        let source = random.chance(grouping) ? random.pick(Array(ids.prefix(2))) : random.pick(ids)
        return TopologyRelationship(
            type: random.pick(["DEPENDS_ON", "RUNS_ON", "CONTAINS"]), source: source,
            target: random.pick(ids),
            impact: ImpactSpec(
                onSource: onSource, onTarget: onTarget, weight: random.pick([1, 1, 1, 2, 0.5]), group: group,
                threshold: group != nil && random.chance(30) ? Self.threshold(&random) : nil))
    }
}

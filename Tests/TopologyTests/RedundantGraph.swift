import GraphModel
import Schema
import TestSupport
import Topology

/// Random graphs in which most nodes are up and hang on groups that can spare members: `PlainGraph.random` states many
/// thresholds that nothing reaches, so that there is little left for failures to do.
struct RedundantGraph {
    private var graph = PlainGraph()
    private let count: Int

    /// Groups of every kind, nested ones, members shared and in circles; a few soft effects, overrides against the
    /// direction, groups down from the start, nodes outside impact.
    static func random(_ random: inout SeededGenerator, nodes count: Int) -> PlainGraph {
        var made = RedundantGraph(count: count)
        for node in 1...count { made.add(node, &random) }
        return made.graph
    }

    private init(count: Int) { self.count = count }

    private mutating func add(_ node: Int, _ random: inout SeededGenerator) {
        var groups: [TopologyGroup] = []
        switch random.below(10) {
        case 0, 1: break
        case 2, 3: relate(node, &random, group: nil, weight: 1)
        default:
            for name in ["a", "b"].prefix(random.chance(25) ? 2 : 1) {
                groups.append(contentsOf: group(name, of: node, &random, depth: 0, parent: nil))
            }
        }
        graph.add(
            TopologyNode(
                id: NodeID(UInt64(node)), nodeClass: "Server", inImpact: !random.chance(3), groups: groups))
    }

    /// A group with those nested in it, once its members are made.
    private mutating func group(
        _ name: String, of node: Int, _ random: inout SeededGenerator, depth: Int, parent: String?
    ) -> [TopologyGroup] {
        var nested: [TopologyGroup] = []
        var weights: [Double] = []
        if depth < 2, random.chance(35) {
            for number in 0..<1 + random.below(3) {
                nested.append(
                    contentsOf: group("\(name)\(number)", of: node, &random, depth: depth + 1, parent: name))
                weights.append(nested[nested.count - 1].threshold.weight)
            }
        }
        let members = nested.isEmpty ? 2 + random.below(depth == 0 ? 4 : 2) : random.below(3)
        for _ in 0..<members {
            weights.append(random.pick([1, 1, 1, 2, 0.5, 0.25]))
            relate(node, &random, group: name, weight: weights[weights.count - 1])
        }
        let own = GroupThreshold(
            Self.requirement(weights, &random), parent: parent, weight: parent == nil ? 1 : random.pick([1, 1, 2, 0.5]))
        return nested + [TopologyGroup(name, own)]
    }

    private static func requirement(
        _ weights: [Double], _ random: inout SeededGenerator
    ) -> GroupThreshold.Requirement {
        if random.chance(2) { return .atLeast(weights.count + 1) }
        switch random.below(4) {
        case 0, 1: return .atLeast(1 + random.below(max(weights.count - 1, 1)))
        case 2: return .percent(random.pick([20, 34, 50, 51, 66.7, 100]))
        default: return .weight(weights.reduce(0, +) * random.pick([0.2, 0.4, 0.5, 0.75]))
        }
    }

    private mutating func relate(_ node: Int, _ random: inout SeededGenerator, group: String?, weight: Double) {
        let later = node < count && random.chance(75)
        let provider = later ? node + 1 + random.below(count - node) : 1 + random.below(count)
        let effect: ImpactEffect = random.chance(12) ? .soft : .hard
        var relationship = depends(node, on: provider, effect, weight: weight, group: group)
        if random.chance(20) {
            relationship = TopologyRelationship(
                type: "CONTAINS", source: NodeID(UInt64(provider)), target: NodeID(UInt64(node)),
                impact: ImpactSpec(onSource: .none, onTarget: effect, weight: weight, group: group, threshold: nil))
        }
        graph.relationships.append(relationship)
    }
}

import GraphModel
import Testing

@testable import Topology

/// What a topology says, free of places and order: two topologies of one graph are equal in it, however they came
/// about.
struct CanonicalTopology: Equatable {
    struct CanonicalNode: Equatable {
        var nodeClass: String
        var inImpact: Bool
        var unresolved: Bool
        var baseline: Verdict
        /// Direction, type, other end and dependence of each relationship.
        var relationships: [String]
        /// What its failure touches.
        var impacts: [String]
        var gates: [String]
    }

    var nodes: [NodeID: CanonicalNode] = [:]
    var counts: [Int]

    init(_ topology: Topology) throws {
        try topology.require(.all)
        counts = [topology.nodeCount, topology.relationshipCount]
        let (types, classes) = (topology.typeNames, topology.classNames)
        for place in 0..<topology.nodeCapacity {
            let node = NodeIndex(UInt32(place))
            guard topology.isLive(node) else { continue }
            nodes[topology.id(of: node)] = CanonicalNode(
                nodeClass: classes[Int(topology.classCode(of: node))], inImpact: topology.isInImpact(node),
                unresolved: topology.isUnresolved(node), baseline: topology.baseline(of: node),
                relationships: Direction.allCases.flatMap { direction in
                    topology.neighbours(of: node, direction).map {
                        "\(direction) \(types[Int($0.type)]) \(topology.id(of: $0.node)) \($0.dependence)"
                    }
                }.sorted(), impacts: Self.impacts(of: node, topology),
                gates: topology.gates(of: node).map { Self.describe($0, topology) }.sorted())
        }
    }

    private static func impacts(of node: NodeIndex, _ topology: Topology) -> [String] {
        let range = topology.nodes.impacts[node.offset]
        return (Int(range.start)..<Int(range.start) + Int(range.count)).map { place in
            let edge = topology.edges.impacts[place]
            let index = edge & indexMask
            switch ImpactKind(rawValue: edge >> ImpactKind.shift) {
            case .hard: return "hard \(topology.id(of: NodeIndex(index)))"
            case .soft: return "soft \(topology.id(of: NodeIndex(index)))"
            case .gate: return "1 of \(label(GateIndex(index), topology))"
            default:
                let entry = topology.edges.weighted[Int(index)]
                return "\(entry.weight) of \(label(GateIndex(entry.gate), topology))"
            }
        }.sorted()
    }

    private static func label(_ gate: GateIndex, _ topology: Topology) -> String {
        "\(topology.gate(gate).name) of \(topology.id(of: topology.owner(of: gate)))"
    }

    private static func describe(_ index: GateIndex, _ topology: Topology) -> String {
        let gate = topology.gate(index)
        let members = gate.members.map { member in
            switch member.target {
            case .node(let node): "\(topology.id(of: node)) × \(member.weight)"
            case .gate(let nested): "\(topology.gate(nested).name) × \(member.weight)"
            }
        }.sorted()
        let parent = gate.parent.map { topology.gate($0).name } ?? "-"
        let state = topology.gates.states[index.offset]
        return
            "\(gate.name) in \(parent) \(gate.isSoft ? "soft" : "hard") \(gate.threshold) tolerance \(gate.tolerance)"
            + " spare \(state.spare) \(members)"
    }
}

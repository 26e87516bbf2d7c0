internal import GraphModel

/// A node with everything that it needs, near and far, as far as its failure would take the node down.
struct NeedGraph {
    /// What must not be lost.
    indirect enum Need {
        /// A node, by its place.
        case node(Int)
        /// Members of which no more than the tolerance may be lost; weights in thousandths, which are compared exactly.
        case group([(need: Need, weight: Int)], tolerance: Int)
    }

    /// The node asked about stands first.
    private(set) var nodes: [UInt32] = []
    /// By place: what goes down when one of these is lost.
    private(set) var needs: [[Need]] = []
    /// By place: the places of the nodes that need it.
    private(set) var dependants: [[Int]] = []
    private var places: [UInt32: Int] = [:]

    init(_ topology: Topology, of node: NodeIndex) {
        _ = place(of: node)
        var next = 0
        while next < nodes.count {
            let dependant = next
            next += 1
            let index = NodeIndex(nodes[dependant])
            var found: [Need] = []
            for provider in topology.providers(of: index) where provider.dependence == .hard {
                found.append(.node(tie(dependant, to: provider.node)))
            }
            for gate in topology.gates(of: index).map(topology.gate) where gate.parent == nil && !gate.isSoft {
                found.append(need(gate, of: dependant, topology))
            }
            needs[dependant] = found
        }
    }

    private mutating func place(of node: NodeIndex) -> Int {
        if let known = places[node.rawValue] { return known }
        let place = nodes.count
        places[node.rawValue] = place
        nodes.append(node.rawValue)
        needs.append([])
        dependants.append([])
        return place
    }

    private mutating func tie(_ dependant: Int, to provider: NodeIndex) -> Int {
        let place = place(of: provider)
        if dependants[place].last != dependant { dependants[place].append(dependant) }
        return place
    }

    /// Groups nest at most 200 deep.
    private mutating func need(_ gate: Gate, of dependant: Int, _ topology: Topology) -> Need {
        var members: [(need: Need, weight: Int)] = []
        for member in gate.members {
            let need: Need =
                switch member.target {
                case .node(let provider): .node(tie(dependant, to: provider))
                case .gate(let nested): need(topology.gate(nested), of: dependant, topology)
                }
            members.append((need, Self.thousandths(member.weight)))
        }
        return .group(members, tolerance: Self.thousandths(gate.tolerance))
    }

    private static func thousandths(_ weight: Double) -> Int { Int((weight * 1_000).rounded()) }
}

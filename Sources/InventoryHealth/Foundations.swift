internal import GraphModel
internal import Topology

/// Finds services that nothing carries: what they need by hard dependencies, and what that needs, nowhere reaches
/// something that stands on its own.
struct Foundations {
    let topology: Topology
    let classes: ClassTable
    private static let none = UInt32.max

    /// The services that reach no foundation. Cost: linear in the hard dependencies of all that the services need, with
    /// 13 bytes for each node of the graph.
    func unfounded(_ services: [NodeIndex]) -> [NodeIndex] {
        var isSeen = [Bool](repeating: false, count: topology.nodeCapacity)
        var isFounded = isSeen
        // For each provider, a chain of its dependants.
        var heads = [UInt32](repeating: Self.none, count: topology.nodeCapacity)
        var chain: [(dependant: UInt32, next: UInt32)] = []
        var founded: [UInt32] = []
        var pending = services
        for service in services { isSeen[Int(service.rawValue)] = true }
        while let node = pending.popLast() {
            if classes.entries[Int(topology.classCode(of: node))].isFoundation {
                isFounded[Int(node.rawValue)] = true
                founded.append(node.rawValue)
                continue
            }
            for provider in hardProviders(of: node) {
                chain.append((node.rawValue, heads[Int(provider.rawValue)]))
                heads[Int(provider.rawValue)] = UInt32(chain.count - 1)
                if isSeen[Int(provider.rawValue)] { continue }
                isSeen[Int(provider.rawValue)] = true
                pending.append(provider)
            }
        }
        while let node = founded.popLast() {
            var next = heads[Int(node)]
            while next != Self.none {
                let link = chain[Int(next)]
                if !isFounded[Int(link.dependant)] {
                    isFounded[Int(link.dependant)] = true
                    founded.append(link.dependant)
                }
                next = link.next
            }
        }
        return services.filter { !isFounded[Int($0.rawValue)] }
    }

    /// What a node needs, members of its groups included, but for groups whose loss only degrades it.
    private func hardProviders(of node: NodeIndex) -> [NodeIndex] {
        var providers: [NodeIndex] = []
        var hasGroups = false
        for neighbour in topology.providers(of: node) {
            if neighbour.dependence == .hard { providers.append(neighbour.node) }
            if neighbour.dependence == .member { hasGroups = true }
        }
        guard hasGroups else { return providers }
        for gate in topology.gates(of: node).map(topology.gate) where !gate.isSoft {
            for case .node(let member) in gate.members.map(\.target) { providers.append(member) }
        }
        return providers
    }
}

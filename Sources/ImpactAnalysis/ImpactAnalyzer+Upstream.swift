public import GraphModel
internal import GraphStore
internal import Topology

extension ImpactAnalyzer {
    /// Everything that an item needs, with what the failure of each provider alone would do to it.
    ///
    /// Cost: one propagation for each provider, on all processors.
    public func upstream(of id: NodeID, limits: ImpactRequest? = nil) throws -> UpstreamReport {
        let start = try index(of: id)
        let walk = try Reachability(topology).walk(
            from: [start], along: .providers, limits: limits?.traversal ?? .none)
        let alone = try SingleFailures.verdicts(topology, on: start, of: Array(walk.nodes.dropFirst()))
        var names = SummaryCache(self)
        var providers: [UpstreamCI] = []
        var unresolved: [CISummary] = []
        for (position, node) in walk.nodes.enumerated().dropFirst() {
            let dependant = walk.nodes[Int(walk.parents[position])]
            if topology.isUnresolved(node) { unresolved.append(try names[node]) }
            providers.append(
                UpstreamCI(
                    ci: try names[node], distance: walk.distance(at: position),
                    effectAlone: alone[position - 1], dependant: try names[dependant],
                    groups: groups(of: dependant, with: node)))
        }
        providers.sort { ($0.distance, $0.ci.name) < ($1.distance, $1.ci.name) }
        return UpstreamReport(
            version: snapshot.commit, ci: try names[start], providers: providers, unresolved: unresolved,
            completeness: Completeness(walk.incomplete))
    }

    /// The redundancy groups of a dependant that a provider is a member of, nested ones included.
    private func groups(of dependant: NodeIndex, with provider: NodeIndex) -> [String] {
        topology.gates(of: dependant).map(topology.gate).filter { gate in
            gate.members.contains { $0.target == .node(provider) }
        }.map(\.name).sorted()
    }

    /// A shortest way between two items along relationships of any or of some types, whichever way they point, or along
    /// the direction in which failure travels. Nil when there is none.
    public func path(
        from start: NodeID, to end: NodeID, types: [String]? = nil, alongImpact: Bool = false
    ) throws -> PathReport? {
        let route = alongImpact ? .dependants : topology.route(types: types, [.outgoing, .incoming])
        guard
            let path = try Reachability(topology).shortestPath(
                from: existing(start), to: existing(end), along: route)
        else { return nil }
        var names = SummaryCache(self)
        let types = topology.typeNames
        return PathReport(
            version: snapshot.commit, start: try names[path.start],
            steps: try path.steps.map { step in
                PathReport.Step(
                    type: types[Int(step.type)], isForward: step.direction == .outgoing, ci: try names[step.node])
            })
    }
}

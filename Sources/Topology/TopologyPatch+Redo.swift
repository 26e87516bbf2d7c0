internal import GraphModel
internal import Schema

extension TopologyPatch {
    /// Makes the lists and gates of every node to be redone anew, and collects the impact edges that come of it.
    mutating func redoNodes(_ source: some TopologySource) throws {
        for place in redone {
            forgetProviders(of: place)
            forgetGates(of: place)
            guard topology.nodes.flags[Int(place)] & NodeFlags.live != 0 else {
                write(NodeLists(), to: place)
                continue
            }
            let id = NodeID(topology.nodes.ids[Int(place)])
            let groups = try source.node(id)?.groups ?? []
            try redo(place, source.relationships(of: id), groups)
        }
    }

    private func write(_ lists: NodeLists, to place: UInt32) {
        topology.counts.relationships += lists.outgoing.count - Int(topology.nodes.adjacency[Int(place)].outgoing)
        topology.write(lists, to: place)
    }

    /// The providers that a node had lose their edges to it.
    private mutating func forgetProviders(of place: UInt32) {
        let range = topology.nodes.adjacency[Int(place)]
        for entry in Int(range.start)..<range.end where topology.edges.others[entry] > indexMask {
            impactEdits.append(
                ImpactEdit(provider: topology.edges.others[entry] & indexMask, edge: 0, change: .review))
        }
    }

    private func forgetGates(of place: UInt32) {
        let head = topology.nodes.gateHeads[Int(place)]
        guard head != noIndex else { return }
        for gate in topology.gates.range(from: head) {
            topology.gates.states[gate] = GateState(target: noIndex, spare: -1)
            topology.counts.garbage += 1 + topology.gates.records[gate].memberCount
        }
        topology.nodes.gateHeads[Int(place)] = noIndex
    }

    private mutating func redo(
        _ place: UInt32, _ relationships: [TopologyRelationship], _ groups: [TopologyGroup]
    ) throws {
        let id = NodeID(topology.nodes.ids[Int(place)])
        var lists = NodeLists()
        var memberships: [Membership] = []
        for relationship in relationships {
            guard let source = livePlace(relationship.source), let target = livePlace(relationship.target) else {
                throw TopologyError(.input, "a relationship names a node that is neither known nor changed")
            }
            let impact = impact(of: relationship, source, target)
            let type = try typeCode(relationship.type)
            if relationship.source == id {
                lists.outgoing.append(entry(place, target, type, impact, impact.onSource, &memberships))
            }
            if relationship.target == id {
                lists.incoming.append(entry(place, source, type, impact, impact.onTarget, &memberships))
            }
        }
        write(lists, to: place)
        let isInImpact = topology.nodes.flags[Int(place)] & NodeFlags.inImpact != 0
        makeGates(place, memberships, isInImpact ? groups : [])
    }

    /// The list entry for one end of a relationship; notes what the end depends on.
    private mutating func entry(
        _ place: UInt32, _ other: UInt32, _ type: UInt16, _ impact: ResolvedImpact, _ end: ResolvedImpact.End,
        _ memberships: inout [Membership]
    ) -> ListEntry {
        if let kind = end.impactKind {
            impactEdits.append(ImpactEdit(provider: other, edge: kind.edge(to: place), change: .add))
        }
        if end.kind == .member { memberships.append(impact.membership(of: other, end)) }
        return ListEntry(other: other, end.kind, type: type)
    }

    /// The spec of a relationship, or none where it does not count, as the builder has it.
    mutating func impact(
        of relationship: TopologyRelationship, _ source: UInt32, _ target: UInt32
    ) -> ResolvedImpact {
        let (first, second) = (topology.nodes.flags[Int(source)], topology.nodes.flags[Int(target)])
        guard first & second & NodeFlags.inImpact != 0 else { return .none }
        let resolved = resolve(relationship.impact)
        return source == target ? resolved.onItself : resolved
    }

    private mutating func makeGates(_ place: UInt32, _ memberships: [Membership], _ groups: [TopologyGroup]) {
        guard !memberships.isEmpty || !groups.isEmpty else { return }
        let stated = groups.map { resolver.state($0) }
        resolution.resolve(memberships.sorted()[...], stated, defaults: resolver.defaults)
        for draft in resolution.drafts where groupNames[draft.group] == nil {
            groupNames[draft.group] = topology.names.groups.append(resolver.groups.names[Int(draft.group)])
        }
        let first = topology.gates.append(resolution, owner: place) { groupNames[$0] ?? noIndex }
        topology.nodes.gateHeads[Int(place)] = first
        for gate in Int(first)..<topology.gates.states.count {
            let record = topology.gates.records[gate]
            if record.tolerance < 0 { hasBrokenGate = true }
            for index in 0..<record.memberCount {
                let member = topology.gates.members[Int(record.memberStart) + index]
                guard member & GateRecord.gateMemberBit == 0 else { continue }
                let weight = topology.gates.weight(ofMember: index, record)
                let edge = topology.edges.weighted.edge(toGate: UInt32(gate), weight)
                impactEdits.append(ImpactEdit(provider: member, edge: edge, change: .add))
            }
        }
    }

    /// Brings the impact edges of providers up to date. Edges to gates that are not in use go too.
    ///
    /// - Throws: `topology.stale` when an edge to take out is not there.
    mutating func redoProviders() throws(TopologyError) {
        impactEdits.sort { $0.provider < $1.provider }
        try impactEdits.forEachRun(by: \.provider) { (provider, run) throws(TopologyError) in
            try topology.edit(provider, run, keeps: keeps)
        }
    }

    /// Whether an edge that was there before leads to a node that is not redone.
    private func keeps(_ edge: UInt32) -> Bool {
        let index = edge & indexMask
        switch ImpactKind(rawValue: edge >> ImpactKind.shift) {
        case .gate: return topology.gates.states[Int(index)].isLive
        case .weightedGate: return topology.gates.states[Int(topology.edges.weighted[Int(index)].gate)].isLive
        default: return !isRedone.contains(index)
        }
    }
}

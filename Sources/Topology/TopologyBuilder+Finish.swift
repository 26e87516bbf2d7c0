public import GraphModel

extension TopologyBuilder {
    /// Counting sorts into both directions, gates, impact edges, and the verdicts that hold when nothing has failed.
    /// Linear in the graph, but for a sort of the members of each group.
    ///
    /// - Throws: `topology.tooLarge`.
    public consuming func finish() throws(TopologyError) -> Topology {
        guard staged.count < Int(UInt32.max / 2) else { throw TopologyError(.tooLarge, "more than 2^31 relationships") }
        let nodeCount = ids.count
        var counts = TopologyCounts()
        (counts.sortedNodes, counts.liveNodes, counts.relationships) = (nodeCount, nodeCount, staged.count)
        var adjacency = MappedArray<AdjacencyRange>(capacity: nodeCount)
        var others = MappedArray<UInt32>(capacity: 2 * staged.count)
        var types = MappedArray<UInt16>(capacity: 2 * staged.count)
        sortAdjacency(into: &adjacency, &others, &types)
        var names = NameTables(groups: NameTable(), classes: NameTable(), types: NameTable())
        for name in classNames.names { _ = names.classes.append(name) }
        for name in typeNames.names { _ = names.types.append(name) }
        var gateHeads = MappedArray<UInt32>(capacity: nodeCount)
        let gates = makeGates(heads: &gateHeads, names: &names.groups)
        var ranges = MappedArray<ImpactRange>(capacity: nodeCount)
        var impactEdges = MappedArray<UInt32>()
        var weighted = MappedArray<WeightedImpact>()
        sortImpacts(gates, into: &ranges, &impactEdges, &weighted)
        let topology = Topology(
            stamp: stamp,
            nodes: NodeTables(
                ids: ids, classes: classes, flags: flags, adjacency: adjacency, impacts: ranges, gateHeads: gateHeads),
            edges: EdgeTables(others: others, types: types, impacts: impactEdges, weighted: weighted), gates: gates,
            names: names, baselineNodes: MappedArray(), counts: counts)
        topology.computeBaseline()
        return topology
    }

    /// The spec of a relationship, or none where it does not count: unless both ends take part in impact, and where a
    /// node depends on itself outside any group.
    private borrowing func impact(of relationship: StagedRelationship) -> ResolvedImpact {
        guard relationship.impact != 0,
            flags[Int(relationship.source)] & flags[Int(relationship.target)] & NodeFlags.inImpact != 0
        else { return .none }
        let impact = impacts[Int(relationship.impact)]
        return relationship.source == relationship.target ? impact.onItself : impact
    }

    private borrowing func sortAdjacency(
        into adjacency: inout MappedArray<AdjacencyRange>, _ others: inout MappedArray<UInt32>,
        _ types: inout MappedArray<UInt16>
    ) {
        let nodeCount = ids.count
        _ = adjacency.appendUninitialized(nodeCount)
        _ = others.appendUninitialized(2 * staged.count)
        _ = types.appendUninitialized(2 * staged.count)
        let ranges = adjacency.base
        let (otherEnds, typeCodes) = (others.base, types.base)
        ranges.update(repeating: AdjacencyRange(start: 0, outgoing: 0, incoming: 0), count: nodeCount)
        for relationship in staged.elements {
            ranges[Int(relationship.source)].outgoing += 1
            ranges[Int(relationship.target)].incoming += 1
        }
        var start: UInt32 = 0
        for node in 0..<nodeCount {
            ranges[node].start = start
            start += ranges[node].outgoing + ranges[node].incoming
        }
        let outgoing = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * nodeCount + 1)
        defer { outgoing.deallocate() }
        let incoming = outgoing + nodeCount
        for node in 0..<nodeCount {
            outgoing[node] = ranges[node].start
            incoming[node] = ranges[node].start + ranges[node].outgoing
        }
        for relationship in staged.elements {
            let (source, target) = (Int(relationship.source), Int(relationship.target))
            let impact = impact(of: relationship)
            let out = Int(outgoing[source])
            outgoing[source] += 1
            otherEnds[out] = relationship.target | impact.onSource.kind.rawValue << ProviderKind.shift
            typeCodes[out] = relationship.type
            let back = Int(incoming[target])
            incoming[target] += 1
            otherEnds[back] = relationship.source | impact.onTarget.kind.rawValue << ProviderKind.shift
            typeCodes[back] = relationship.type
        }
    }

    /// All memberships, in order of their dependants.
    private borrowing func memberships() -> (starts: [Int], sorted: [Membership]) {
        var starts = [Int](repeating: 0, count: ids.count + 1)
        for relationship in staged.elements {
            let impact = impact(of: relationship)
            if impact.onSource.kind == .member { starts[Int(relationship.source)] += 1 }
            if impact.onTarget.kind == .member { starts[Int(relationship.target)] += 1 }
        }
        var total = 0
        for node in starts.indices {
            total += starts[node]
            starts[node] = total
        }
        var sorted = [Membership](repeating: .none, count: total)
        for relationship in staged.elements {
            let impact = impact(of: relationship)
            func place(_ provider: UInt32, of dependant: UInt32, _ dependence: ResolvedImpact.End) {
                guard dependence.kind == .member else { return }
                starts[Int(dependant)] -= 1
                sorted[starts[Int(dependant)]] = impact.membership(of: provider, dependence)
            }
            place(relationship.target, of: relationship.source, impact.onSource)
            place(relationship.source, of: relationship.target, impact.onTarget)
        }
        return (starts, sorted)
    }

    private borrowing func makeGates(
        heads: inout MappedArray<UInt32>, names: inout NameTable
    ) -> GateTables {
        let nameOffsets = resolver.groups.names.map { names.append($0) }
        var gates = GateTables(
            states: MappedArray(), records: MappedArray(), members: MappedArray(), forms: MappedArray())
        var (starts, sorted) = memberships()
        var resolution = GroupResolution()
        var nextStated = 0
        for node in 0..<ids.count {
            var own: [StatedGroup] = []
            while nextStated < stated.count, stated[nextStated].node == node {
                if flags[node] & NodeFlags.inImpact != 0 { own.append(stated[nextStated].group) }
                nextStated += 1
            }
            let range = starts[node]..<starts[node + 1]
            guard !range.isEmpty || !own.isEmpty else {
                heads.append(noIndex)
                continue
            }
            sorted[range].sort()
            resolution.resolve(sorted[range], own, defaults: resolver.defaults)
            heads.append(gates.append(resolution, owner: UInt32(node)) { nameOffsets[Int($0)] })
        }
        return gates
    }

    /// Impact edges of each provider: dependants on their own first, then gates.
    private borrowing func sortImpacts(
        _ gates: borrowing GateTables, into ranges: inout MappedArray<ImpactRange>, _ edges: inout MappedArray<UInt32>,
        _ weighted: inout MappedArray<WeightedImpact>
    ) {
        let nodeCount = ids.count
        _ = ranges.appendUninitialized(nodeCount)
        let base = ranges.base
        base.update(repeating: ImpactRange(start: 0, count: 0), count: nodeCount)
        forEachDirectImpact { provider, _ in base[Int(provider)].count += 1 }
        gates.forEachMembership { provider, _, _ in base[Int(provider)].count += 1 }
        var total: UInt32 = 0
        for node in 0..<nodeCount {
            base[node].start = total
            total += base[node].count
            base[node].count = 0
        }
        _ = edges.appendUninitialized(Int(total))
        let places = edges.base
        func append(_ edge: UInt32, to provider: UInt32) {
            let range = base[Int(provider)]
            places[Int(range.start + range.count)] = edge
            base[Int(provider)].count += 1
        }
        forEachDirectImpact { append($1, to: $0) }
        gates.forEachMembership { provider, gate, weight in append(weighted.edge(toGate: gate, weight), to: provider) }
    }

    private borrowing func forEachDirectImpact(_ body: (_ provider: UInt32, _ edge: UInt32) -> Void) {
        for relationship in staged.elements {
            let impact = impact(of: relationship)
            if let kind = impact.onSource.impactKind { body(relationship.target, kind.edge(to: relationship.source)) }
            if let kind = impact.onTarget.impactKind { body(relationship.source, kind.edge(to: relationship.target)) }
        }
    }
}

extension GateTables {
    /// Every node that is a member of a gate, gates ascending.
    func forEachMembership(_ body: (_ provider: UInt32, _ gate: UInt32, _ weight: UInt32) -> Void) {
        for gate in 0..<states.count where states[gate].isLive {
            let record = records[gate]
            for index in 0..<record.memberCount {
                let member = members[Int(record.memberStart) + index]
                guard member & GateRecord.gateMemberBit == 0 else { continue }
                body(member, UInt32(gate), weight(ofMember: index, record))
            }
        }
    }
}

extension MappedArray<WeightedImpact> {
    /// The edge to a gate, with an entry of its own where the weight is not 1.
    mutating func edge(toGate gate: UInt32, _ weight: UInt32) -> UInt32 {
        guard weight != 1 else { return ImpactKind.gate.edge(to: gate) }
        append(WeightedImpact(gate: gate, weight: weight))
        return ImpactKind.weightedGate.edge(to: UInt32(count - 1))
    }
}

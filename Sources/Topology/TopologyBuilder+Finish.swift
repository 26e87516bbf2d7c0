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
        _ = adjacency.appendUninitialized(nodeCount)
        _ = others.appendUninitialized(2 * staged.count)
        _ = types.appendUninitialized(2 * staged.count)
        let graph = StagedGraph(self)
        let (ranges, otherEnds, typeCodes) = (adjacency.base, others.base, types.base)
        // Beside what makes gates and impact edges, which takes as long.
        let sorting = Threads.start { graph.sortAdjacency(ranges, otherEnds, typeCodes) }
        var names = NameTables(groups: NameTable(), classes: NameTable(), types: NameTable())
        for name in classNames.names { _ = names.classes.append(name) }
        for name in typeNames.names { _ = names.types.append(name) }
        var gateHeads = MappedArray<UInt32>(capacity: nodeCount)
        let gates = makeGates(graph, heads: &gateHeads, names: &names.groups)
        var impactRanges = MappedArray<ImpactRange>(capacity: nodeCount)
        var impactEdges = MappedArray<UInt32>()
        var weighted = MappedArray<WeightedImpact>()
        sortImpacts(graph, gates, into: &impactRanges, &impactEdges, &weighted)
        sorting.join()
        let topology = Topology(
            stamp: stamp,
            nodes: NodeTables(
                ids: ids, classes: classes, flags: flags, adjacency: adjacency, impacts: impactRanges,
                gateHeads: gateHeads),
            edges: EdgeTables(others: others, types: types, impacts: impactEdges, weighted: weighted), gates: gates,
            names: names, baselineNodes: MappedArray(), counts: counts)
        topology.computeBaseline()
        return topology
    }

    private borrowing func makeGates(
        _ graph: StagedGraph, heads: inout MappedArray<UInt32>, names: inout NameTable
    ) -> GateTables {
        let nameOffsets = resolver.groups.names.map { names.append($0) }
        var gates = GateTables(
            states: MappedArray(), records: MappedArray(), members: MappedArray(), forms: MappedArray())
        var (starts, sorted) = graph.memberships()
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
        _ graph: StagedGraph, _ gates: borrowing GateTables, into ranges: inout MappedArray<ImpactRange>,
        _ edges: inout MappedArray<UInt32>,
        _ weighted: inout MappedArray<WeightedImpact>
    ) {
        let nodeCount = ids.count
        _ = ranges.appendUninitialized(nodeCount)
        let base = ranges.base
        base.update(repeating: ImpactRange(start: 0, count: 0), count: nodeCount)
        graph.forEachDirectImpact { provider, _ in base[Int(provider)].count += 1 }
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
        graph.forEachDirectImpact { append($1, to: $0) }
        gates.forEachMembership { provider, gate, weight in append(weighted.edge(toGate: gate, weight), to: provider) }
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

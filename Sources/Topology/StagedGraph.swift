/// What a builder gathered, for the steps of its end, which may run on several threads. Valid while the builder is.
struct StagedGraph {
    private let nodeCount: Int
    private let flags: UnsafeBufferPointer<UInt8>
    private let staged: UnsafeBufferPointer<StagedRelationship>
    private let impacts: [ResolvedImpact]

    init(_ builder: borrowing TopologyBuilder) {
        nodeCount = builder.ids.count
        flags = builder.flags.elements
        staged = builder.staged.elements
        impacts = builder.impacts
    }

    /// The spec of a relationship, or none where it does not count: unless both ends take part in impact, and where a
    /// node depends on itself outside any group.
    private func impact(of relationship: StagedRelationship) -> ResolvedImpact {
        guard relationship.impact != 0,
            flags[Int(relationship.source)] & flags[Int(relationship.target)] & NodeFlags.inImpact != 0
        else { return .none }
        let impact = impacts[Int(relationship.impact)]
        return relationship.source == relationship.target ? impact.onItself : impact
    }

    /// Counting sort into both directions of every node. `ranges` has room for the nodes, the others for twice the
    /// relationships.
    func sortAdjacency(
        _ ranges: UnsafeMutablePointer<AdjacencyRange>, _ otherEnds: UnsafeMutablePointer<UInt32>,
        _ typeCodes: UnsafeMutablePointer<UInt16>
    ) {
        ranges.update(repeating: AdjacencyRange(start: 0, outgoing: 0, incoming: 0), count: nodeCount)
        for relationship in staged {
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
        for relationship in staged {
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
    func memberships() -> (starts: [Int], sorted: [Membership]) {
        var starts = [Int](repeating: 0, count: nodeCount + 1)
        for relationship in staged {
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
        for relationship in staged {
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

    func forEachDirectImpact(_ body: (_ provider: UInt32, _ edge: UInt32) -> Void) {
        for relationship in staged {
            let impact = impact(of: relationship)
            if let kind = impact.onSource.impactKind { body(relationship.target, kind.edge(to: relationship.source)) }
            if let kind = impact.onTarget.impactKind { body(relationship.source, kind.edge(to: relationship.target)) }
        }
    }
}

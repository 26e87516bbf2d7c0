internal import CHardware
internal import GraphModel

/// Breadth-first search on bare pointers: one call for each node taken from the queue, none for each neighbour.
struct WalkKernel {
    let adjacency: UnsafePointer<AdjacencyRange>
    let others: UnsafePointer<UInt32>
    let types: UnsafePointer<UInt16>
    let impacts: UnsafePointer<ImpactRange>
    let edges: UnsafePointer<UInt32>
    let targets: ImpactTargets

    let visited: UnsafeMutablePointer<UInt8>
    let queue: UnsafeMutablePointer<UInt32>
    /// For each entry of the queue, the position of the one that it was found from.
    let parents: UnsafeMutablePointer<UInt32>
    var tail = 0

    init(_ topology: Topology, _ scratch: borrowing WalkScratch) {
        adjacency = UnsafePointer(topology.nodes.adjacency.base)
        others = UnsafePointer(topology.edges.others.base)
        types = UnsafePointer(topology.edges.types.base)
        impacts = UnsafePointer(topology.nodes.impacts.base)
        edges = UnsafePointer(topology.edges.impacts.base)
        targets = ImpactTargets(topology)
        visited = scratch.visited.base
        queue = scratch.queue.base
        parents = scratch.parents.base
    }

    @inline(__always)
    mutating func visit(_ node: UInt32, from position: Int) {
        guard visited[Int(node)] == 0 else { return }
        visited[Int(node)] = 1
        queue[tail] = node
        parents[tail] = UInt32(truncatingIfNeeded: position)
        tail += 1
    }

    private static var rangesAhead: Int { 12 }
    private static var listsAhead: Int { 6 }

    @inline(__always)
    mutating func expandDependants(at position: Int) {
        if position + Self.rangesAhead < tail {
            faultline_prefetch(impacts + Int(queue[position + Self.rangesAhead]))
            faultline_prefetch(edges + Int(impacts[Int(queue[position + Self.listsAhead])].start))
        }
        let range = impacts[Int(queue[position])]
        for place in Int(range.start)..<Int(range.start) + Int(range.count) {
            visit(targets.dependant(of: edges[place]), from: position)
        }
    }

    @inline(__always)
    mutating func prefetchAdjacency(at position: Int) {
        guard position + Self.rangesAhead < tail else { return }
        faultline_prefetch(adjacency + Int(queue[position + Self.rangesAhead]))
        faultline_prefetch(others + Int(adjacency[Int(queue[position + Self.listsAhead])].start))
    }

    @inline(__always)
    mutating func expandProviders(at position: Int) {
        prefetchAdjacency(at: position)
        let range = adjacency[Int(queue[position])]
        for place in Int(range.start)..<range.end where others[place] > indexMask {
            visit(others[place] & indexMask, from: position)
        }
    }

    /// - Parameters:
    ///   - back: which part of a node's list: false, true, or nil for both.
    ///   - wanted: a byte for each type, not 0 for those to follow; nil for all.
    @inline(__always)
    mutating func expandRelationships(at position: Int, back: Bool?, wanted: UnsafePointer<UInt8>?) {
        prefetchAdjacency(at: position)
        let range = adjacency[Int(queue[position])]
        let middle = Int(range.start) + Int(range.outgoing)
        let start = back == true ? middle : Int(range.start)
        let end = back == false ? middle : range.end
        if let wanted {
            for place in start..<end where wanted[Int(types[place])] != 0 {
                visit(others[place] & indexMask, from: position)
            }
        } else {
            for place in start..<end { visit(others[place] & indexMask, from: position) }
        }
    }
}

/// From impact edges to the nodes behind them.
struct ImpactTargets {
    let weighted: UnsafePointer<WeightedImpact>
    let gates: UnsafePointer<GateState>

    init(_ topology: Topology) {
        weighted = UnsafePointer(topology.edges.weighted.base)
        gates = UnsafePointer(topology.gates.states.base)
    }

    /// The node that an impact edge leads to in the end.
    @inline(__always)
    func dependant(of edge: UInt32) -> UInt32 {
        let index = edge & indexMask
        guard edge >> ImpactKind.shift >= ImpactKind.gate.rawValue else { return index }
        let isWeighted = edge >> ImpactKind.shift == ImpactKind.weightedGate.rawValue
        var target = gates[Int(isWeighted ? weighted[Int(index)].gate : index)].target
        while target & GateState.parentBit != 0 { target = gates[Int(target & indexMask)].target }
        return target & indexMask
    }
}

/// The tables that walks reuse.
struct WalkScratch: ~Copyable {
    let visited: Scratch<UInt8>
    let queue: Scratch<UInt32>
    let parents: Scratch<UInt32>

    init(nodes: Int) {
        visited = Scratch(nodes)
        queue = Scratch(nodes)
        parents = Scratch(nodes)
    }
}

public import GraphModel

/// Breadth-first walks over a topology: what can be reached, how far, and by which way.
///
/// Holds scratch memory; use one a thread. Each walk is linear in the relationships of what it reaches.
public final class Reachability {
    public let topology: Topology
    private let scratch: WalkScratch
    private var found = 0

    /// - Throws: `topology.damaged` when a section that walks need does not match its checksum.
    public init(_ topology: Topology) throws(TopologyError) {
        try topology.require([.propagation, .adjacency])
        self.topology = topology
        scratch = WalkScratch(nodes: topology.nodeCapacity)
    }

    /// Everything that can be reached from `starts` along a route, the starts first, by distance.
    public func walk(from starts: [NodeIndex], along route: Route, limits: TraversalLimits = .none) -> Walk {
        let (levels, incomplete) = search(from: starts, along: route, limits: limits, for: nil)
        let kernel = WalkKernel(topology, scratch)
        let nodes = [NodeIndex](unsafeUninitializedCapacity: found) { buffer, count in
            for place in 0..<found { buffer.initializeElement(at: place, to: NodeIndex(kernel.queue[place])) }
            count = found
        }
        let parents = Array(UnsafeBufferPointer(start: kernel.parents, count: found))
        return Walk(nodes: nodes, parents: parents, levels: levels, incomplete: incomplete)
    }

    /// How many nodes can be reached, the starts included: `walk` without the copies.
    public func count(from starts: [NodeIndex], along route: Route) -> Int {
        _ = search(from: starts, along: route, limits: .none, for: nil)
        return found
    }

    /// A shortest way from one node to another along a route; nil when there is none.
    public func shortestPath(from start: NodeIndex, to end: NodeIndex, along route: Route) -> Path? {
        _ = search(from: [start], along: route, limits: .none, for: end)
        let kernel = WalkKernel(topology, scratch)
        guard kernel.visited[end.offset] != 0,
            var position = (0..<found).last(where: { kernel.queue[$0] == end.rawValue })
        else { return nil }
        var nodes = [end]
        while position >= 1 {
            position = Int(kernel.parents[position])
            nodes.append(NodeIndex(kernel.queue[position]))
        }
        nodes.reverse()
        let steps = zip(nodes, nodes.dropFirst()).compactMap { topology.step(from: $0, to: $1, along: route) }
        return Path(start: start, steps: steps)
    }

    /// Fills the queue; stops early once `wanted` is in it.
    private func search(
        from starts: [NodeIndex], along route: Route, limits: TraversalLimits, for wanted: NodeIndex?
    ) -> (levels: [Int], incomplete: Set<IncompleteReason>) {
        var kernel = WalkKernel(topology, scratch)
        for place in 0..<found { kernel.visited[Int(kernel.queue[place])] = 0 }
        for start in starts {
            precondition(start.offset < topology.nodeCapacity, "the index belongs to another topology")
            kernel.visit(start.rawValue, from: kernel.tail)
        }
        var levels: [Int] = []
        var incomplete: Set<IncompleteReason> = []
        let types = TypeMask(route, count: topology.typeNames.count)
        var start = 0
        while start < kernel.tail {
            levels.append(start)
            if let wanted, kernel.visited[wanted.offset] != 0 { break }
            let end = kernel.tail
            if let reason = limits.reason(distance: levels.count, found: end) {
                kernel.expand(start..<end, along: route, types)
                if kernel.tail > end { incomplete.insert(reason) }
                for place in end..<kernel.tail { kernel.visited[Int(kernel.queue[place])] = 0 }
                kernel.tail = end
                break
            }
            kernel.expand(start..<end, along: route, types)
            start = end
        }
        found = kernel.tail
        return (levels, incomplete)
    }
}

/// A byte for each relationship type that a route follows.
struct TypeMask {
    let bytes: [UInt8]?

    init(_ route: Route, count: Int) {
        guard case .relationships(let types?, _) = route else {
            bytes = nil
            return
        }
        var bytes = [UInt8](repeating: 0, count: count + 1)
        for type in types where Int(type) < count { bytes[Int(type)] = 1 }
        self.bytes = bytes
    }
}

extension WalkKernel {
    /// Follows a route from a part of the queue.
    mutating func expand(_ range: Range<Int>, along route: Route, _ mask: TypeMask) {
        // A copy whose address nobody has stays in registers through the loops.
        var kernel = self
        defer { self = kernel }
        switch route {
        case .dependants: for position in range { kernel.expandDependants(at: position) }
        case .providers: for position in range { kernel.expandProviders(at: position) }
        case .relationships(_, let directions):
            guard let direction = directions.first else { return }
            let back: Bool? = directions.count == 2 ? nil : direction == .incoming
            guard let bytes = mask.bytes else {
                for position in range { kernel.expandRelationships(at: position, back: back, wanted: nil) }
                return
            }
            bytes.withUnsafeBufferPointer { wanted in
                for position in range {
                    kernel.expandRelationships(at: position, back: back, wanted: wanted.baseAddress)
                }
            }
        }
    }
}

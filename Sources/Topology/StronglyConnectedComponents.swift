/// The strongly connected components of the impact edges: sets of nodes each of which can take down, or degrade, every
/// other, redundancy aside.
///
/// Tarjan's algorithm with a stack of its own; linear, about 20 bytes of scratch a node.
public struct StronglyConnectedComponents: Sendable {
    /// The components with more than one node, each ascending.
    public let cyclic: [[NodeIndex]]
    /// How many components there are, single nodes included.
    public let count: Int

    /// - Throws: `topology.damaged`.
    public init(_ topology: Topology) throws(TopologyError) {
        try topology.require([.propagation, .adjacency])
        var search = ComponentSearch(topology)
        for node in 0..<topology.nodeCapacity where topology.isLive(NodeIndex(UInt32(node))) {
            search.visit(UInt32(node))
        }
        cyclic = search.cyclic
        count = search.count
    }
}

/// The state of Tarjan's algorithm.
private struct ComponentSearch {
    private struct Frame {
        var node: UInt32
        /// The next of its impact edges to follow, counted from the first.
        var edge: UInt32 = 0
    }

    private let impacts: UnsafePointer<ImpactRange>
    private let edges: UnsafePointer<UInt32>
    private let targets: ImpactTargets
    /// In order of discovery from 1; 0: not yet.
    private var order: [UInt32]
    private var low: [UInt32]
    private var isOpen: [Bool]
    private var open: [UInt32] = []
    private var frames: [Frame] = []
    private var discovered: UInt32 = 0
    private(set) var cyclic: [[NodeIndex]] = []
    private(set) var count = 0

    init(_ topology: Topology) {
        impacts = UnsafePointer(topology.nodes.impacts.base)
        edges = UnsafePointer(topology.edges.impacts.base)
        targets = ImpactTargets(topology)
        order = [UInt32](repeating: 0, count: topology.nodeCapacity)
        low = order
        isOpen = [Bool](repeating: false, count: topology.nodeCapacity)
    }

    mutating func visit(_ root: UInt32) {
        guard order[Int(root)] == 0 else { return }
        enter(root)
        while let frame = frames.last {
            let node = Int(frame.node)
            let range = impacts[node]
            guard frame.edge < range.count else {
                frames.removeLast()
                leave(node)
                continue
            }
            frames[frames.count - 1].edge += 1
            let next = Int(targets.dependant(of: edges[Int(range.start + frame.edge)]))
            if order[next] == 0 {
                enter(UInt32(next))
            } else if isOpen[next] {
                low[node] = min(low[node], order[next])
            }
        }
    }

    private mutating func enter(_ node: UInt32) {
        discovered += 1
        order[Int(node)] = discovered
        low[Int(node)] = discovered
        isOpen[Int(node)] = true
        open.append(node)
        frames.append(Frame(node: node))
    }

    private mutating func leave(_ node: Int) {
        if let parent = frames.last {
            low[Int(parent.node)] = min(low[Int(parent.node)], low[node])
        }
        guard low[node] == order[node] else { return }
        count += 1
        var component: [NodeIndex] = []
        while let last = open.popLast() {
            isOpen[Int(last)] = false
            component.append(NodeIndex(last))
            if Int(last) == node { break }
        }
        if component.count > 1 { cyclic.append(component.sorted()) }
    }
}

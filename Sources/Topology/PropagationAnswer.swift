/// What a set of failures does: every node whose verdict they worsen, with distance and cause.
///
/// Entries are in order of verdict (down, degraded, at risk), and within it of distance. An answer keeps its topology
/// alive and is otherwise independent of the propagation that made it.
public final class PropagationAnswer {
    /// Why a node has its verdict.
    public enum Cause: Hashable, Sendable {
        /// It is one of the nodes that failed.
        case failed
        /// A provider outside any group: down or degraded.
        case provider(NodeIndex)
        /// A gate of the node that is not satisfied or, for nodes at risk, has no redundancy left.
        case gate(GateIndex)
    }

    public struct Entry: Hashable, Sendable {
        public var node: NodeIndex
        public var verdict: Verdict
        /// Steps from the nearest failure that the verdict follows from; 0 for the failures.
        public var distance: Int
        public var cause: Cause
    }

    public let topology: Topology
    public let failing: [NodeIndex]
    public let counts: VerdictCounts
    /// Nodes that are down when nothing has failed, and that the failures reach too.
    public let alreadyDown: [NodeIndex]
    /// Empty when the answer is whole.
    public let incomplete: Set<IncompleteReason>
    /// The nodes of the entries.
    public let nodes: [NodeIndex]
    private let causes: [UInt32]
    private let levels: [(start: Int, distance: Int)]
    private let riskDistances: [UInt32]
    private lazy var positions = PositionTable(nodes)

    init(_ propagation: Propagation, failing: [NodeIndex]) {
        let run = propagation.run
        topology = propagation.topology
        self.failing = failing
        counts = run.counts
        alreadyDown = run.alreadyDown.map { NodeIndex($0) }
        incomplete = run.incomplete
        let queue = propagation.scratch.queue.base
        nodes = [NodeIndex](unsafeUninitializedCapacity: run.tail) { buffer, count in
            for position in 0..<run.tail { buffer.initializeElement(at: position, to: NodeIndex(queue[position])) }
            count = run.tail
        }
        causes = Array(UnsafeBufferPointer(start: propagation.scratch.cause.base, count: run.tail))
        levels = run.levels
        riskDistances = run.riskDistances
    }

    /// Whether nothing was cut short.
    public var isComplete: Bool { incomplete.isEmpty }

    /// The verdict on a node, worsened by the failures or not.
    public func verdict(of node: NodeIndex) -> Verdict {
        Swift.max(position(of: node).map { verdict(at: $0) } ?? .unaffected, topology.baseline(of: node))
    }

    /// The entry of a node; nil when the failures do not worsen its verdict.
    public func entry(of node: NodeIndex) -> Entry? { position(of: node).map { self[$0] } }

    /// Where in the entries a node is.
    public func position(of node: NodeIndex) -> Int? { positions.position(of: node) }

    private func verdict(at position: Int) -> Verdict {
        if position < counts.down { return .down }
        return position < counts.down + counts.degraded ? .degraded : .atRisk
    }

    private func distance(at position: Int) -> Int {
        let reached = counts.down + counts.degraded
        guard position < reached else { return Int(riskDistances[position - reached]) }
        var (low, high) = (0, levels.count)
        while low < high {
            let middle = (low + high) / 2
            if levels[middle].start <= position { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? levels[low - 1].distance : 0
    }

    private func cause(at position: Int) -> Cause {
        let value = causes[position]
        if value == CauseCode.failed { return .failed }
        return value & CauseCode.gateBit != 0
            ? .gate(GateIndex(value & indexMask)) : .provider(NodeIndex(value))
    }
}

extension PropagationAnswer: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { nodes.count }

    public subscript(position: Int) -> Entry {
        Entry(
            node: nodes[position], verdict: verdict(at: position), distance: distance(at: position),
            cause: cause(at: position))
    }

    /// The entries with a verdict.
    public func entries(_ verdict: Verdict) -> Slice<PropagationAnswer> {
        let reached = counts.down + counts.degraded
        switch verdict {
        case .down: return self[0..<counts.down]
        case .degraded: return self[counts.down..<reached]
        case .atRisk: return self[reached..<nodes.count]
        case .unaffected: return self[nodes.count..<nodes.count]
        }
    }
}

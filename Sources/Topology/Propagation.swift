/// Computes verdicts: what a set of failures takes down, degrades and leaves at risk (docs/impact.md).
///
/// Holds the scratch memory of the computation, so that one object answers many questions; use one a thread. The first
/// question touches about 14 bytes for each node that it reaches; later ones reuse them, and clear only what
/// the one before touched.
///
///     let propagation = try Propagation(topology)
///     let answer = propagation.run(failing: [node])
///     answer.count(of: .down)
public final class Propagation {
    public let topology: Topology
    let scratch: PropagationScratch
    let pointers: PropagationKernel
    var run = PropagationRun()
    /// Whether what is read has to be checked yet.
    var checksAsReached = false

    /// - Throws: `topology.damaged` when a section that verdicts need does not match its checksum.
    public convenience init(_ topology: Topology) throws(TopologyError) {
        try topology.require(.propagation)
        self.init(unverified: topology)
    }

    /// For one question or a few: only what the propagation reaches of a mapped topology is checked, as it is reached.
    /// What comes out must not be used before `topology.requireSound()` was asked.
    public convenience init(checkingAsReached topology: Topology) {
        self.init(unverified: topology)
        checksAsReached = topology.file != nil || topology.pending != nil
    }

    /// For a topology in the making.
    init(unverified topology: Topology) {
        self.topology = topology
        scratch = PropagationScratch(nodes: topology.nodeCapacity, gates: topology.gateCapacity)
        pointers = PropagationKernel(topology, scratch)
        reset()
    }

    /// The verdicts when all of `failing` fail at once. Nodes whose verdict is no worse than when nothing fails are
    /// not in the answer.
    ///
    /// Linear in the impact edges and gates of what is reached.
    public func run(failing: [NodeIndex], limits: TraversalLimits = .none) -> PropagationAnswer {
        propagate(failing: failing, limits: limits, downOnly: false)
        return PropagationAnswer(self, failing: failing)
    }

    /// How many nodes get each verdict: `run` without the answer's copies, for those who only count.
    public func count(failing: [NodeIndex], limits: TraversalLimits = .none) -> VerdictCounts {
        propagate(failing: failing, limits: limits, downOnly: false)
        return run.counts
    }

    /// How many nodes go down, the failing ones included; degradation and risk are not computed.
    public func countDown(failing: [NodeIndex]) -> Int {
        propagate(failing: failing, limits: .none, downOnly: true)
        return run.downCount
    }

    /// What failures make of one node; unaffected when they do not worsen its verdict. `run` without the answer, for
    /// those who ask about one node again and again.
    public func verdict(of node: NodeIndex, failing: [NodeIndex]) -> Verdict {
        propagate(failing: failing, limits: .none, downOnly: false)
        let verdict = NodeState.verdict(scratch.state.base[node.offset])
        return verdict > topology.baseline(of: node) ? verdict : .unaffected
    }

    /// Makes ready what following the impact edges of a part of the queue reads: all tables, once the part is so large
    /// that this costs no more.
    func checkAhead(from start: Int, to end: Int) {
        guard checksAsReached else { return }
        if end - start > topology.nodeCapacity / 64 {
            topology.makeReady(.propagation)
            checksAsReached = false
            return
        }
        for position in start..<end { topology.makeImpactsReady(of: scratch.queue.base[position]) }
    }

    func propagate(failing: [NodeIndex], limits: TraversalLimits, downOnly: Bool) {
        reset()
        for node in failing { seed(node) }
        propagateDown(limits)
        guard !downOnly else { return }
        propagateDegraded(limits)
        findAtRisk()
    }
}

/// How many nodes got each verdict.
public struct VerdictCounts: Hashable, Sendable {
    public var down = 0
    public var degraded = 0
    public var atRisk = 0

    public init(down: Int = 0, degraded: Int = 0, atRisk: Int = 0) {
        self.down = down
        self.degraded = degraded
        self.atRisk = atRisk
    }
}

/// The state byte of a node during propagation.
enum NodeState {
    static let down: UInt8 = 1
    static let degraded: UInt8 = 2
    static let atRisk: UInt8 = 4
    /// A soft provider or gate of it is lost: degraded unless it goes down.
    static let candidate: UInt8 = 8
    /// Down when nothing has failed, and not met yet.
    static let baselineDown: UInt8 = 16

    static func verdict(_ state: UInt8) -> Verdict {
        if state & down != 0 { return .down }
        if state & degraded != 0 { return .degraded }
        return state & atRisk != 0 ? .atRisk : .unaffected
    }

    static func baseline(_ flags: UInt8) -> UInt8 {
        if flags & NodeFlags.baselineDown != 0 { return down | baselineDown }
        if flags & NodeFlags.baselineDegraded != 0 { return degraded }
        return flags & NodeFlags.baselineAtRisk != 0 ? atRisk : 0
    }
}

/// Why a node has its verdict, as one number.
enum CauseCode {
    /// It failed itself.
    static let failed: UInt32 = .max
    /// A gate decided; otherwise the number is the deciding provider.
    static let gateBit: UInt32 = 1 << 31
}

/// The tables that propagation reuses.
struct PropagationScratch: ~Copyable {
    let state: Scratch<UInt8>
    /// Weight that each gate lost beyond its baseline loss.
    let lost: Scratch<UInt32>
    /// The nodes found: down, then degraded, then at risk, each by distance.
    let queue: Scratch<UInt32>
    let cause: Scratch<UInt32>
    /// Nodes with a lost soft provider or gate, by distance, and what was lost.
    let candidates: Scratch<UInt32>
    let candidateCause: Scratch<UInt32>
    /// Gates that lost something, and where in the queue the first member that they lost stands.
    let touched: Scratch<UInt32>
    let touchedBy: Scratch<UInt32>

    init(nodes: Int, gates: Int) {
        state = Scratch(nodes)
        lost = Scratch(gates)
        queue = Scratch(nodes)
        cause = Scratch(nodes)
        candidates = Scratch(nodes)
        candidateCause = Scratch(nodes)
        touched = Scratch(gates)
        touchedBy = Scratch(gates)
    }
}

/// What the current run has found.
struct PropagationRun {
    var tail = 0
    var downCount = 0
    var degradedCount = 0
    var candidateCount = 0
    var touchedCount = 0
    /// For each level of the queue's down and degraded parts: where it starts, and its distance.
    var levels: [(start: Int, distance: Int)] = []
    /// How many candidates there were when the nodes of each distance had been processed.
    var candidateEnds: [Int] = []
    /// Distances of the nodes at risk, in queue order.
    var riskDistances: [UInt32] = []
    /// Baseline-down nodes that failures reached.
    var alreadyDown: [UInt32] = []
    var incomplete: Set<IncompleteReason> = []

    var counts: VerdictCounts {
        VerdictCounts(down: downCount, degraded: degradedCount, atRisk: tail - downCount - degradedCount)
    }

    /// The distance of an entry of the queue's down and degraded parts.
    func distance(at position: Int) -> Int {
        var low = 0
        var high = levels.count
        while low < high {
            let middle = (low + high) / 2
            if levels[middle].start <= position { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? levels[low - 1].distance : 0
    }

    mutating func clear() {
        (tail, downCount, degradedCount, candidateCount, touchedCount) = (0, 0, 0, 0, 0)
        levels.removeAll(keepingCapacity: true)
        candidateEnds.removeAll(keepingCapacity: true)
        riskDistances.removeAll(keepingCapacity: true)
        alreadyDown.removeAll(keepingCapacity: true)
        incomplete.removeAll(keepingCapacity: true)
    }
}

extension Propagation {
    /// Clears what the last run touched.
    func reset() {
        let (state, queue, candidates) = (scratch.state.base, scratch.queue.base, scratch.candidates.base)
        for position in 0..<run.tail { state[Int(queue[position])] = 0 }
        for position in 0..<run.candidateCount { state[Int(candidates[position])] = 0 }
        for position in 0..<run.touchedCount { scratch.lost.base[Int(scratch.touched.base[position])] = 0 }
        run.clear()
        for node in topology.baselineNodes.elements {
            state[Int(node)] = NodeState.baseline(topology.nodes.flags[Int(node)])
        }
    }

    /// Marks a node as failed.
    private func seed(_ node: NodeIndex) {
        precondition(node.offset < topology.nodeCapacity, "the index belongs to another topology")
        let state = scratch.state.base
        let known = state[node.offset]
        if known & NodeState.baselineDown != 0 {
            state[node.offset] = known & ~NodeState.baselineDown
            run.alreadyDown.append(node.rawValue)
        }
        guard known & NodeState.down == 0 else { return }
        state[node.offset] = known | NodeState.down
        scratch.queue.base[run.tail] = node.rawValue
        scratch.cause.base[run.tail] = CauseCode.failed
        run.tail += 1
    }
}

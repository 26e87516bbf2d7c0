internal import CHardware

/// The tables of a topology and the scratch of a propagation as bare pointers, taken once outside the loops.
struct PropagationKernel {
    let impacts: UnsafePointer<ImpactRange>
    let edges: UnsafePointer<UInt32>
    let weighted: UnsafePointer<WeightedImpact>
    let gates: UnsafePointer<GateState>
    let records: UnsafePointer<GateRecord>
    let forms: UnsafePointer<GateForm>

    let state: UnsafeMutablePointer<UInt8>
    let lost: UnsafeMutablePointer<UInt32>
    let queue: UnsafeMutablePointer<UInt32>
    let cause: UnsafeMutablePointer<UInt32>
    let candidates: UnsafeMutablePointer<UInt32>
    let candidateCause: UnsafeMutablePointer<UInt32>
    let touched: UnsafeMutablePointer<UInt32>
    let touchedBy: UnsafeMutablePointer<UInt32>

    var tail = 0
    var candidateCount = 0
    var touchedCount = 0
    /// Baseline-down nodes that were met.
    var met: [UInt32] = []

    init(_ topology: Topology, _ scratch: borrowing PropagationScratch) {
        impacts = UnsafePointer(topology.nodes.impacts.base)
        edges = UnsafePointer(topology.edges.impacts.base)
        weighted = UnsafePointer(topology.edges.weighted.base)
        gates = UnsafePointer(topology.gates.states.base)
        records = UnsafePointer(topology.gates.records.base)
        forms = UnsafePointer(topology.gates.forms.base)
        state = scratch.state.base
        lost = scratch.lost.base
        queue = scratch.queue.base
        cause = scratch.cause.base
        candidates = scratch.candidates.base
        candidateCause = scratch.candidateCause.base
        touched = scratch.touched.base
        touchedBy = scratch.touchedBy.base
    }

    /// Ready to go on with a run.
    func resuming(_ run: PropagationRun) -> PropagationKernel {
        var kernel = self
        kernel.tail = run.tail
        kernel.candidateCount = run.candidateCount
        kernel.touchedCount = run.touchedCount
        return kernel
    }

    func store(into run: inout PropagationRun) {
        run.tail = tail
        run.candidateCount = candidateCount
        run.touchedCount = touchedCount
        run.alreadyDown.append(contentsOf: met)
    }

    /// How far ahead in the queue the ranges, and the edges, are fetched.
    private static var rangesAhead: Int { 12 }
    private static var edgesAhead: Int { 6 }

    /// Hints at what the node at `position` and its followers will read.
    @inline(__always)
    func prefetch(at position: Int) {
        guard position + Self.rangesAhead < tail else { return }
        faultline_prefetch(impacts + Int(queue[position + Self.rangesAhead]))
        faultline_prefetch(edges + Int(impacts[Int(queue[position + Self.edgesAhead])].start))
    }

    /// What the gate round a gate loses when that breaks.
    func parentWeight(of gate: Int) -> UInt32 { forms[Int(records[gate].form)].parentWeight }

    /// Takes weight from a gate, and from those that it is nested in as they break.
    ///
    /// - Returns: the outermost gate, when this broke it.
    @inline(__always)
    mutating func lose(_ weight: UInt32, from gate: Int, at position: Int) -> Int? {
        var gate = gate
        var weight = weight
        while true {
            let before = lost[gate]
            if before == 0 {
                touched[touchedCount] = UInt32(truncatingIfNeeded: gate)
                touchedBy[touchedCount] = UInt32(truncatingIfNeeded: position)
                touchedCount += 1
            }
            let after = before &+ weight
            lost[gate] = after
            let spare = gates[gate].spare
            guard Int32(bitPattern: before) <= spare, Int32(bitPattern: after) > spare else { return nil }
            let target = gates[gate].target
            guard target & GateState.parentBit != 0 else { return gate }
            weight = parentWeight(of: gate)
            gate = Int(target & indexMask)
        }
    }

    @inline(__always)
    mutating func takeDown(_ node: UInt32, because cause: UInt32) {
        let known = state[Int(node)]
        if known & NodeState.down == 0 {
            state[Int(node)] = known | NodeState.down
            queue[tail] = node
            self.cause[tail] = cause
            tail += 1
        } else if known & NodeState.baselineDown != 0 {
            state[Int(node)] = known & ~NodeState.baselineDown
            met.append(node)
        }
    }

    /// Remembers that something soft is lost to a node.
    @inline(__always)
    mutating func nominate(_ node: UInt32, because cause: UInt32) {
        let known = state[Int(node)]
        guard known & (NodeState.down | NodeState.degraded | NodeState.candidate) == 0 else { return }
        state[Int(node)] = known | NodeState.candidate
        candidates[candidateCount] = node
        candidateCause[candidateCount] = cause
        candidateCount += 1
    }

    @inline(__always)
    mutating func degrade(_ node: UInt32, because cause: UInt32) {
        let known = state[Int(node)]
        guard known & (NodeState.down | NodeState.degraded) == 0 else { return }
        state[Int(node)] = known | NodeState.degraded
        queue[tail] = node
        self.cause[tail] = cause
        tail += 1
    }

    /// The gate of a gate edge, and the weight that it loses.
    @inline(__always)
    func gate(of edge: UInt32) -> (gate: Int, weight: UInt32) {
        let index = Int(edge & indexMask)
        if edge >> ImpactKind.shift == ImpactKind.gate.rawValue { return (index, 1) }
        return (Int(weighted[index].gate), weighted[index].weight)
    }

    /// The node that a gate, or the outermost gate round it, belongs to.
    @inline(__always)
    func owner(of gate: Int) -> UInt32 {
        var target = gates[gate].target
        while target & GateState.parentBit != 0 { target = gates[Int(target & indexMask)].target }
        return target & indexMask
    }
}

extension Propagation {
    /// First phase: everything that goes down, by distance. What loses something soft is noted for the second.
    func propagateDown(_ limits: TraversalLimits) {
        var kernel = pointers.resuming(run)
        var start = 0
        var distance = 0
        while start < kernel.tail {
            run.levels.append((start, distance))
            let end = kernel.tail
            checkAhead(from: start, to: end)
            if let reason = limits.reason(distance: distance + 1, found: end) {
                if kernel.anyImpact(from: start, to: end) { run.incomplete.insert(reason) }
                run.candidateEnds.append(kernel.candidateCount)
                break
            }
            for position in start..<end { kernel.fail(at: position) }
            run.candidateEnds.append(kernel.candidateCount)
            start = end
            distance += 1
        }
        kernel.store(into: &run)
        run.downCount = run.tail
    }
}

extension PropagationKernel {
    /// Whether the nodes of a part of the queue have dependants.
    func anyImpact(from start: Int, to end: Int) -> Bool {
        (start..<end).contains { impacts[Int(queue[$0])].count > 0 }
    }

    /// Follows the impact edges of a node that went down.
    @inline(__always)
    mutating func fail(at position: Int) {
        prefetch(at: position)
        let node = queue[position]
        let range = impacts[Int(node)]
        var edge = edges + Int(range.start)
        let end = edge + Int(range.count)
        while edge < end {
            let value = edge.pointee
            edge += 1
            switch value >> ImpactKind.shift {
            case ImpactKind.hard.rawValue: takeDown(value & indexMask, because: node)
            case ImpactKind.soft.rawValue: nominate(value & indexMask, because: node)
            default: loseMember(value, node: node, at: position)
            }
        }
    }

    @inline(__always)
    private mutating func loseMember(_ edge: UInt32, node: UInt32, at position: Int) {
        let (gate, weight) = gate(of: edge)
        // A degraded member was lost to soft gates before; in this phase only the baseline has any.
        if gates[gate].isSoft, state[Int(node)] & NodeState.degraded != 0 { return }
        guard let broken = lose(weight, from: gate, at: position) else { return }
        decide(broken)
    }

    /// An outermost gate broke.
    @inline(__always)
    mutating func decide(_ gate: Int) {
        let target = gates[gate].target
        let cause = UInt32(truncatingIfNeeded: gate) | CauseCode.gateBit
        if target & GateState.softBit != 0 {
            nominate(target & indexMask, because: cause)
        } else {
            takeDown(target & indexMask, because: cause)
        }
    }
}

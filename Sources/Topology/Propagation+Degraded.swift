extension Propagation {
    /// Second phase: everything that works in part only, by distance.
    ///
    /// The nodes of a distance are those that lost something soft to a node that is down one step nearer, and those
    /// that rest on a node degraded one step nearer.
    func propagateDegraded(_ limits: TraversalLimits) {
        var kernel = pointers.resuming(run)
        var start = kernel.tail
        var nextCandidate = 0
        var distance = 1
        while start < kernel.tail || nextCandidate < kernel.candidateCount {
            let ends = run.candidateEnds
            let candidateEnd = distance <= ends.count ? ends[distance - 1] : kernel.candidateCount
            while nextCandidate < candidateEnd {
                kernel.degradeCandidate(nextCandidate)
                nextCandidate += 1
            }
            let end = kernel.tail
            if end > start { run.levels.append((start, distance)) }
            checkAhead(from: start, to: end)
            if let reason = limits.reason(distance: distance + 1, found: end) {
                if kernel.anyImpact(from: start, to: end) || nextCandidate < kernel.candidateCount {
                    run.incomplete.insert(reason)
                }
                break
            }
            for position in start..<end { kernel.weaken(at: position) }
            start = end
            distance += 1
        }
        kernel.store(into: &run)
        run.degradedCount = run.tail - run.downCount
    }
}

extension PropagationKernel {
    @inline(__always)
    mutating func degradeCandidate(_ index: Int) {
        degrade(candidates[index], because: candidateCause[index])
    }

    /// Follows the impact edges of a node that became degraded.
    @inline(__always)
    mutating func weaken(at position: Int) {
        prefetch(at: position)
        let node = queue[position]
        let range = impacts[Int(node)]
        var edge = edges + Int(range.start)
        let end = edge + Int(range.count)
        while edge < end {
            let value = edge.pointee
            edge += 1
            guard value >> ImpactKind.shift >= ImpactKind.gate.rawValue else {
                degrade(value & indexMask, because: node)
                continue
            }
            let (gate, weight) = gate(of: value)
            guard gates[gate].isSoft else {
                degrade(owner(of: gate), because: node)
                continue
            }
            if let broken = lose(weight, from: gate, at: position) {
                degrade(
                    gates[broken].target & indexMask,
                    because: UInt32(truncatingIfNeeded: broken) | CauseCode.gateBit)
            }
        }
    }
}

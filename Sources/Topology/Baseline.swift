extension Topology {
    /// Finds what is down, degraded or at risk when nothing has failed, and takes it out of the gates' spare, so that
    /// propagation from failures finds only what they add.
    ///
    /// Costs a walk over the gates, and the propagation from those whose members cannot reach their thresholds.
    func computeBaseline() {
        for node in baselineNodes.elements { nodes.flags[Int(node)] &= ~NodeFlags.baseline }
        baselineNodes.removeAll()
        var broken: [Int] = []
        for gate in 0..<gates.states.count where gates.states[gate].isLive {
            let tolerance = gates.records[gate].tolerance
            if gates.states[gate].spare != tolerance { gates.states[gate].spare = tolerance }
            if tolerance < 0 { broken.append(gate) }
        }
        guard !broken.isEmpty else { return }
        // The propagation may reach anything.
        makeReady(.propagation)
        let propagation = Propagation(unverified: self)
        propagation.propagate(brokenGates: broken)
        record(propagation)
    }

    private func record(_ propagation: Propagation) {
        let run = propagation.run
        for position in 0..<run.tail {
            let flag =
                position < run.downCount
                ? NodeFlags.baselineDown
                : position < run.downCount + run.degradedCount ? NodeFlags.baselineDegraded : NodeFlags.baselineAtRisk
            let node = propagation.scratch.queue.base[position]
            nodes.flags[Int(node)] |= flag
            baselineNodes.append(node)
        }
        for place in 0..<run.touchedCount {
            let gate = Int(propagation.scratch.touched.base[place])
            let lost = Int64(propagation.scratch.lost.base[gate])
            gates.states[gate].spare = Int32(clamping: Int64(gates.states[gate].spare) - lost)
        }
    }
}

extension Propagation {
    /// The verdicts that follow from gates whose members cannot reach their thresholds.
    func propagate(brokenGates gates: [Int]) {
        var kernel = pointers.resuming(run)
        for gate in gates {
            let target = kernel.gates[gate].target
            if target & GateState.parentBit == 0 {
                kernel.decide(gate)
            } else if let outer = kernel.lose(kernel.parentWeight(of: gate), from: Int(target & indexMask), at: 0) {
                kernel.decide(outer)
            }
        }
        kernel.store(into: &run)
        propagateDown(.none)
        propagateDegraded(.none)
        findAtRisk()
    }
}

extension Propagation {
    /// Third phase: what still works, but has used up redundancy. Nothing follows from it.
    ///
    /// Only gates that lost something can have become so, and those that such gates are members of.
    func findAtRisk() {
        var kernel = pointers.resuming(run)
        var queued = kernel.tail
        for place in 0..<kernel.touchedCount {
            let gate = Int(kernel.touched[place])
            guard kernel.isAtRisk(gate, topology), let outermost = kernel.outermostAtRisk(from: gate) else { continue }
            let owner = kernel.gates[outermost].target & indexMask
            let known = kernel.state[Int(owner)]
            guard known & (NodeState.down | NodeState.degraded | NodeState.atRisk) == 0 else { continue }
            kernel.state[Int(owner)] = known | NodeState.atRisk
            kernel.queue[queued] = owner
            kernel.cause[queued] = UInt32(outermost) | CauseCode.gateBit
            run.riskDistances.append(UInt32(run.distance(at: Int(kernel.touchedBy[place])) + 1))
            queued += 1
        }
        kernel.tail = queued
        kernel.store(into: &run)
    }
}

extension PropagationKernel {
    /// Whether a gate that has lost a member, and is not broken, cannot lose some other member.
    func isAtRisk(_ gate: Int, _ topology: Topology) -> Bool {
        let left = Int64(gates[gate].spare) - Int64(lost[gate])
        guard left >= 0 else { return false }
        let record = records[gate]
        guard record.isWeighted else { return left == 0 && Int64(record.memberCount) > Int64(record.tolerance) }
        let soft = gates[gate].isSoft
        for index in 0..<record.memberCount
        where Int64(topology.gates.weight(ofMember: index, record)) > left {
            let member = topology.gates.members[Int(record.memberStart) + index]
            if !isLost(member, soft: soft) { return true }
        }
        return false
    }

    /// Whether a gate of the given effect counts a member as lost.
    func isLost(_ member: UInt32, soft: Bool) -> Bool {
        if member & GateRecord.gateMemberBit != 0 { return isBroken(Int(member & indexMask)) }
        return state[Int(member)] & (soft ? NodeState.down | NodeState.degraded : NodeState.down) != 0
    }

    func isBroken(_ gate: Int) -> Bool { Int64(lost[gate]) > Int64(gates[gate].spare) }

    /// Goes outwards from a gate at risk while the gate round it depends on it; nil when redundancy further out covers
    /// the risk.
    func outermostAtRisk(from gate: Int) -> Int? {
        var gate = gate
        while gates[gate].target & GateState.parentBit != 0 {
            let parent = Int(gates[gate].target & indexMask)
            let left = Int64(gates[parent].spare) - Int64(lost[parent])
            guard left >= 0, Int64(parentWeight(of: gate)) > left else { return nil }
            gate = parent
        }
        return gate
    }
}

extension PropagationAnswer {
    /// A member of a gate that counts as lost.
    public struct LostMember: Hashable, Sendable {
        public var member: Gate.Member
        /// Of a node; of a nested group: down.
        public var verdict: Verdict
    }

    /// The members of a gate that are lost: down or, where the gate is soft, degraded; nested groups that are not
    /// satisfied. Linear in the members, nested ones included.
    public func lostMembers(of gate: Gate) -> [LostMember] {
        gate.members.compactMap { member in
            switch member.target {
            case .node(let node):
                let verdict = verdict(of: node)
                return isLost(verdict, soft: gate.isSoft) ? LostMember(member: member, verdict: verdict) : nil
            case .gate(let nested):
                return isSatisfied(topology.gate(nested)) ? nil : LostMember(member: member, verdict: .down)
            }
        }
    }

    /// Whether what is left of a gate reaches its threshold.
    public func isSatisfied(_ gate: Gate) -> Bool {
        // Half a thousandth absorbs the rounding of weights kept in thousandths.
        lostMembers(of: gate).reduce(0) { $0 + $1.member.weight } <= gate.tolerance + 0.0005
    }

    private func isLost(_ verdict: Verdict, soft: Bool) -> Bool {
        verdict == .down || (soft && verdict == .degraded)
    }

    /// The chain of causes from a node back to one of the failures, both included; empty for a node without an entry.
    ///
    /// Where a gate decided, the chain goes on with its nearest lost member; `lostMembers` tells the others.
    public func chain(from node: NodeIndex) -> [Entry] {
        var chain: [Entry] = []
        var next = entry(of: node)
        while let entry = next {
            chain.append(entry)
            switch entry.cause {
            case .failed: next = nil
            case .provider(let provider): next = self.entry(of: provider)
            case .gate(let gate): next = nearestLost(in: gate, below: entry.distance)
            }
        }
        return chain
    }

    /// The lost provider in a gate, or in those nested in it, that is nearest to the failures, and nearer than
    /// `distance`.
    private func nearestLost(in gate: GateIndex, below distance: Int) -> Entry? {
        nearestLost(in: gate, below: distance) { _ in true }.map { self[$0] }
    }

    /// Where in the entries the wanted provider is that an entry lost, and that is nearest to the failures; of several
    /// equally near ones that with the lowest index. Nil for the failures, and where none is wanted.
    public func nearestLost(of entry: Entry, where isWanted: (NodeIndex) -> Bool) -> Int? {
        switch entry.cause {
        case .failed: nil
        case .provider(let node): isWanted(node) ? position(of: node) : nil
        case .gate(let gate): nearestLost(in: gate, below: entry.distance, where: isWanted)
        }
    }

    private func nearestLost(
        in gate: GateIndex, below distance: Int, where isWanted: (NodeIndex) -> Bool
    ) -> Int? {
        var best: (distance: Int, node: NodeIndex, position: Int)?
        var pending = [gate]
        while let next = pending.popLast() {
            let record = topology.gates.records[next.offset]
            let soft = topology.gates.states[next.offset].isSoft
            for place in 0..<record.memberCount {
                let member = topology.gates.members[Int(record.memberStart) + place]
                guard member & GateRecord.gateMemberBit == 0 else {
                    pending.append(GateIndex(member & indexMask))
                    continue
                }
                let node = NodeIndex(member)
                guard isWanted(node), let position = position(of: node) else { continue }
                let entry = self[position]
                guard isLost(entry.verdict, soft: soft), entry.distance < distance else { continue }
                if let best, (best.distance, best.node) <= (entry.distance, node) { continue }
                best = (entry.distance, node, position)
            }
        }
        return best?.position
    }
}

/// Something in a topology that must never be.
struct InvariantViolation: Error, CustomStringConvertible {
    var description: String
}

extension Topology {
    /// Checks that every place, range and count fits the others. For tests; linear in the topology.
    func checkInvariants() throws {
        settle()
        try checkNodes()
        try checkGates()
        try checkImpacts()
    }

    private func hold(_ condition: Bool, _ what: @autoclosure () -> String) throws {
        if !condition { throw InvariantViolation(description: what()) }
    }

    private func checkNodes() throws {
        let capacity = nodes.ids.count
        try hold(counts.sortedNodes <= capacity, "more sorted nodes than nodes")
        var (live, outgoing, incoming) = (0, 0, 0)
        for place in 0..<capacity {
            let id = nodes.ids[place]
            if place > 0, place < counts.sortedNodes { try hold(nodes.ids[place - 1] < id, "identities do not ascend") }
            try hold(self.place(of: id) == UInt32(place), "node \(id) is not found at its place")
            let range = nodes.adjacency[place]
            try hold(range.end <= edges.others.count, "the list of node \(id) ends outside")
            if nodes.flags[place] & NodeFlags.live == 0 {
                let isClean =
                    range.count == 0 && nodes.impacts[place].count == 0 && nodes.gateHeads[place] == noIndex
                    && nodes.flags[place] == 0
                try hold(isClean, "node \(id) is gone but not empty")
                continue
            }
            live += 1
            outgoing += Int(range.outgoing)
            incoming += Int(range.incoming)
            for entry in Int(range.start)..<range.end {
                let other = Int(edges.others[entry] & indexMask)
                try hold(other < capacity && nodes.flags[other] & NodeFlags.live != 0, "a neighbour of \(id) is gone")
            }
        }
        try hold(live == counts.liveNodes, "\(live) live nodes instead of \(counts.liveNodes)")
        try hold(outgoing == counts.relationships && incoming == outgoing, "relationships are not counted right")
    }

    private func checkGates() throws {
        try hold(gates.records.count == gates.states.count, "gates without records")
        for place in 0..<gates.states.count where gates.states[place].isLive {
            let record = gates.records[place]
            let owner = owner(of: GateIndex(UInt32(place)))
            let own = self.gates(of: owner)
            try hold(own.contains(GateIndex(UInt32(place))), "gate \(place) is not among its owner's")
            let width = record.isWeighted ? 2 : 1
            try hold(
                Int(record.memberStart) + record.memberCount * width <= gates.members.count,
                "members of gate \(place) end outside")
            try hold(Int(record.form) < gates.forms.count, "gate \(place) has no form")
            try hold(gates.states[place].spare <= record.tolerance, "gate \(place) can lose more than its tolerance")
        }
    }

    /// The members of gates and the impact edges to gates are the same relation, and so are the dependences that
    /// adjacency shows and the direct impact edges.
    private func checkImpacts() throws {
        var edgeCount = 0
        for place in 0..<nodes.ids.count {
            let range = nodes.impacts[place]
            try hold(Int(range.start) + Int(range.count) <= edges.impacts.count, "impacts of \(place) end outside")
            edgeCount += Int(range.count)
        }
        var expected = 0
        for place in 0..<nodes.ids.count {
            let range = nodes.adjacency[place]
            for entry in Int(range.start)..<range.end {
                let kind = edges.others[entry] >> ProviderKind.shift
                if kind == ProviderKind.hard.rawValue || kind == ProviderKind.soft.rawValue { expected += 1 }
            }
        }
        gates.forEachMembership { _, _, _ in expected += 1 }
        try hold(edgeCount == expected, "\(edgeCount) impact edges instead of \(expected)")
    }
}

internal import GraphModel
internal import GraphStore
internal import Topology

extension ImpactAnalyzer {
    /// The gate that decided an entry, and the members that it lost.
    func witness(
        of entry: PropagationAnswer.Entry, in answer: PropagationAnswer, _ names: inout SummaryCache
    ) throws -> Witness {
        switch entry.cause {
        case .failed:
            return Witness(group: nil, requirement: nil, lost: [], members: 0)
        case .provider(let provider):
            return Witness(group: nil, requirement: nil, lost: [try names[provider]], members: 1)
        case .gate(let index):
            let gate = topology.gate(index)
            return Witness(
                group: gate.name, requirement: Self.requirement(of: gate),
                lost: try lostProviders(of: gate, in: answer).map { try names[$0] }, members: gate.members.count)
        }
    }

    /// The lost nodes of a gate, those of nested groups that are lost included; for a gate at risk that only nested
    /// groups put there, what these lost.
    func lostProviders(of gate: Gate, in answer: PropagationAnswer) -> [NodeIndex] {
        var found = lostNodes(of: [gate], in: answer)
        var gates = [gate]
        while found.isEmpty {
            gates = gates.flatMap(nestedGates)
            guard !gates.isEmpty else { break }
            found = lostNodes(of: gates, in: answer)
        }
        return found.sorted()
    }

    private func lostNodes(of gates: [Gate], in answer: PropagationAnswer) -> [NodeIndex] {
        var found: [NodeIndex] = []
        var pending = gates
        while let next = pending.popLast() {
            for lost in answer.lostMembers(of: next) {
                switch lost.member.target {
                case .node(let node): found.append(node)
                case .gate(let nested): pending.append(topology.gate(nested))
                }
            }
        }
        return found
    }

    private func nestedGates(of gate: Gate) -> [Gate] {
        gate.members.compactMap { member in
            if case .gate(let nested) = member.target { topology.gate(nested) } else { nil }
        }
    }

    /// The threshold as people read it: `at least 1 of 2`, `60 % of 4`, `weight 3 of 5`.
    static func requirement(of gate: Gate) -> String {
        switch gate.threshold {
        case .atLeast(let count): "at least \(count) of \(gate.members.count)"
        case .percent(let percent): "\(short(percent)) % of \(gate.members.count)"
        case .weight(let weight): "weight \(short(weight)) of \(short(gate.members.reduce(0) { $0 + $1.weight }))"
        }
    }

    private static func short(_ value: Double) -> String {
        value == value.rounded() ? "\(Int64(value))" : "\(value)"
    }
}

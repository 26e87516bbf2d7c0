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

    /// The lost nodes of a gate, those of nested groups that are lost included.
    func lostProviders(of gate: Gate, in answer: PropagationAnswer) -> [NodeIndex] {
        var found: [NodeIndex] = []
        var pending = [gate]
        while let next = pending.popLast() {
            for lost in answer.lostMembers(of: next) {
                switch lost.member.target {
                case .node(let node): found.append(node)
                case .gate(let nested): pending.append(topology.gate(nested))
                }
            }
        }
        return found.sorted()
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

    /// The oldest version among the relationships that the verdicts rest on.
    func oldestEvidence(of answer: PropagationAnswer) throws -> Evidence? {
        var oldest: CommitNumber?
        for entry in answer {
            let providers: Set<NodeID>
            switch entry.cause {
            case .failed: continue
            case .provider(let node): providers = [topology.id(of: node)]
            case .gate(let gate):
                providers = Set(lostProviders(of: topology.gate(gate), in: answer).map { topology.id(of: $0) })
            }
            let version = try snapshot.oldestRelationship(of: topology.id(of: entry.node), to: providers)
            if let version, version < oldest ?? version.next { oldest = version }
        }
        guard let oldest, let commit = try snapshot.commitRecord(oldest) else { return nil }
        return Evidence(commit: oldest, time: commit.metadata.time)
    }
}

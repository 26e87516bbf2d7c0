import GraphModel
import Topology

/// The definitions of `NaiveEvaluator` with sets of nodes as the bits of a number: quick enough to judge every failure
/// set of thousands of small graphs.
struct BitSetEvaluator {
    struct Verdicts: Equatable {
        var down: UInt32
        var degraded: UInt32 = 0
        var atRisk: UInt32 = 0

        /// Those that are worse here than there.
        func worse(than other: Verdicts) -> Verdicts {
            Verdicts(
                down: down & ~other.down, degraded: degraded & ~other.down & ~other.degraded,
                atRisk: atRisk & ~other.down & ~other.degraded & ~other.atRisk)
        }
    }

    private struct Gate {
        /// The node, as a bit, or the gate that is a member, and its weight.
        var nodes: [(bit: UInt32, weight: Int)]
        var groups: [(gate: Gate, weight: Int)]
        /// What it can lose and hold.
        var spare: Int
        /// All nodes in it and the gates below.
        var providers: UInt32

        init(_ gate: NaiveEvaluator.NaiveGate, _ naive: NaiveEvaluator, _ bits: [NodeID: UInt32]) {
            nodes = gate.providers.map { (bits[$0.key] ?? 0, naive.weight($0.value, in: gate)) }
            groups = gate.nested.map { (Gate($0, naive, bits), naive.weight($0.weight, in: gate)) }
            spare = naive.total(gate) - naive.needed(gate)
            providers = nodes.reduce(0) { $0 | $1.bit } | groups.reduce(0) { $0 | $1.gate.providers }
        }

        func lost(_ gone: UInt32) -> Int {
            var lost = 0
            for node in nodes where gone & node.bit != 0 { lost += node.weight }
            for group in groups where group.gate.isBroken(gone) { lost += group.weight }
            return lost
        }

        func isBroken(_ gone: UInt32) -> Bool { lost(gone) > spare }

        func isAtRisk(_ gone: UInt32) -> Bool {
            let lost = lost(gone)
            let left = spare - lost
            guard left >= 0 else { return false }
            for group in groups where group.weight > left && !group.gate.isBroken(gone) {
                if lost > 0 || group.gate.isAtRisk(gone) { return true }
            }
            return lost > 0 && nodes.contains { gone & $0.bit == 0 && $0.weight > left }
        }
    }

    /// The gates of the nodes that have any.
    private let hard: [(bit: UInt32, gate: Gate)]
    private let soft: [(bit: UInt32, gate: Gate)]

    /// - Parameter ids: the node of each bit, from the lowest.
    init(_ naive: NaiveEvaluator, _ ids: [NodeID]) {
        precondition(ids.count <= 32, "a set is a number of 32 bits")
        let bits = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, UInt32(1) << UInt32($0)) })
        func gates(soft: Bool) -> [(bit: UInt32, gate: Gate)] {
            naive.gates.flatMap { id, gates in
                gates.filter { $0.soft == soft }.map { (bits[id] ?? 0, Gate($0, naive, bits)) }
            }
        }
        hard = gates(soft: false)
        soft = gates(soft: true)
    }

    func verdicts(failing: UInt32) -> Verdicts {
        let down = Self.fixpoint(from: failing) { down in
            var more = down
            for (bit, gate) in hard where down & bit == 0 && gate.isBroken(down) { more |= bit }
            return more
        }
        let partly = Self.fixpoint(from: down) { partly in
            var more = partly
            for (bit, gate) in hard where gate.providers & partly & ~down != 0 { more |= bit }
            for (bit, gate) in soft where gate.isBroken(partly) { more |= bit }
            return more
        }
        var atRisk: UInt32 = 0
        for (bit, gate) in hard where partly & bit == 0 && gate.isAtRisk(down) { atRisk |= bit }
        for (bit, gate) in soft where partly & bit == 0 && gate.isAtRisk(partly) { atRisk |= bit }
        return Verdicts(down: down, degraded: partly & ~down, atRisk: atRisk)
    }

    private static func fixpoint(from start: UInt32, _ step: (UInt32) -> UInt32) -> UInt32 {
        var set = start
        while true {
            let more = step(set)
            if more == set { return set }
            set = more
        }
    }
}

import GraphModel
import Schema
import Topology

/// A word-for-word transcription of the definitions in docs/impact.md, by sets and fixpoint iteration: slow, and the
/// judge of the fast one.
struct NaiveEvaluator {
    final class NaiveGate {
        var requirement = GroupThreshold.Requirement.percent(100)
        var parent: String?
        var weight = 1.0
        var isDeclared = false
        /// The largest weight of each provider.
        var providers: [NodeID: Double] = [:]
        var nested: [NaiveGate] = []
        var anyHard = false
        var soft = false
    }

    /// The outermost gates of each node.
    private(set) var gates: [NodeID: [NaiveGate]] = [:]
    private let graph: PlainGraph

    init(_ graph: PlainGraph) {
        self.graph = graph
        for id in graph.ids where graph.nodes[id]?.inImpact == true { gates[id] = Self.gates(of: id, graph) }
    }

    // MARK: gates

    private static func gates(of id: NodeID, _ graph: PlainGraph) -> [NaiveGate] {
        var loose: [NaiveGate] = []
        var named: [String: NaiveGate] = [:]
        func gate(_ name: String) -> NaiveGate {
            if let known = named[name] { return known }
            let made = NaiveGate()
            named[name] = made
            return made
        }
        func state(_ name: String, _ threshold: GroupThreshold) {
            let stated = gate(name)
            guard !stated.isDeclared else { return }
            stated.isDeclared = true
            stated.requirement = threshold.requirement
            stated.parent = threshold.parent
            stated.weight = threshold.weight
            if let parent = threshold.parent { _ = gate(parent) }
        }
        for group in graph.nodes[id]?.groups ?? [] { state(group.name, group.threshold) }
        let dependences = dependences(of: id, graph)
        for (provider, effect, impact) in dependences {
            guard let group = impact.group, effect == strongest(impact) else {
                guard provider != id else { continue }
                let single = NaiveGate()
                single.providers[provider] = 1
                single.soft = effect == .soft
                loose.append(single)
                continue
            }
            let member = gate(group)
            member.providers[provider] = max(member.providers[provider] ?? 0, impact.weight)
            member.anyHard = member.anyHard || effect == .hard
        }
        let defaults = dependences.filter { $0.effect == strongest($0.impact) }.compactMap { dependence in
            dependence.impact.group.flatMap { group in dependence.impact.threshold.map { (group, $0) } }
        }
        for (group, threshold) in defaults.sorted(by: { "\($0.1)" < "\($1.1)" }) { state(group, threshold) }
        return loose + nest(named)
    }

    private static func strongest(_ impact: ImpactSpec) -> ImpactEffect {
        impact.effectOnSource == .hard || impact.effectOnTarget == .hard ? .hard : .soft
    }

    /// What a node depends on, one entry a relationship and direction.
    private static func dependences(
        of id: NodeID, _ graph: PlainGraph
    ) -> [(provider: NodeID, effect: ImpactEffect, impact: ImpactSpec)] {
        var found: [(provider: NodeID, effect: ImpactEffect, impact: ImpactSpec)] = []
        for relationship in graph.relationships {
            guard graph.nodes[relationship.source]?.inImpact == true,
                graph.nodes[relationship.target]?.inImpact == true
            else { continue }
            let impact = relationship.impact
            if relationship.source == id, impact.effectOnSource != .none {
                found.append((relationship.target, impact.effectOnSource, impact))
            }
            if relationship.target == id, impact.effectOnTarget != .none {
                found.append((relationship.source, impact.effectOnTarget, impact))
            }
        }
        return found
    }

    private static func nest(_ named: [String: NaiveGate]) -> [NaiveGate] {
        func isOnCycle(_ name: String) -> Bool {
            var at = named[name]?.parent
            for _ in 0..<named.count {
                guard let next = at else { return false }
                if next == name { return true }
                at = named[next]?.parent
            }
            return false
        }
        let cyclic = named.keys.filter(isOnCycle)
        for name in cyclic { named[name]?.parent = nil }
        for gate in named.values {
            if let parent = gate.parent { named[parent]?.nested.append(gate) }
        }
        let outermost = named.values.filter { $0.parent == nil }
        func all(_ gate: NaiveGate) -> [NaiveGate] { [gate] + gate.nested.flatMap(all) }
        for gate in outermost {
            let tree = all(gate)
            let soft = tree.contains { !$0.providers.isEmpty } && !tree.contains(where: \.anyHard)
            for part in tree { part.soft = soft }
        }
        return Array(outermost)
    }

    // MARK: thresholds, in thousandths

    private func weights(_ gate: NaiveGate) -> Bool {
        if case .weight = gate.requirement { true } else { false }
    }

    func weight(_ stated: Double, in gate: NaiveGate) -> Int {
        weights(gate) ? Int((stated * 1_000).rounded()) : 1_000
    }

    func total(_ gate: NaiveGate) -> Int {
        gate.providers.values.reduce(0) { $0 + weight($1, in: gate) }
            + gate.nested.reduce(0) { $0 + weight($1.weight, in: gate) }
    }

    func needed(_ gate: NaiveGate) -> Int {
        let n = gate.providers.count + gate.nested.count
        switch gate.requirement {
        case .atLeast(let k): return k * 1_000
        case .percent(let p): return Int((p * Double(n) / 100).rounded(.up)) * 1_000
        case .weight(let w): return Int((w * 1_000 - 1e-6).rounded(.up))
        }
    }

    /// How much it has lost; a nested group is lost when it is broken.
    private func lost(_ gate: NaiveGate, _ isLost: (NodeID) -> Bool) -> Int {
        gate.providers.reduce(0) { $0 + (isLost($1.key) ? weight($1.value, in: gate) : 0) }
            + gate.nested.reduce(0) { $0 + (isBroken($1, isLost) ? weight($1.weight, in: gate) : 0) }
    }

    private func isBroken(_ gate: NaiveGate, _ isLost: (NodeID) -> Bool) -> Bool {
        total(gate) - lost(gate, isLost) < needed(gate)
    }

    private func providers(_ gate: NaiveGate) -> Set<NodeID> {
        gate.nested.reduce(into: Set(gate.providers.keys)) { $0.formUnion(providers($1)) }
    }

    private func isAtRisk(_ gate: NaiveGate, _ isLost: (NodeID) -> Bool) -> Bool {
        let lost = lost(gate, isLost)
        let left = total(gate) - needed(gate) - lost
        guard left >= 0 else { return false }
        let survivingNodes = gate.providers.filter { !isLost($0.key) }.map { weight($0.value, in: gate) }
        let survivingGroups = gate.nested.filter { !isBroken($0, isLost) }
        let survivors = survivingNodes + survivingGroups.map { weight($0.weight, in: gate) }
        if lost > 0, survivors.contains(where: { $0 > left }) { return true }
        return survivingGroups.contains { weight($0.weight, in: gate) > left && isAtRisk($0, isLost) }
    }

    // MARK: verdicts

    /// The nodes that are not unaffected, and for those down the round in which they went.
    func verdicts(failing: Set<NodeID>) -> (verdicts: [NodeID: Verdict], rounds: [NodeID: Int]) {
        var rounds: [NodeID: Int] = [:]
        var down = failing
        for id in failing { rounds[id] = 0 }
        var round = 1
        while true {
            let more = gates.filter { id, gates in
                !down.contains(id) && gates.contains { !$0.soft && isBroken($0, down.contains) }
            }.map(\.key)
            if more.isEmpty { break }
            for id in more { rounds[id] = round }
            down.formUnion(more)
            round += 1
        }
        var degraded: Set<NodeID> = []
        while true {
            let partly = down.union(degraded)
            let more = gates.filter { id, gates in
                !partly.contains(id)
                    && gates.contains { gate in
                        gate.soft
                            ? isBroken(gate, partly.contains) : !providers(gate).isDisjoint(with: degraded)
                    }
            }.map(\.key)
            if more.isEmpty { break }
            degraded.formUnion(more)
        }
        var result: [NodeID: Verdict] = [:]
        for id in down { result[id] = .down }
        for id in degraded { result[id] = .degraded }
        for (id, gates) in gates where result[id] == nil {
            let partly = down.union(degraded)
            if gates.contains(where: { isAtRisk($0, $0.soft ? partly.contains : down.contains) }) {
                result[id] = .atRisk
            }
        }
        return (result, rounds)
    }
}

import GraphModel
import Schema

/// The verdicts of docs and schema spelled out as slowly and plainly as can be: gates, then a fixpoint. The product's
/// evaluator shares no code with it.
struct PlainVerdicts {
    private struct Gate {
        var threshold: GroupThreshold
        var members: [(provider: String, weight: Double)] = []
    }

    private var gates: [String: [String: Gate]] = [:]
    private var soft: [String: [String]] = [:]

    init(_ estate: SampleEstate) {
        for link in estate.links {
            guard let source = estate.items[link.source], let target = estate.items[link.target],
                estate.schema.takesPartInImpact(source.ciClass, state: source.state),
                estate.schema.takesPartInImpact(target.ciClass, state: target.state)
            else { continue }
            let spec = estate.schema.impactSpec(
                type: link.type, source: source.ciClass, target: target.ciClass
            ).overridden(by: link.properties)
            add(provider: link.target, to: link.source, source, spec.effectOnSource, spec)
            add(provider: link.source, to: link.target, target, spec.effectOnTarget, spec)
        }
    }

    private mutating func add(
        provider: String, to dependant: String, _ item: SampleEstate.Item, _ effect: ImpactEffect, _ spec: ImpactSpec
    ) {
        if effect == .soft { soft[dependant, default: []].append(provider) }
        guard effect == .hard else { return }
        let name = spec.group ?? "only \(provider)"
        let threshold = spec.group.flatMap { item.thresholds[$0] } ?? spec.threshold ?? .all
        gates[dependant, default: [:]][name, default: Gate(threshold: threshold)].members.append(
            (provider, spec.weight))
    }

    private func isSatisfied(_ gate: Gate, down: Set<String>, losing loss: Int = 0) -> Bool {
        let left = gate.members.filter { !down.contains($0.provider) }
        if let minimum = gate.threshold.minimum(of: gate.members.count) { return left.count - loss >= minimum }
        guard case .weight(let needed) = gate.threshold.requirement else { return true }
        return left.map(\.weight).sorted().dropLast(loss).reduce(0, +) >= needed
    }

    /// Everything that is down when some items fail.
    func down(_ failed: Set<String>) -> Set<String> {
        var down = failed
        while true {
            let more = gates.filter { item, gates in
                !down.contains(item) && gates.values.contains { !isSatisfied($0, down: down) }
            }
            if more.isEmpty { return down }
            down.formUnion(more.keys)
        }
    }

    /// Everything that is up and has lost its last spare, of what is not degraded.
    func atRisk(_ down: Set<String>) -> Set<String> {
        let degraded = degraded(down)
        return Set(
            gates.filter { item, gates in
                !down.contains(item) && !degraded.contains(item)
                    && gates.values.contains { gate in
                        gate.members.contains { down.contains($0.provider) }
                            && !isSatisfied(gate, down: down, losing: 1)
                    }
            }.keys)
    }

    /// Everything that is up with a soft provider down or degraded, or a hard one degraded.
    func degraded(_ down: Set<String>) -> Set<String> {
        var degraded: Set<String> = []
        while true {
            let bad = down.union(degraded)
            var more: Set<String> = []
            for (item, providers) in soft where !bad.contains(item) && providers.contains(where: bad.contains) {
                more.insert(item)
            }
            for (item, gates) in gates where !bad.contains(item) {
                let providers = gates.values.flatMap(\.members).map(\.provider)
                if providers.contains(where: degraded.contains) { more.insert(item) }
            }
            if more.isEmpty { return degraded }
            degraded.formUnion(more)
        }
    }
}

import Discovery
import GraphModel

/// Verdicts by repeated passes over the plain lists of an estate: what the product must not be (slow), and simple
/// enough to be right.
struct PlainImpact: Sendable {
    private struct Provider {
        let index: Int
        let soft: Bool
        let group: String?
    }

    private let providers: [[Provider]]
    private let dependants: [[Int]]
    private let groups: [[RedundancyGroup]]

    init(_ estate: PlainEstate) {
        var providers = [[Provider]](repeating: [], count: estate.items.count)
        var dependants = [[Int]](repeating: [], count: estate.items.count)
        for edge in estate.edges {
            guard let (provider, dependant, soft) = Self.flow(of: edge) else { continue }
            providers[dependant].append(Provider(index: provider, soft: soft, group: edge.group))
            dependants[provider].append(dependant)
        }
        self.providers = providers
        self.dependants = dependants
        groups = estate.items.map(\.groups)
    }

    private static func flow(of edge: PlainEstate.Edge) -> (provider: Int, dependant: Int, soft: Bool)? {
        let soft = edge.effect == "soft"
        return switch edge.type {
        case "DEPENDS_ON", "USES", "RUNS_ON", "STORED_ON", "LOCATED_IN", "REACHED_THROUGH", "DELIVERED_BY":
            (edge.target, edge.source, soft)
        case "POWERS": (edge.source, edge.target, soft)
        case "SENDS_DATA_TO": (edge.source, edge.target, true)
        case "MEMBER_OF": edge.group == nil ? nil : (edge.source, edge.target, soft)
        default: nil
        }
    }

    enum Verdict: Int { case unaffected, atRisk, degraded, down }

    /// The verdict of everything that `failed` touches.
    func verdicts(failed: Int) -> [Int: Verdict] {
        var verdicts = [failed: Verdict.down]
        var queue = dependants[failed]
        while let index = queue.popLast() {
            let old = verdicts[index] ?? .unaffected
            let new = verdict(of: index, verdicts)
            guard new.rawValue > old.rawValue else { continue }
            verdicts[index] = new
            if new != .atRisk { queue += dependants[index] }
        }
        return verdicts
    }

    private func verdict(of index: Int, _ verdicts: [Int: Verdict]) -> Verdict {
        var result = Verdict.unaffected
        func raise(_ verdict: Verdict) { if verdict.rawValue > result.rawValue { result = verdict } }
        var members: [String: (all: Int, down: Int)] = [:]
        for provider in providers[index] {
            let state = verdicts[provider.index] ?? .unaffected
            if provider.soft {
                if state == .down || state == .degraded { raise(.degraded) }
                continue
            }
            if state == .degraded { raise(.degraded) }
            guard let group = provider.group else {
                if state == .down { return .down }
                continue
            }
            members[group, default: (0, 0)].all += 1
            if state == .down { members[group, default: (0, 0)].down += 1 }
        }
        for group in groups[index] {
            guard let (all, down) = members[group.name], let needed = group.stated.minimum(of: all) else { continue }
            if all - down < needed { return .down }
            if down > 0, all - down == needed { raise(.atRisk) }
        }
        return result
    }
}

import GraphModel
import Topology

/// Verdicts from their definitions, by trying: sets, fixpoints, and the loss of one member more. Hard groups may nest;
/// soft relationships stand outside groups.
struct BruteForce {
    private indirect enum Member {
        case item(String, weight: Double)
        case group(Group, weight: Double)
    }

    private struct Group {
        var requirement: GroupThreshold.Requirement
        var members: [Member]
    }

    private var gates: [String: [Group]] = [:]
    private var softProviders: [String: Set<String>] = [:]
    private var hardProviders: [String: Set<String>] = [:]
    let names: [String]
    /// The verdicts when nothing fails.
    private var baseline: [String: Verdict] = [:]

    init(_ items: [Item], _ links: [Link]) throws {
        names = items.map(\.name)
        for item in items {
            let own = links.filter { $0.source == item.name }
            let hard = own.filter { $0.type == "NEEDS" }
            hardProviders[item.name] = Set(hard.map(\.target))
            softProviders[item.name] = Set(own.filter { $0.type == "HEARS" }.map(\.target))
            gates[item.name] =
                hard.filter { $0.group == nil && $0.target != item.name }.map {
                    Group(requirement: .atLeast(1), members: [.item($0.target, weight: 1)])
                } + (try Self.groups(item, hard, below: nil)).map(\.group)
        }
        let nothing = fixpoint([])
        for name in names { baseline[name] = nothing.verdicts[name] }
    }

    private static func groups(
        _ item: Item, _ links: [Link], below parent: String?
    ) throws -> [(group: Group, weight: Double)] {
        try item.groups.sorted { $0.key < $1.key }.compactMap { name, text in
            let threshold = try GroupThreshold(parsing: text)
            guard threshold.parent == parent else { return nil }
            var weights: [String: Double] = [:]
            for link in links where link.group == name {
                weights[link.target] = max(weights[link.target] ?? 0, link.weight ?? 1)
            }
            let nested = try groups(item, links, below: name)
            let members =
                weights.map { Member.item($0.key, weight: $0.value) }
                + nested.map { .group($0.group, weight: $0.weight) }
            return (Group(requirement: threshold.requirement, members: members), threshold.weight)
        }
    }

    /// Everybody whose verdict the failures make worse, the failures themselves left out.
    func impact(_ failing: Set<String>) -> [String: Verdict] {
        fixpoint(failing).verdicts.filter { name, verdict in
            !failing.contains(name) && verdict > baseline[name] ?? .unaffected
        }
    }

    /// For each item that goes down, the round in which it does.
    func rounds(_ failing: Set<String>) -> [String: Int] { fixpoint(failing).rounds }

    /// The shortest way of dependence from each item that another needs.
    func providers(of name: String) -> [String: Int] {
        var found = [name: 0]
        var level = [name]
        while !level.isEmpty {
            let next = Set(level.flatMap { (hardProviders[$0] ?? []).union(softProviders[$0] ?? []) })
                .filter { found[$0] == nil }
            for provider in next { found[provider] = (found[level[0]] ?? 0) + 1 }
            level = Array(next)
        }
        found[name] = nil
        return found
    }

    private func fixpoint(_ failing: Set<String>) -> (verdicts: [String: Verdict], rounds: [String: Int]) {
        var down = failing.union(baseline.filter { $0.value == .down }.keys)
        var rounds: [String: Int] = [:]
        for round in 1... {
            let more = names.filter { name in
                !down.contains(name) && gates[name, default: []].contains { !isSatisfied($0, down) }
            }
            if more.isEmpty { break }
            for name in more { rounds[name] = round }
            down.formUnion(more)
        }
        var degraded: Set<String> = []
        while true {
            let more = names.filter { name in
                !down.contains(name) && !degraded.contains(name)
                    && (!softProviders[name, default: []].subtracting([name]).isDisjoint(with: down.union(degraded))
                        || !hardProviders[name, default: []].isDisjoint(with: degraded))
            }
            if more.isEmpty { break }
            degraded.formUnion(more)
        }
        var verdicts: [String: Verdict] = [:]
        for name in names {
            if down.contains(name) {
                verdicts[name] = .down
            } else if degraded.contains(name) {
                verdicts[name] = .degraded
            } else if gates[name, default: []].contains(where: { isAtRisk($0, down) }) {
                verdicts[name] = .atRisk
            }
        }
        return (verdicts, rounds)
    }

    /// Whether what is up reaches the threshold; `without` leaves out one member more.
    private func isSatisfied(_ group: Group, _ down: Set<String>, without: Int? = nil) -> Bool {
        var (count, weight) = (0, 0.0)
        for (place, member) in group.members.enumerated() where place != without && isUp(member, down) {
            count += 1
            switch member {
            case .item(_, let own), .group(_, let own): weight += own
            }
        }
        switch group.requirement {
        case .atLeast(let least): return count >= least
        case .percent(let percent): return Double(count) * 100 >= percent * Double(group.members.count)
        case .weight(let least): return weight >= least
        }
    }

    private func isUp(_ member: Member, _ down: Set<String>) -> Bool {
        switch member {
        case .item(let name, _): !down.contains(name)
        case .group(let group, _): isSatisfied(group, down)
        }
    }

    /// Satisfied, and either something is lost and one member more would be too many, or a nested group that cannot be
    /// spared is at risk itself.
    private func isAtRisk(_ group: Group, _ down: Set<String>) -> Bool {
        guard isSatisfied(group, down) else { return false }
        let hasLost = group.members.contains { !isUp($0, down) }
        return group.members.enumerated().contains { place, member in
            guard isUp(member, down), !isSatisfied(group, down, without: place) else { return false }
            if hasLost { return true }
            if case .group(let nested, _) = member { return isAtRisk(nested, down) }
            return false
        }
    }
}

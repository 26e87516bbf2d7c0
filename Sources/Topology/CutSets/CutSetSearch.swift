/// Combines the cut sets of what a node needs until nothing changes.
struct CutSetSearch {
    private let graph: NeedGraph
    private let limits: CutSets.Limits
    /// By place: what takes the node down, as far as it is known.
    private var cuts: [Antichain]
    private var work = 0

    init(_ graph: NeedGraph, _ limits: CutSets.Limits) {
        self.graph = graph
        self.limits = limits
        cuts = graph.nodes.map { Antichain([$0]) }
    }

    /// The cut sets of the first node; nil when a limit ended the search.
    mutating func run(_ shouldStop: () -> Bool) -> Antichain? {
        // What is needed was found after what needs it, so that most nodes are combined once.
        var isWaiting = [Bool](repeating: true, count: cuts.count)
        var waiting = Array(cuts.indices)
        while let place = waiting.popLast() {
            isWaiting[place] = false
            guard !shouldStop(), let combined = combine(place) else { return nil }
            if combined == cuts[place] { continue }
            cuts[place] = combined
            for dependant in graph.dependants[place] where !isWaiting[dependant] {
                isWaiting[dependant] = true
                waiting.append(dependant)
            }
        }
        return cuts[0]
    }

    private mutating func combine(_ place: Int) -> Antichain? {
        var found: Set<[UInt32]> = [[graph.nodes[place]]]
        for need in graph.needs[place] {
            guard let lost = lost(need) else { return nil }
            found.formUnion(lost.sets)
        }
        return count(found.count) ? Antichain(minimal: found) : nil
    }

    /// Counts sets that were looked at; false beyond the limit.
    private mutating func count(_ sets: Int) -> Bool {
        work += sets
        return work <= limits.work
    }

    private mutating func lost(_ need: NeedGraph.Need) -> Antichain? {
        switch need {
        case .node(let place): return cuts[place]
        case .group(let members, let tolerance):
            var known: [GroupCuts.Member] = []
            for member in members where member.weight > 0 {
                guard let cuts = lost(member.need) else { return nil }
                known.append(GroupCuts.Member(cuts: cuts, weight: member.weight))
            }
            var group = GroupCuts(known, tolerance: tolerance, limits.order, budget: limits.work - work)
            guard let found = group.combine(), count(group.visited.count) else { return nil }
            return found
        }
    }
}

/// The sets that take so many members of one group that it is lost.
struct GroupCuts {
    struct Member {
        var cuts: Antichain
        var weight: Int
    }

    private let members: [Member]
    private let tolerance: Int
    private let order: Int
    private let budget: Int
    /// How much the loss of each node can take from the group at most, most first.
    private let largest: [Int]
    private(set) var visited: Set<[UInt32]> = []
    private var found: Set<[UInt32]> = []

    init(_ members: [Member], tolerance: Int, _ order: Int, budget: Int) {
        self.members = members
        self.tolerance = tolerance
        self.order = order
        self.budget = budget
        var reach: [UInt32: Int] = [:]
        for member in members {
            for node in Set(member.cuts.sets.joined()) { reach[node, default: 0] += member.weight }
        }
        largest = reach.values.sorted(by: >)
    }

    /// Nil when there are too many to look at.
    mutating func combine() -> Antichain? {
        guard extend([]) else { return nil }
        return Antichain(minimal: found)
    }

    /// Adds what takes one member more to a set, again and again, until the group is lost or the set too large.
    private mutating func extend(_ set: [UInt32]) -> Bool {
        guard visited.insert(set).inserted else { return true }
        guard visited.count <= budget else { return false }
        var lost = 0
        var left: [Member] = []
        for member in members {
            if member.cuts.isLost(to: set) { lost += member.weight } else { left.append(member) }
        }
        if lost > tolerance {
            found.insert(set)
            return true
        }
        // Even the most telling nodes may not be enough.
        guard lost + largest.prefix(order - set.count).reduce(0, +) > tolerance else { return true }
        for member in left {
            for cut in member.cuts.sets {
                let larger = Antichain.union(set, cut)
                if larger.count <= order, !extend(larger) { return false }
            }
        }
        return true
    }
}

/// Combines the cut sets of members into those of groups until nothing changes.
struct CutSetSearch {
    private let limits: CutSets.Limits
    private var work = 0
    /// What takes the node down, when the search is through.
    private(set) var found = Antichain()
    /// By place, and by group: what takes it down, as far as it is known.
    private var ofPlaces: [Antichain] = []
    private var ofGroups: [Antichain] = []

    init(_ limits: CutSets.Limits) { self.limits = limits }

    /// - Returns: why it ended before it was through.
    mutating func run(_ graph: NeedGraph, _ shouldStop: () -> Bool) -> CutSets.Incomplete? {
        ofPlaces = graph.places.map { Antichain(singles: $0.alone) }
        ofGroups = graph.groups.map { _ in Antichain() }
        // What is needed was found after what needs it, so that most groups are combined once.
        var isWaiting = [Bool](repeating: true, count: ofGroups.count)
        var waiting = Array(ofGroups.indices)
        while let group = waiting.popLast() {
            isWaiting[group] = false
            guard let combined = combine(graph.groups[group], shouldStop) else {
                return shouldStop() ? .stopped : .work
            }
            if combined == ofGroups[group] { continue }
            ofGroups[group] = combined
            for place in graph.placesOfGroup[group] where place != 0 {
                guard let all = union(graph.places[place]) else { return .work }
                if all == ofPlaces[place] { continue }
                ofPlaces[place] = all
                for dependant in graph.groupsOfPlace[place] where !isWaiting[dependant] {
                    isWaiting[dependant] = true
                    waiting.append(dependant)
                }
            }
        }
        guard let all = union(graph.places[0]) else { return .work }
        found = all
        return nil
    }

    private mutating func union(_ place: NeedGraph.Place) -> Antichain? {
        let groups = place.groups.filter { !ofGroups[$0].sets.isEmpty }
        if groups.isEmpty { return Antichain(singles: place.alone) }
        if place.alone.isEmpty, groups.count == 1 { return ofGroups[groups[0]] }
        var sets = Set(place.alone.map { [$0] })
        for group in groups { sets.formUnion(ofGroups[group].sets) }
        return count(sets.count) ? Antichain(minimal: sets) : nil
    }

    /// Counts sets that were looked at; false beyond the limit.
    private mutating func count(_ sets: Int) -> Bool {
        work += sets
        return work <= limits.work
    }

    /// Nil when there are too many sets, or when it was stopped.
    private mutating func combine(_ group: NeedGraph.Group, _ shouldStop: () -> Bool) -> Antichain? {
        guard !shouldStop() else { return nil }
        var members: [GroupCuts.Member] = []
        for (need, weight) in group.members {
            switch need {
            case .node(let place): members.append(GroupCuts.Member(cuts: ofPlaces[place].sets, weight: weight))
            case .group(let nested):
                guard let cuts = combine(nested, shouldStop) else { return nil }
                members.append(GroupCuts.Member(cuts: cuts.sets, weight: weight))
            }
        }
        var cuts = GroupCuts(members, tolerance: group.tolerance, order: limits.order, budget: limits.work - work)
        guard let found = cuts.combine(shouldStop), count(cuts.looked) else { return nil }
        return found
    }
}

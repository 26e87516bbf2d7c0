internal import GraphModel

/// One gate of a node, with places among the gates of the same node.
struct GateDraft {
    var group: UInt32
    var requirement: GroupThreshold.Requirement
    var parent: Int?
    /// Weight within the parent, as stated and in the parent's units.
    var weight: Double
    var parentUnits: UInt32 = 1
    var outermost = 0
    var soft = false
    var weighted = false
    var scale = 1.0
    var tolerance: Int32 = 0
    /// In `GroupResolution.providers`, in ascending order without repeats.
    var providers: Range<Int> = 0..<0
    var children: [Int] = []
}

/// Makes the gates of one node out of its memberships and the thresholds that it states.
///
/// - A provider that stands in a group by several relationships is one member, with the largest of their weights.
/// - A group without a stated threshold needs all its members; a stated group without members exists too.
/// - Groups whose parents form a cycle have no parent, nor has one nested deeper than `Limits.documentNesting`.
/// - A gate is hard when any relationship in it, or in the groups nested in it, is hard, or when there is none.
/// - Weights count for `weight` thresholds only, in whole units, or in thousandths when some are fractional.
///
/// One resolution serves many nodes; its memory is reused.
struct GroupResolution {
    private(set) var drafts: [GateDraft] = []
    private(set) var providers: [(provider: UInt32, units: UInt32)] = []
    private var weights: [Double] = []
    private var tokens: [UInt32] = []
    private var hard: [Bool] = []
    private var outermostHard: [Bool] = []
    private var populated: [Bool] = []

    /// - Parameters:
    ///   - memberships: of one node, sorted.
    ///   - stated: the thresholds that the node states.
    ///   - defaults: the thresholds that memberships bring along, for groups that the node states none for.
    mutating func resolve(
        _ memberships: ArraySlice<Membership>, _ stated: [StatedGroup], defaults: [DefaultGroup]
    ) {
        let unstated = Self.unstated(memberships, stated, defaults)
        let stated = unstated.isEmpty ? stated : stated + unstated
        drafts.removeAll(keepingCapacity: true)
        providers.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        makeDrafts(memberships, stated)
        collectProviders(memberships)
        if drafts.contains(where: { $0.parent != nil }) { resolveNesting() }
        decideEffects()
        for index in drafts.indices { weigh(index) }
    }

    /// The defaults of those groups that the node states no threshold for.
    private static func unstated(
        _ memberships: ArraySlice<Membership>, _ stated: [StatedGroup], _ defaults: [DefaultGroup]
    ) -> [StatedGroup] {
        var found: [DefaultGroup] = []
        for membership in memberships {
            guard let fallback = membership.fallback,
                !stated.contains(where: { $0.group == membership.group })
            else { continue }
            let candidate = defaults[Int(fallback)]
            if found.last?.stated.group != membership.group {
                found.append(candidate)
            } else if candidate.text < found[found.count - 1].text {
                found[found.count - 1] = candidate
            }
        }
        return found.map(\.stated)
    }

    private mutating func makeDrafts(_ memberships: ArraySlice<Membership>, _ stated: [StatedGroup]) {
        tokens.removeAll(keepingCapacity: true)
        for membership in memberships where tokens.last != membership.group { tokens.append(membership.group) }
        if !stated.isEmpty {
            tokens.append(contentsOf: stated.lazy.map(\.group))
            tokens.append(contentsOf: stated.lazy.compactMap(\.parent))
            tokens.sort()
        }
        for token in tokens where drafts.last?.group != token {
            let all = GroupThreshold.all
            drafts.append(
                GateDraft(
                    group: token, requirement: all.requirement, parent: nil, weight: all.weight,
                    outermost: drafts.count))
        }
        for group in stated {
            guard let place = place(of: group.group) else { continue }
            drafts[place].requirement = group.requirement
            drafts[place].parent = group.parent.flatMap { self.place(of: $0) }
            drafts[place].weight = group.weight
        }
    }

    private func place(of token: UInt32) -> Int? {
        var low = 0
        var high = drafts.count
        while low < high {
            let middle = (low + high) / 2
            if drafts[middle].group < token { low = middle + 1 } else { high = middle }
        }
        return low < drafts.count && drafts[low].group == token ? low : nil
    }

    /// Memberships and drafts are both in order of their groups.
    private mutating func collectProviders(_ memberships: ArraySlice<Membership>) {
        hard.removeAll(keepingCapacity: true)
        var next = memberships.startIndex
        for index in drafts.indices {
            let start = providers.count
            var anyHard = false
            while next < memberships.endIndex, memberships[next].group == drafts[index].group {
                let membership = memberships[next]
                anyHard = anyHard || membership.hard
                if providers.count > start, providers[providers.count - 1].provider == membership.provider {
                    weights[weights.count - 1] = max(weights[weights.count - 1], membership.weight)
                } else {
                    providers.append((membership.provider, 1))
                    weights.append(membership.weight)
                }
                next += 1
            }
            drafts[index].providers = start..<providers.count
            hard.append(anyHard)
        }
    }

    /// Cuts cycles of parents, finds the outermost group of each, and fills in the children.
    private mutating func resolveNesting() {
        cutCycles()
        for index in drafts.indices {
            guard let parent = drafts[index].parent else { continue }
            drafts[parent].children.append(index)
        }
        var pending = drafts.indices.filter { drafts[$0].parent == nil }.map { (index: $0, depth: 1) }
        while let (index, depth) = pending.popLast() {
            if depth == Limits.documentNesting {
                for child in drafts[index].children {
                    drafts[child].parent = nil
                    pending.append((child, 1))
                }
                drafts[index].children = []
            }
            for child in drafts[index].children {
                drafts[child].outermost = drafts[index].outermost
                pending.append((child, depth + 1))
            }
        }
    }

    private mutating func cutCycles() {
        var visit = [Int](repeating: 0, count: drafts.count)
        var cyclic: [Int] = []
        for start in drafts.indices where visit[start] == 0 {
            var at: Int? = start
            while let index = at, visit[index] == 0 {
                visit[index] = start + 1
                at = drafts[index].parent
            }
            guard let meeting = at, visit[meeting] == start + 1 else { continue }
            var index = meeting
            repeat {
                cyclic.append(index)
                index = drafts[index].parent ?? meeting
            } while index != meeting
        }
        for index in cyclic { drafts[index].parent = nil }
    }

    private mutating func decideEffects() {
        outermostHard.removeAll(keepingCapacity: true)
        outermostHard.append(contentsOf: repeatElement(false, count: drafts.count))
        populated.removeAll(keepingCapacity: true)
        populated.append(contentsOf: outermostHard)
        for index in drafts.indices {
            let root = drafts[index].outermost
            if hard[index] { outermostHard[root] = true }
            if !drafts[index].providers.isEmpty { populated[root] = true }
        }
        for index in drafts.indices {
            let root = drafts[index].outermost
            drafts[index].soft = populated[root] && !outermostHard[root]
        }
    }

    /// Turns the threshold into what may be lost, in units of weight.
    private mutating func weigh(_ index: Int) {
        let range = drafts[index].providers
        let count = range.count + drafts[index].children.count
        guard case .weight(let needed) = drafts[index].requirement else {
            let minimum = GroupThreshold(drafts[index].requirement).minimum(of: count) ?? count
            drafts[index].tolerance = Int32(clamping: count - minimum)
            return
        }
        var total = 0.0
        var fractional = false
        for weight in weights[range] {
            (total, fractional) = (total + weight, fractional || weight != weight.rounded())
        }
        for child in drafts[index].children {
            let weight = drafts[child].weight
            (total, fractional) = (total + weight, fractional || weight != weight.rounded())
        }
        var scale = fractional ? 1_000.0 : 1
        let largest = Double(Int32.max / 2)
        if total * scale > largest { scale = largest / total }
        drafts[index].scale = scale
        func units(_ weight: Double) -> UInt32 { UInt32(min(max((weight * scale).rounded(), 1), largest)) }
        var sum: Int64 = 0
        for place in range {
            providers[place].units = units(weights[place])
            sum += Int64(providers[place].units)
        }
        for child in drafts[index].children {
            drafts[child].parentUnits = units(drafts[child].weight)
            sum += Int64(drafts[child].parentUnits)
        }
        let least = (min(needed * scale, 2 * largest) - 1e-6).rounded(.up)
        drafts[index].tolerance = Int32(clamping: sum - Int64(least))
        drafts[index].weighted = sum != Int64(count)
    }
}

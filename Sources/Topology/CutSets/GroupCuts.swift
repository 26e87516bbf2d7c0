/// The minimal sets of nodes that take so many members of one group that it is lost.
///
/// Members are lost one after another in their order, by any of their cut sets. That finds all: the members that a
/// minimal set takes, in their order, are lost by parts of it.
struct GroupCuts {
    struct Member {
        var cuts: [[UInt32]]
        var weight: Int
    }

    /// What a set takes from the group.
    private struct Loss {
        var isLost: [Bool]
        var weight = 0
    }

    /// Those that anything takes, the heaviest first.
    private let members: [Member]
    private let tolerance: Int
    private let order: Int
    private let budget: Int
    /// For each node, the cut sets that it is in.
    private var places: [UInt32: [(member: Int, cut: Int)]] = [:]
    /// How much the failure of each node can take at most, most first.
    private var largest: [Int] = []
    /// How much the members from each on weigh together.
    private var rest: [Int]
    /// From which member on what a set takes has been extended.
    private var extended: [[UInt32]: Int] = [:]
    private var found: Set<[UInt32]> = []
    /// How many sets were looked at.
    private(set) var looked = 0

    init(_ members: [Member], tolerance: Int, order: Int, budget: Int) {
        self.members = members.filter { !$0.cuts.isEmpty }.sorted { $0.weight > $1.weight }
        self.tolerance = tolerance
        self.order = order
        self.budget = budget
        rest = [Int](repeating: 0, count: self.members.count + 1)
        for number in self.members.indices.reversed() { rest[number] = rest[number + 1] + self.members[number].weight }
        // Many groups cannot be lost to so few failures, whatever fails.
        guard rest[0] > tolerance else { return }
        var reach: [UInt32: (weight: Int, last: Int)] = [:]
        for (number, member) in self.members.enumerated() {
            for (cut, nodes) in member.cuts.enumerated() {
                for node in nodes {
                    places[node, default: []].append((number, cut))
                    let known = reach[node] ?? (0, -1)
                    if known.last != number { reach[node] = (known.weight + member.weight, number) }
                }
            }
        }
        largest = reach.values.map(\.weight).sorted(by: >)
    }

    /// Nil when there are too many to look at, or when it was stopped.
    mutating func combine(_ shouldStop: () -> Bool) -> Antichain? {
        guard rest[0] > tolerance else { return Antichain() }
        var loss = Loss(isLost: [Bool](repeating: false, count: members.count))
        for (number, member) in members.enumerated() where member.cuts == [[]] { lose(number, &loss) }
        guard extend([], loss, from: 0, shouldStop) else { return nil }
        return Antichain(minimal: found)
    }

    private func lose(_ member: Int, _ loss: inout Loss) {
        guard !loss.isLost[member] else { return }
        loss.isLost[member] = true
        loss.weight += members[member].weight
    }

    /// Adds what takes a later member to a set, again and again, until the group is lost or the set too large.
    private mutating func extend(_ set: [UInt32], _ loss: Loss, from next: Int, _ shouldStop: () -> Bool) -> Bool {
        if loss.weight > tolerance {
            found.insert(set)
            return true
        }
        extended[set] = next
        // Even the most telling nodes may not be enough.
        let most = largest.prefix(order - set.count).reduce(0, +)
        guard loss.weight + min(most, rest[next]) > tolerance else { return true }
        for number in next..<members.count where !loss.isLost[number] {
            guard loss.weight + rest[number] > tolerance else { break }
            for cut in members[number].cuts {
                looked += 1
                guard looked <= budget, looked & 1_023 != 0 || !shouldStop() else { return false }
                let larger = Antichain.union(set, cut)
                guard larger.count <= order, extended[larger].map({ $0 > number + 1 }) ?? !found.contains(larger)
                else { continue }
                let more = add(cut, to: larger, loss)
                guard extend(larger, more, from: number + 1, shouldStop) else { return false }
            }
        }
        return true
    }

    /// What a set takes that some nodes were added to.
    private func add(_ added: [UInt32], to set: [UInt32], _ loss: Loss) -> Loss {
        var more = loss
        for node in added {
            for (member, cut) in places[node] ?? [] where !more.isLost[member] {
                if Antichain.isSubset(members[member].cuts[cut], of: set) { lose(member, &more) }
            }
        }
        return more
    }
}

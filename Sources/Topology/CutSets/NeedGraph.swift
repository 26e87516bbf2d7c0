internal import GraphModel

/// What is left to decide about a node when the nodes whose failure alone takes it down, its singles, are known: its
/// groups, their members, and what these need in turn.
///
/// The failure of a single is the node's own, so that sets which take a single down count at the node, and need not be
/// followed anywhere else: a set of failures takes the node down just when it takes the node or a single down in a
/// graph in which singles do not matter to others, for up to the first of them that goes down, both graphs agree. The
/// same holds for the node itself where it is needed in a circle. Without them, little is left of most graphs.
struct NeedGraph {
    /// A member of a group.
    indirect enum Need {
        /// A node, by its place.
        case node(Int)
        case group(Group)
    }

    /// A group, in units of weight, which are compared exactly.
    struct Group {
        var members: [(need: Need, weight: Int)] = []
        /// How much may be lost.
        var tolerance: Int
    }

    /// A node in some group, with all that it needs outside any group.
    struct Place {
        /// The nodes each of which takes this one down, as far as anybody asks about them.
        var alone: [UInt32] = []
        /// The groups each of which takes this one down.
        var groups: [Int] = []
    }

    /// Outermost groups.
    private(set) var groups: [Group] = []
    /// The node itself with its singles stands first.
    private(set) var places = [Place()]
    /// By group: the places that it takes down.
    private(set) var placesOfGroup: [[Int]] = []
    /// By place: the groups that it is in.
    private(set) var groupsOfPlace: [[Int]] = [[]]

    /// The node and its singles, which matter to no other.
    private let decided: Set<UInt32>
    /// The nodes at the places.
    private var nodes: [UInt32]
    private var placeOfNode: [UInt32: Int] = [:]
    private var groupsOfNode: [UInt32: Range<Int>] = [:]

    init(of node: NodeIndex, singles: [NodeIndex]) {
        nodes = [node.rawValue]
        decided = Set(singles.map(\.rawValue)).union(nodes)
    }

    /// Follows what is needed. Costs the nodes below each member of a group, which are counted.
    ///
    /// - Returns: why it ended before it was through.
    mutating func build(
        _ topology: Topology, work: Int, _ mayFail: (NodeIndex) -> Bool, _ shouldStop: () -> Bool
    ) -> CutSets.Incomplete? {
        attach(decided.sorted(), to: 0, topology)
        var place = 1
        var work = work
        while place < places.count {
            guard !shouldStop() else { return .stopped }
            let reached = reached(from: nodes[place], topology)
            work -= reached.count
            guard work >= 0 else { return .work }
            places[place].alone = reached.filter { mayFail(NodeIndex($0)) }
            attach(reached, to: place, topology)
            place += 1
        }
        return nil
    }

    /// What takes a node down without any group, itself included, ascending.
    private func reached(from node: UInt32, _ topology: Topology) -> [UInt32] {
        var seen: Set<UInt32> = [node]
        var pending = [node]
        while let next = pending.popLast() {
            for provider in topology.providers(of: NodeIndex(next)) where provider.dependence == .hard {
                let provider = provider.node.rawValue
                if !decided.contains(provider), seen.insert(provider).inserted { pending.append(provider) }
            }
        }
        return seen.sorted()
    }

    /// Gives a place the groups of some nodes.
    private mutating func attach(_ reached: [UInt32], to place: Int, _ topology: Topology) {
        for node in reached {
            for group in groups(of: node, topology) {
                places[place].groups.append(group)
                placesOfGroup[group].append(place)
            }
        }
    }

    private mutating func groups(of node: UInt32, _ topology: Topology) -> Range<Int> {
        if let known = groupsOfNode[node] { return known }
        let first = groups.count
        for gate in topology.gates(of: NodeIndex(node)) {
            let state = topology.gates.states[gate.offset]
            guard state.parent == nil, !state.isSoft else { continue }
            let made = group(gate.offset, outermost: groups.count, topology)
            groups.append(made)
            placesOfGroup.append([])
        }
        groupsOfNode[node] = first..<groups.count
        return first..<groups.count
    }

    /// Groups nest at most `Limits.documentNesting` deep.
    private mutating func group(_ gate: Int, outermost: Int, _ topology: Topology) -> Group {
        let record = topology.gates.records[gate]
        var group = Group(tolerance: Int(record.tolerance))
        for number in 0..<record.memberCount {
            let member = topology.gates.members[Int(record.memberStart) + number]
            let weight = Int(topology.gates.weight(ofMember: number, record))
            if member & GateRecord.gateMemberBit != 0 {
                let nested = self.group(Int(member & indexMask), outermost: outermost, topology)
                group.members.append((.group(nested), weight))
            } else if !decided.contains(member) {
                group.members.append((.node(place(of: member, in: outermost)), weight))
            }
        }
        return group
    }

    private mutating func place(of node: UInt32, in group: Int) -> Int {
        let place = placeOfNode[node] ?? places.count
        if place == places.count {
            placeOfNode[node] = place
            nodes.append(node)
            places.append(Place())
            groupsOfPlace.append([])
        }
        if groupsOfPlace[place].last != group { groupsOfPlace[place].append(group) }
        return place
    }
}

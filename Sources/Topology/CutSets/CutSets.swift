public import GraphModel

/// The minimal cut sets of a node: the sets of other nodes whose joint failure takes it down, none of which contains
/// another.
///
/// Sets of one node come from propagation. What none of them decides is left to the groups, and is computed from the
/// bottom up, as fault-tree analysis does (Vesely et al., Fault Tree Handbook, 1981): what takes a group down is
/// combined from what takes its members down, sets that contain another are dropped, and sets of more nodes than asked
/// for are cut off, which loses none of the smaller ones. Around circles the combination is repeated until nothing
/// changes: the least fixpoint, in which circles do not hold each other down by themselves.
///
/// Cost: a propagation for each node that this one needs; then it grows with the number of sets on the way, which may
/// explode; `Limits.work` ends that.
public struct CutSets: Sendable {
    public struct Limits: Sendable {
        /// Most nodes of a set.
        public var order: Int
        /// Most sets of several nodes that are looked at, with the nodes below the members of groups.
        public var work: Int

        public init(order: Int = 3, work: Int = 1_000_000) {
            self.order = min(max(order, 1), CutSets.largestOrder)
            self.work = work
        }
    }

    /// Why there are no sets.
    public enum Incomplete: Sendable {
        /// `Limits.work` did not suffice.
        case work
        /// `shouldStop` said so.
        case stopped
    }

    /// Larger sets are no answer that anybody can use, and their number explodes.
    public static let largestOrder = 6

    /// Fewest nodes first, each ascending; one set without nodes when the node is down though nothing has failed. Part
    /// of the sets would look like all of them: there are none when the search was ended.
    public let sets: [[NodeIndex]]
    /// Nil when these are all sets with so many nodes.
    public let incomplete: Incomplete?

    /// - Parameters:
    ///   - mayFail: for nodes other than these, nobody asks what their failure does, though they go down with what
    ///     they need.
    ///   - shouldStop: asked now and then; true ends the search.
    /// - Throws: `topology.damaged`.
    public init(
        _ topology: Topology, of node: NodeIndex, limits: Limits = Limits(),
        mayFail: (NodeIndex) -> Bool = { _ in true }, shouldStop: () -> Bool = { false }
    ) throws(TopologyError) {
        try topology.require([.propagation, .adjacency])
        guard topology.baseline(of: node) != .down else {
            self.init(sets: [[]])
            return
        }
        guard let singles = try Self.singles(topology, of: node, shouldStop) else {
            self.init(incomplete: .stopped)
            return
        }
        var sets = singles.filter(mayFail).map { [$0] }
        if limits.order > 1 {
            var needs = NeedGraph(of: node, singles: singles)
            var search = CutSetSearch(limits)
            let ended =
                needs.build(topology, work: limits.work, mayFail, shouldStop) ?? search.run(needs, shouldStop)
            if let ended {
                self.init(incomplete: ended)
                return
            }
            sets.append(contentsOf: search.found.sets.map { set in set.map { NodeIndex($0) } })
        }
        self.init(sets: sets)
    }

    private init(sets: [[NodeIndex]] = [], incomplete: Incomplete? = nil) {
        self.sets = sets
        self.incomplete = incomplete
    }

    /// The nodes whose failure alone takes one down, ascending; nil when stopped.
    private static func singles(
        _ topology: Topology, of node: NodeIndex, _ shouldStop: () -> Bool
    ) throws(TopologyError) -> [NodeIndex]? {
        let walk = try withoutActuallyEscaping(shouldStop) { stop throws(TopologyError) in
            try Reachability(topology).walk(
                from: [node], along: .providers, limits: TraversalLimits(shouldStop: stop))
        }
        guard walk.incomplete.isEmpty else { return nil }
        var found: [NodeIndex] = []
        var rest = walk.nodes.dropFirst()
        while !rest.isEmpty {
            guard !shouldStop() else { return nil }
            let some = Array(rest.prefix(4_096))
            rest = rest.dropFirst(some.count)
            let verdicts = try SingleFailures.verdicts(topology, on: node, of: some)
            for (place, verdict) in verdicts.enumerated() where verdict == .down { found.append(some[place]) }
        }
        return found.sorted()
    }
}

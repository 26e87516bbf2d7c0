public import GraphModel

/// The minimal cut sets of a node: the sets of other nodes whose joint failure takes it down, none of which contains
/// another.
///
/// Computed from the bottom up, as fault-tree analysis does (Vesely et al., Fault Tree Handbook, 1981): what takes a
/// gate down is combined from what takes its members down, sets that contain another are dropped, and sets of more
/// nodes than asked for are cut off, which loses none of the smaller ones. Around circles the combination is repeated
/// until nothing changes: the least fixpoint, in which circles do not hold each other down by themselves.
///
/// Cost: grows with the number of sets on the way, which may explode; `Limits.work` ends that.
public struct CutSets: Sendable {
    public struct Limits: Sendable {
        /// Most nodes of a set.
        public var order: Int
        /// Most sets that are looked at.
        public var work: Int

        public init(order: Int = 3, work: Int = 1_000_000) {
            self.order = min(max(order, 1), CutSets.largestOrder)
            self.work = work
        }
    }

    /// Larger sets are no answer that anybody can use, and their number explodes.
    public static let largestOrder = 6

    /// Fewest nodes first, each ascending; one set without nodes when the node is down though nothing has failed.
    public let sets: [[NodeIndex]]
    /// Whether these are all with so many nodes; false when a limit ended the search.
    public let isComplete: Bool

    /// - Parameter shouldStop: asked now and then; true ends the search as a limit does.
    /// - Throws: `topology.damaged`.
    public init(
        _ topology: Topology, of node: NodeIndex, limits: Limits = Limits(), shouldStop: () -> Bool = { false }
    ) throws(TopologyError) {
        try topology.require([.propagation, .adjacency])
        var search = CutSetSearch(NeedGraph(topology, of: node), limits)
        let found = search.run(shouldStop)
        isComplete = found != nil
        // Nobody asks for the node itself.
        let own = node.rawValue
        sets = (found?.sets ?? []).filter { $0 != [own] }.map { $0.map { NodeIndex($0) } }
    }
}

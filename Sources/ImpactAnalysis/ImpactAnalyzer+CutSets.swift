public import GraphModel
internal import GraphStore
internal import Topology

/// The smallest sets of items whose joint failure takes one down.
public struct CutSetReport: Sendable {
    /// The version of the graph that the answer holds for.
    public var version: CommitNumber
    public var ci: CISummary
    /// Fewest items first, each in order of names; none contains another. One set without items says that the item is
    /// down though nothing has failed.
    public var sets: [[CISummary]]
}

extension ImpactAnalyzer {
    /// Every minimal set of other items, up to some number of them, whose joint failure takes an item down. See
    /// `CutSets` for the method.
    ///
    /// - Parameters:
    ///   - order: most items of a set; at most 6 count.
    ///   - work: most sets that are looked at.
    /// - Throws: `impact.searchLimit` when these are not enough or `shouldStop` says so: part of the sets would look
    ///   like all of them.
    public func cutSets(
        of id: NodeID, order: Int? = nil, work: Int? = nil, shouldStop: () -> Bool = { false }
    ) throws -> CutSetReport {
        let start = try index(of: id)
        var limits = CutSets.Limits()
        limits = CutSets.Limits(order: order ?? limits.order, work: work ?? limits.work)
        let found = try CutSets(topology, of: start, limits: limits, shouldStop: shouldStop)
        guard found.isComplete else {
            throw AnalysisError(
                .searchLimit, "there are more than \(limits.work) sets to look at",
                advice: "Ask for sets of fewer CIs (`order`), or raise the limit (`work`).")
        }
        var names = SummaryCache(self)
        return CutSetReport(
            version: snapshot.commit, ci: try names[start],
            sets: try found.sets.map { set in try set.map { try names[$0] }.sorted { $0.name < $1.name } })
    }
}

public import GraphModel
internal import GraphStore
internal import Topology

/// The smallest sets of items whose joint failure takes one down.
public struct CutSetReport: Sendable {
    /// The version of the graph that the answer holds for.
    public var version: CommitNumber
    public var ci: CISummary
    /// Fewest items first, then in order of names, as the items of each set are; none contains another. One set without
    /// items says that the item is down though nothing has failed.
    public var sets: [[CISummary]]
    /// Without sets when the search was stopped.
    public var completeness: Completeness
}

extension ImpactAnalyzer {
    /// Every minimal set of other items, up to some number of them, whose joint failure takes an item down. See
    /// `CutSets` for the method and the cost; one look into the store for each item of a set comes on top.
    ///
    /// - Parameters:
    ///   - order: most items of a set; at most 6 count.
    ///   - work: most sets that are looked at.
    ///   - classes: only sets of items of these classes and their subclasses; empty: of all.
    ///   - shouldStop: asked now and then; true ends the search, and the report says so.
    /// - Throws: `impact.searchLimit` when `work` is not enough: part of the sets would look like all of them.
    ///   `schema.unknownClass` with suggestions.
    public func cutSets(
        of id: NodeID, order: Int? = nil, work: Int? = nil, classes: [String] = [],
        shouldStop: () -> Bool = { false }
    ) throws -> CutSetReport {
        let start = try index(of: id)
        let isWanted = try classes.isEmpty ? nil : classFilter(classes)
        var limits = CutSets.Limits()
        limits = CutSets.Limits(order: order ?? limits.order, work: work ?? limits.work)
        let found = try CutSets(
            topology, of: start, limits: limits,
            mayFail: { isWanted?[Int(topology.classCode(of: $0))] ?? true }, shouldStop: shouldStop)
        guard found.incomplete != .work else {
            throw AnalysisError(
                .searchLimit, "there are more than \(limits.work) sets to look at",
                advice: "Ask for sets of fewer CIs (`order`) or of fewer `classes`, or raise the limit (`work`).")
        }
        var names = SummaryCache(self)
        try names.load(Set(found.sets.joined()))
        return CutSetReport(
            version: snapshot.commit, ci: try names[start],
            sets: try found.sets.map { set in try set.map { try names[$0] }.sorted(by: Self.isBefore) }.sorted {
                $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1, by: Self.isBefore)
            }, completeness: Completeness(found.incomplete == nil ? [] : [.stopped]))
    }

    private static func isBefore(_ a: CISummary, _ b: CISummary) -> Bool { (a.name, a.id) < (b.name, b.id) }
}

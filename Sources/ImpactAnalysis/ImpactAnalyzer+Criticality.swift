internal import GraphModel
internal import GraphStore
internal import Topology

extension ImpactAnalyzer {
    /// For each item of a class, by default every CI, how many others its failure alone takes down: what `report`
    /// counts as down when nothing else fails. The first `limit` of them, all when it is nil.
    ///
    /// Cost: the sum of all propagations, on all processors, and one look into the store for each item listed.
    ///
    /// - Throws: `schema.unknownClass` with suggestions.
    public func singleFailures(ofClass name: String? = nil, limit: Int? = nil) throws -> CriticalityReport {
        let isWanted = try classFilter([name ?? ConventionalLabel.configurationItem])
        let counts = try SingleFailures.downCounts(topology)
        var ranked: [(index: NodeIndex, down: Int)] = []
        for (place, count) in counts.enumerated() {
            let index = NodeIndex(UInt32(place))
            guard topology.isLive(index), topology.isInImpact(index), isWanted[Int(topology.classCode(of: index))]
            else { continue }
            // Nothing is counted for an item that is down anyway.
            ranked.append((index, max(0, Int(count) - 1)))
        }
        ranked.sort { ($1.down, topology.id(of: $0.index)) < ($0.down, topology.id(of: $1.index)) }
        let listed = ranked.prefix(limit ?? ranked.count)
        var names = SummaryCache(self)
        return CriticalityReport(
            version: snapshot.commit, isHypothetical: proposal != nil,
            failures: try listed.map { SingleFailure(ci: try names[$0.index], down: $0.down) },
            omitted: ranked.count - listed.count, harmless: ranked.count { $0.down == 0 })
    }
}

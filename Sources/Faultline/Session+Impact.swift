public import GraphModel
internal import GraphStore
public import ImpactAnalysis
internal import Topology

extension Session {
    /// What happens when all the failing items fail at once. See `ImpactAnalyzer.report`.
    public func impact(_ request: ImpactRequest) throws -> ImpactReport {
        try ask { try analyzer($0).report(request) }
    }

    /// Everything that an item needs. See `ImpactAnalyzer.upstream`.
    public func upstream(of id: NodeID, limits: ImpactRequest? = nil) throws -> UpstreamReport {
        try ask { try analyzer($0).upstream(of: id, limits: limits) }
    }

    /// The smallest sets of items whose joint failure takes one down. See `ImpactAnalyzer.cutSets`.
    public func cutSets(
        of id: NodeID, order: Int? = nil, work: Int? = nil, classes: [String] = [],
        shouldStop: () -> Bool = { false }
    ) throws -> CutSetReport {
        try ask {
            try analyzer($0).cutSets(of: id, order: order, work: work, classes: classes, shouldStop: shouldStop)
        }
    }

    /// A shortest way between two items. See `ImpactAnalyzer.path`.
    public func path(
        from start: NodeID, to end: NodeID, types: [String]? = nil, alongImpact: Bool = false
    ) throws -> PathReport? {
        try ask { try analyzer($0).path(from: start, to: end, types: types, alongImpact: alongImpact) }
    }

    /// For each item, how many others its failure alone takes down. See `ImpactAnalyzer.singleFailures`.
    public func singleFailures(ofClass name: String? = nil, limit: Int? = nil) throws -> CriticalityReport {
        try ask { try analyzer($0).singleFailures(ofClass: name, limit: limit) }
    }

    func analyzer(_ topology: Topology) -> ImpactAnalyzer {
        ImpactAnalyzer(topology: topology, snapshot: snapshot, schema: snapshot.schema, proposal: proposal)
    }
}

internal import GraphStore
internal import ImpactAnalysis
internal import Topology

/// Where the topologies of a store's versions come from: the file beside the store where that is good, or the store.
struct TopologySource: Sendable {
    let store: GraphStore
    /// The folder of the store.
    let folder: String

    /// The topology of a snapshot's version, optionally with a proposed change laid over it.
    ///
    /// - Parameter isAnew: built from the store, whatever the file shows.
    func topology(
        at snapshot: GraphSnapshot, whatIf proposal: ProposedState?, isAnew: Bool = false
    ) throws -> Topology {
        let cache = TopologyCache(folder: folder)
        let topology = try
            (isAnew
            ? cache.rebuild(store, at: snapshot) : cache.open(store, at: snapshot, onReading: true)).topology
        do {
            if let proposal { try topology.lay(proposal.overlay, over: snapshot) }
        } catch  where topology.isDamaged {
            return try self.topology(at: snapshot, whatIf: proposal, isAnew: true)
        }
        return topology
    }
}

extension Database {
    /// Brings the topology file up to date after a bulk change. A medium that takes no file costs time, not answers.
    func refreshTopology() throws {
        try TopologyCache(folder: path).refresh(store)
    }
}

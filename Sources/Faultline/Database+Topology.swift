internal import GraphStore
internal import ImpactAnalysis
internal import Topology

extension Database {
    /// The topology of a snapshot's version, from the file beside the store where that is good, optionally with a
    /// proposed change laid over it.
    func topology(at snapshot: GraphSnapshot, whatIf proposal: ProposedState?) throws -> Topology {
        let topology = try TopologyCache(folder: path).open(store, at: snapshot).topology
        if let proposal { try topology.lay(proposal.overlay, over: snapshot) }
        return topology
    }

    /// Brings the topology file up to date after a bulk change. A medium that takes no file costs time, not answers.
    func refreshTopology() throws {
        try TopologyCache(folder: path).refresh(store)
    }
}

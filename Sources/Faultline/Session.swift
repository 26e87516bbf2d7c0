public import GraphModel
internal import GraphStore
public import ImpactAnalysis
internal import Reconciliation
internal import Schema
internal import Topology

/// One version of the graph, for questions. Holds a read transaction: let go of it soon. Used by one thread at a time.
public final class Session {
    let topologies: TopologySource
    let snapshot: GraphSnapshot
    let proposal: ProposedState?
    let indexes: DefaultIndexes
    private var loadedTopology: Topology?

    init(topologies: TopologySource, snapshot: GraphSnapshot, whatIf delta: GraphDelta?) throws {
        self.topologies = topologies
        self.snapshot = snapshot
        indexes = DefaultIndexes(snapshot.schema)
        proposal = try delta.map { try ProposedState($0, on: snapshot) }
    }

    /// The version that answers hold for.
    public var version: CommitNumber { snapshot.commit }

    /// The adjacency snapshot of this version, mapped on first use.
    func topology() throws -> Topology {
        if let loadedTopology { return loadedTopology }
        let topology = try topologies.topology(at: snapshot, whatIf: proposal)
        loadedTopology = topology
        return topology
    }

    /// Asks the topology. Where that turns out to come from a damaged file, it is made anew from the store and asked
    /// again: the file is a cache.
    func ask<Answer>(_ question: (Topology) throws -> Answer) throws -> Answer {
        let mapped = try topology()
        do {
            let answer = try question(mapped)
            try mapped.requireSound()
            return answer
        } catch  where mapped.isDamaged {
            let sound = try topologies.topology(at: snapshot, whatIf: proposal, isAnew: true)
            loadedTopology = sound
            return try question(sound)
        }
    }

    /// What answers show of a CI.
    public func summary(of id: NodeID) throws -> CISummary {
        try CISummary(id, snapshot, snapshot.schema)
    }

    /// The node with all its labels and properties, or nil when this version does not have it.
    public func node(_ id: NodeID) throws -> Node? { try snapshot.node(id) }
}

public import GraphModel
public import GraphStore
public import Schema
public import Topology

/// Answers impact questions on one version of the graph: verdicts from the topology, names and people from the store.
///
/// The topology shows the snapshot's version, or that version with a proposed delta laid over it.
public struct ImpactAnalyzer {
    let topology: Topology
    let snapshot: GraphSnapshot
    let schema: CompiledSchema
    let proposal: ProposedState?

    /// - Parameter proposal: what is laid over the snapshot's version in the topology.
    public init(
        topology: Topology, snapshot: GraphSnapshot, schema: CompiledSchema, proposal: ProposedState? = nil
    ) {
        self.topology = topology
        self.snapshot = snapshot
        self.schema = schema
        self.proposal = proposal
    }

    /// What happens when all the failing items fail at once.
    ///
    /// Cost: linear in the gates and relationships of what is reached, and one look into the store for each item of the
    /// report. Several failures cost one propagation each more, for the joint impact.
    public func report(_ request: ImpactRequest) throws -> ImpactReport {
        let failing = try indices(of: request.failing)
        let limits = request.traversal
        let propagation = try Propagation(topology)
        let joint = failing.count > 1 ? JointImpact(failing, propagation, limits) : nil
        let answer = propagation.run(failing: failing, limits: limits)
        var names = SummaryCache(self)

        var impacted: [ImpactedCI] = []
        impacted.reserveCapacity(answer.count - failing.count)
        for entry in answer where entry.cause != .failed {
            impacted.append(
                ImpactedCI(
                    ci: try names[entry.node], verdict: entry.verdict, distance: entry.distance,
                    witness: try witness(of: entry, in: answer, &names),
                    isJoint: joint?.isJoint(entry) ?? false))
        }
        impacted.sort { ($0.distance, $1.verdict, $0.ci.name) < ($1.distance, $0.verdict, $1.ci.name) }
        return ImpactReport(
            version: snapshot.commit, isHypothetical: proposal != nil, failing: try failing.map { try names[$0] },
            impacted: impacted, alreadyDown: try answer.alreadyDown.map { try names[$0] },
            services: try services(in: answer, &names), coverage: try coverage(of: answer, &names),
            oldestEvidence: try oldestEvidence(of: answer),
            completeness: Completeness(answer.incomplete.union(joint?.incomplete ?? [])))
    }

    /// The failing items' places, without repeats, in the order given.
    private func indices(of failing: [NodeID]) throws -> [NodeIndex] {
        var seen: Set<NodeID> = []
        return try failing.filter { seen.insert($0).inserted }.map(index)
    }

    /// The place of an item that failures can concern.
    func index(of id: NodeID) throws(AnalysisError) -> NodeIndex {
        let index = try existing(id)
        guard topology.isInImpact(index) else {
            throw AnalysisError(
                .outsideImpact, "CI \(id) takes no part in impact",
                advice: "Retired CIs and information records neither fail nor feel failure.")
        }
        return index
    }

    /// The place of any node of this version.
    func existing(_ id: NodeID) throws(AnalysisError) -> NodeIndex {
        guard let index = topology.index(of: id) else {
            throw AnalysisError(.unknownCI, "CI \(id) does not exist in this version of the graph")
        }
        return index
    }
}

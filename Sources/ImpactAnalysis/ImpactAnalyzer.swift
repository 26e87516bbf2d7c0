internal import GraphModel
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
    /// Cost: linear in the gates and relationships of what is reached, and one look into the store for each item that
    /// the report describes. Several failures cost one propagation each more, for the joint impact.
    ///
    /// Of a mapped topology, only what is reached is checked; with damage in it, the report must not be used
    /// (`Topology.requireSound`).
    public func report(_ request: ImpactRequest) throws -> ImpactReport {
        let failing = try indices(of: request.failing)
        let isShown = try request.classes.isEmpty ? nil : classFilter(request.classes)
        let limits = request.traversal
        let propagation = Propagation(checkingAsReached: topology)
        let joint = failing.count > 1 ? JointImpact(failing, propagation, limits) : nil
        let answer = propagation.run(failing: failing, limits: limits)
        var names = SummaryCache(self)

        let tree = BlastTree(answer) { node in isShown?[Int(topology.classCode(of: node))] ?? true }
        let listed = try list(tree, answer, limit: request.lineLimit, &names)
        var counts = answer.counts
        counts.down -= answer.count { $0.cause == .failed }
        return ImpactReport(
            version: snapshot.commit, isHypothetical: proposal != nil, failing: try failing.map { try names[$0] },
            counts: counts,
            impacted: try listed.positions.map { try impacted($0, tree, answer, joint, &names) },
            omitted: tree.shown.count - listed.positions.count,
            cut: Set(listed.cut.map { topology.id(of: answer.nodes[$0]) }),
            alreadyDown: try answer.alreadyDown.map { try names[$0] },
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

internal import Topology

/// What each failing item does alone, so that what only their union does can be told.
struct JointImpact {
    /// The worst verdict that any single failure gives each node.
    private var alone: [NodeIndex: Verdict] = [:]
    private(set) var incomplete: Set<IncompleteReason> = []

    /// Cost: one propagation for each failing item.
    init(_ failing: [NodeIndex], _ propagation: Propagation, _ limits: TraversalLimits) {
        for node in failing {
            let answer = propagation.run(failing: [node], limits: limits)
            incomplete.formUnion(answer.incomplete)
            for entry in answer {
                alone[entry.node] = max(alone[entry.node] ?? .unaffected, entry.verdict)
            }
        }
    }

    /// Whether no single failure gives the node as bad a verdict.
    func isJoint(_ entry: PropagationAnswer.Entry) -> Bool {
        (alone[entry.node] ?? .unaffected) < entry.verdict
    }
}

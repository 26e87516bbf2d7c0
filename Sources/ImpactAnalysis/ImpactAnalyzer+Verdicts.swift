public import GraphModel
public import Topology

extension ImpactAnalyzer {
    /// What every item comes to when all the failing items fail at once, whether the failures make it so or it was like
    /// that before; items that are unaffected are left out.
    ///
    /// Cost: one propagation. Nothing is looked up in the store.
    public func verdicts(failing: [NodeID], shouldStop: (@Sendable () -> Bool)? = nil) throws -> [NodeID: Verdict] {
        let limits = ImpactRequest(failing: failing, shouldStop: shouldStop).traversal
        let answer = Propagation(checkingAsReached: topology).run(
            failing: try Set(failing).sorted().map(index), limits: limits)
        var verdicts: [NodeID: Verdict] = [:]
        for node in topology.baselineIndices { verdicts[topology.id(of: node)] = topology.baseline(of: node) }
        for entry in answer {
            let id = topology.id(of: entry.node)
            verdicts[id] = max(verdicts[id] ?? .unaffected, entry.verdict)
        }
        return verdicts
    }
}

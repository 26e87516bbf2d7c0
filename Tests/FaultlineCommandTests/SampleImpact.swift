import GraphModel
import Topology

@testable import ImpactAnalysis

/// A small answer: a power unit takes a server and its machine down, and puts a second server at risk.
enum SampleImpact {
    static func ci(_ id: UInt64, _ name: String, _ ciClass: String) -> CISummary {
        CISummary(id: NodeID(id), name: name, ciClass: ciClass)
    }

    static let unit = ci(1, "pdu-a", "PowerDistributionUnit")
    static let single = ci(2, "srv-1", "Server")
    static let dual = ci(3, "srv-2", "Server")
    static let machine = ci(4, "vm-1", "VirtualMachine")
    static let service = ci(5, "card-payments", "BusinessService")
    static let team = ci(6, "payments-team", "Team")

    static let report = ImpactReport(
        version: CommitNumber(17), isHypothetical: false, failing: [unit],
        counts: VerdictCounts(down: 2, degraded: 1, atRisk: 1),
        impacted: [
            ImpactedCI(
                ci: single, verdict: .down, distance: 1,
                witness: Witness(group: nil, requirement: nil, lost: [unit], members: 1), parent: unit.id,
                isJoint: false),
            ImpactedCI(
                ci: dual, verdict: .atRisk, distance: 1,
                witness: Witness(group: "power", requirement: "atLeast 1 of 2", lost: [unit], members: 2),
                parent: unit.id, isJoint: false),
            ImpactedCI(
                ci: machine, verdict: .down, distance: 2,
                witness: Witness(group: nil, requirement: nil, lost: [single], members: 1), parent: single.id,
                isJoint: false),
            ImpactedCI(
                ci: service, verdict: .degraded, distance: 3,
                witness: Witness(group: nil, requirement: nil, lost: [machine], members: 1), parent: machine.id,
                isJoint: true),
        ],
        omitted: 0, cut: [],
        alreadyDown: [],
        services: [
            ServiceImpact(
                ci: service, verdict: .degraded, distance: 3, criticality: "critical",
                owners: [Contact(ci: team, role: "owned by", address: "payments@example.com")], contacts: [])
        ],
        coverage: Coverage(unmodelled: [], unresolved: []),
        oldestEvidence: Evidence(commit: CommitNumber(3), time: Timestamp(microsecondsSinceEpoch: 0)),
        completeness: Completeness())

    /// Nothing depends on what fails.
    static var harmless: ImpactReport {
        var report = Self.report
        report.counts = VerdictCounts()
        report.impacted = []
        report.services = []
        report.oldestEvidence = nil
        report.coverage.unmodelled = [unit]
        report.completeness = Completeness(reasons: ["depth limited to 1"])
        return report
    }
}

import GraphModel
import Testing
import Topology

@testable import FaultlineCommand
@testable import ImpactAnalysis

@Suite("What a CI needs, and ways between CIs")
struct UpstreamTextTests {
    static let report = UpstreamReport(
        version: CommitNumber(4), ci: SampleImpact.machine,
        providers: [
            UpstreamCI(
                ci: SampleImpact.single, distance: 1, effectAlone: .down, dependant: SampleImpact.machine, groups: []),
            UpstreamCI(
                ci: SampleImpact.unit, distance: 2, effectAlone: .atRisk, dependant: SampleImpact.single,
                groups: ["power"]),
        ], unresolved: [], completeness: Completeness())

    @Test("Upstream for people")
    func upstream() {
        #expect(
            UpstreamText.render(Self.report, .plain, limit: nil) == """
                vm-1 (VirtualMachine) needs 2 CIs, 1 of which take it down alone (commit 4)

                vm-1
                └─ srv-1 (Server): down alone
                   └─ pdu-a (PowerDistributionUnit) in power: at risk alone

                """)
    }

    @Test("Upstream for programs")
    func upstreamCSV() {
        #expect(
            UpstreamText.report(Self.report).csv
                == "id,name,class,distance,effectAlone,dependant,groups\r\n"
                + "#2,srv-1,Server,1,down,VirtualMachine:vm-1,\r\n"
                + "#1,pdu-a,PowerDistributionUnit,2,at risk,Server:srv-1,power\r\n")
    }

    static let path = PathReport(
        version: CommitNumber(4), start: SampleImpact.unit,
        steps: [
            PathReport.Step(type: "POWERS", isForward: true, ci: SampleImpact.single),
            PathReport.Step(type: "RUNS_ON", isForward: false, ci: SampleImpact.machine),
        ])

    @Test("A way for people, and as a picture")
    func way() {
        #expect(
            PathText.render(Self.path, .plain) == """
                pdu-a (PowerDistributionUnit)
                  -POWERS-> srv-1 (Server)
                  <-RUNS_ON- vm-1 (VirtualMachine)

                """)
        let dot = Drawing(Self.path).dot
        #expect(dot.contains("n1 -> n2 [label=\"POWERS\"]"))
        #expect(dot.contains("n4 -> n2 [label=\"RUNS_ON\"]"))
    }
}

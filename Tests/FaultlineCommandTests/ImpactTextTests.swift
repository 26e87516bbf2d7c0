import Testing
import Topology

@testable import FaultlineCommand
@testable import ImpactAnalysis

@Suite("Impact for people")
struct ImpactTextTests {
    @Test("The whole answer")
    func golden() {
        let text = ImpactText(report: SampleImpact.report, style: .plain, limit: nil).render()
        #expect(
            text == """
                When pdu-a fails: 2 down, 1 degraded, 1 at risk (commit 17)

                Services reached
                Service        Class            Verdict   Criticality  Owners                                Contacts
                card-payments  BusinessService  degraded  critical     payments-team <payments@example.com>

                Blast radius
                pdu-a (PowerDistributionUnit) fails
                ├─ srv-1 (Server) down: lost pdu-a
                │  └─ vm-1 (VirtualMachine) down: lost srv-1
                │     └─ card-payments (BusinessService) degraded [joint]: without vm-1
                └─ srv-2 (Server) at risk: power (atLeast 1 of 2) no spare left, lost pdu-a

                Oldest relationship on these paths: commit 3, 1970-01-01T00:00:00Z

                """)
    }

    @Test("Nothing depends on it, and what the answer could not see")
    func harmless() {
        let text = ImpactText(report: SampleImpact.harmless, style: .plain, limit: nil).render()
        #expect(
            text == """
                When pdu-a fails: nothing else is affected (commit 17)

                Incomplete: depth limited to 1

                Nobody has modelled what depends on: pdu-a

                """)
    }

    @Test("A limit says how much it leaves out", arguments: [(1, 4), (4, 1), (5, 0), (100, 0)])
    func limit(limit: Int, omitted: Int) {
        let (lines, rest) = ImpactTree.make(SampleImpact.report, .plain).lines(limit: limit)
        #expect(rest == omitted)
        #expect(lines.count == 5 - omitted)
        let text = ImpactText(report: SampleImpact.report, style: .plain, limit: limit).render()
        #expect(text.contains("… and \(omitted) more") == (omitted > 0))
    }

    @Test("What the report leaves out is drawn as a branch that goes on")
    func cut() {
        var report = SampleImpact.report
        report.impacted.remove(at: 1)
        report.omitted = 1
        report.cut = [SampleImpact.unit.id]
        #expect(
            ImpactTree.make(report, .plain).text(limit: nil) == """
                pdu-a (PowerDistributionUnit) fails
                ├─ srv-1 (Server) down: lost pdu-a
                │  └─ vm-1 (VirtualMachine) down: lost srv-1
                │     └─ card-payments (BusinessService) degraded [joint]: without vm-1
                … and 1 more; --limit 0 shows all of them
                """)
    }

    @Test("Every CI is in the tree once")
    func everyone() {
        let tree = ImpactTree.make(SampleImpact.report, .plain)
        var seen: [Int] = tree.roots
        var next = 0
        while next < seen.count {
            seen += tree.children[seen[next]]
            next += 1
        }
        #expect(seen.sorted() == Array(tree.texts.indices))
    }

    @Test("A chain of 200,000 is no deeper for the stack than one of 3")
    func deep() {
        var report = SampleImpact.report
        var previous = SampleImpact.unit
        report.impacted = (1...200_000).map { distance in
            let ci = SampleImpact.ci(UInt64(distance + 10), "x", "Server")
            let witness = Witness(group: nil, requirement: nil, lost: [previous], members: 1)
            defer { previous = ci }
            return ImpactedCI(
                ci: ci, verdict: .down, distance: distance, witness: witness, parent: previous.id, isJoint: false)
        }
        #expect(ImpactTree.make(report, .plain).lines(limit: 100).omitted == 199_901)
    }

    @Test("Colours come and go as one")
    func colours() {
        let coloured = ImpactText(report: SampleImpact.report, style: Style(isOn: true), limit: nil).render()
        #expect(coloured.contains("\u{1B}[1;31mdown\u{1B}[0m"))
        let plain = ImpactText(report: SampleImpact.report, style: .plain, limit: nil).render()
        #expect(!plain.contains("\u{1B}"))
    }

    @Test("A name cannot forge lines")
    func controlCharacters() {
        var report = SampleImpact.harmless
        report.failing = [SampleImpact.ci(1, "a\nb\u{1B}[2J", "Server")]
        #expect(ImpactText(report: report, style: .plain, limit: nil).render().hasPrefix("When a b [2J fails"))
    }
}

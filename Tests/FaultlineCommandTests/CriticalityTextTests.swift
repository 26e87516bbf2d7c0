import GraphModel
import Testing

@testable import FaultlineCommand
@testable import ImpactAnalysis

@Suite("Single failures, ranked")
struct CriticalityTextTests {
    static func report(omitted: Int) -> Report {
        CriticalityText.report(
            CriticalityReport(
                version: CommitNumber(17), isHypothetical: false,
                failures: [
                    SingleFailure(ci: SampleImpact.unit, down: 12), SingleFailure(ci: SampleImpact.single, down: 3),
                ], omitted: omitted, harmless: 4))
    }

    @Test("For people")
    func text() {
        #expect(
            Self.report(omitted: 5).text(.plain) == """
                Commit             17
                What-if            no
                CIs                7
                Take nothing down  4
                Not listed         5

                Id  Name   Class                  Takes down
                #1  pdu-a  PowerDistributionUnit          12
                #2  srv-1  Server                          3

                … and 5 more; --limit 0 lists all of them

                """)
        #expect(Self.report(omitted: 0).notes.isEmpty)
    }

    @Test("For programs")
    func formats() {
        let report = Self.report(omitted: 5)
        #expect(report.csv.split(separator: "\r\n").last == "#2,srv-1,Server,3")
        #expect(
            report.ndjson.split(separator: "\n").first
                == ##"{"id":"#1","name":"pdu-a","class":"PowerDistributionUnit","down":12}"##)
        #expect(
            report.json.contains(
                """
                  "count": 7,
                  "harmless": 4,
                  "omitted": 5,
                  "cis": [
                    {
                """))
    }
}

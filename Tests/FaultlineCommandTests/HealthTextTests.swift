import Faultline
import GraphModel
import Testing

@testable import FaultlineCommand
@testable import InventoryHealth

@Suite("The health of an inventory, as text")
struct HealthTextTests {
    static func answer(cis: Int = 9, omitted: Int = 2) -> HealthReport {
        var scores = HealthScores()
        scores.completeness = 99.99
        scores.correctness = 100.0 * 7 / 9
        return HealthReport(
            version: CommitNumber(17), cis: cis, outOfUse: 1, scores: scores,
            checks: [
                HealthCheck(
                    category: .correctness, kind: "stale", title: "Stale or missing", severity: nil, count: 3,
                    total: 9, cis: 3,
                    issues: [HealthIssue(id: NodeID(4), name: "srv-1", ciClass: "Server", detail: "stale")]),
                HealthCheck(
                    category: .compliance, kind: "owned", title: "Has an owner", severity: .high, count: 0, total: 0,
                    cis: 0, issues: []),
            ],
            groups: [
                HealthGroup(
                    grouping: .ciClass, name: "Server", cis: 9, scores: scores, present: 40, wanted: 45,
                    mostMissing: "model", missing: 5, faulty: 2, unconnected: 1),
                HealthGroup(
                    grouping: .owner, name: nil, cis: 9, scores: HealthScores(), present: 0, wanted: 0,
                    mostMissing: nil, missing: 0, faulty: 0, unconnected: 0),
            ], omittedGroups: omitted > 0 ? [.owner: 1, .source: omitted] : [:])
    }

    @Test("For people")
    func text() {
        #expect(
            HealthText.report(Self.answer()).text(.plain) == """
                Commit      17
                CIs         9
                Not in use  1
                Score, %    88.8

                Score
                Part           Weight  Score, %
                completeness       30  99.9
                correctness        30  77.7
                compliance         20  not measured
                relationships      20  not measured

                Figures
                Part         Kind   What              Severity  Count  Of     %  CIs  Not listed
                correctness  stale  Stale or missing                3   9  33.4    3           2
                compliance   owned  Has an owner      high          0   0          0           0

                By class, owner and source
                By     Name    CIs  Score, %  Complete  Correct  Compliant  Related  Faulty  Unconnected  Most missing  Missing
                class  Server    9      88.8      99.9     77.7                           2            1  model               5
                owner  (none)    9                                                        0            0

                Issues
                Kind   Id  Name   Class   Detail
                stale  #4  srv-1  Server  stale

                Issues not listed: 2 of stale; --limit lists more
                Not listed: 1 owner, 2 sources

                """)
    }

    @Test("Nothing to look at is told")
    func empty() {
        let report = HealthText.report(Self.answer(cis: 0, omitted: 0))
        #expect(report.notes.first == "No CI in use matches.")
    }

    @Test("For programs: each table by its name, the trend first")
    func formats() {
        let time = Timestamp(microsecondsSinceEpoch: 1_788_220_800_000_000)
        let report = HealthText.report(
            Self.answer(),
            trend: [
                HealthPoint(time: time, missing: "before the first commit"),
                HealthPoint(time: time, version: CommitNumber(17), report: Self.answer()),
            ])
        #expect(report.tables.map(\.key) == ["trend", "scores", "checks", "groups", "issues"])
        #expect(
            report.csv == """
                time,commit,cis,score,completeness,correctness,compliance,relationships,missing\r
                2026-09-01T00:00:00Z,,,,,,,,before the first commit\r
                2026-09-01T00:00:00Z,17,9,88.8,99.9,77.7,,,\r

                """)
        #expect(report.json.contains(#""kind": "stale","#))
        #expect(report.json.contains("\"score\": 88.8,"))
    }

    @Test("Times of a trend")
    func spans() {
        #expect(TimeSpan.parse("30d") == .seconds(30 * 86_400))
        #expect(TimeSpan.parse("12h") == .seconds(12 * 3_600))
        #expect(TimeSpan.parse("2w") == .seconds(14 * 86_400))
        for text in ["", "d", "0d", "-1d", "1.5d", "30", "30m", "99999999999999d"] {
            #expect(TimeSpan.parse(text) == nil, "\(text)")
        }
    }
}

import Faultline

/// A ranking of single failures as a report.
enum CriticalityText {
    static func report(_ answer: CriticalityReport) -> Report {
        var report = Report()
        report.field("version", "Commit", .integer(Int(answer.version.rawValue)))
        report.field("hypothetical", "What-if", .boolean(answer.isHypothetical))
        report.field("count", "CIs", .integer(answer.count))
        report.field("harmless", "Take nothing down", .integer(answer.harmless))
        report.field("omitted", "Not listed", .integer(answer.omitted))
        report.tables = [
            Report.Table(
                key: "cis", title: "", columns: SummaryTable.columns + [.init("down", "Takes down")],
                rows: Rows(answer.failures) { SummaryTable.row($0.ci) + [.integer($0.down)] },
                whenEmpty: "No CI takes part in impact.")
        ]
        if answer.omitted > 0 { report.notes = ["… and \(answer.omitted) more; --limit 0 lists all of them"] }
        return report
    }
}

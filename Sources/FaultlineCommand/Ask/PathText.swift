import Faultline

/// A way between two CIs, for people, as a table and as a picture.
enum PathText {
    static func render(_ report: PathReport, _ style: Style) -> String {
        var lines = [style.bold(report.start.name.oneLine) + " " + ImpactTree.classText(report.start, style)]
        for step in report.steps {
            let arrow = step.isForward ? "-\(step.type)->" : "<-\(step.type)-"
            lines.append("  \(style.dim(arrow)) \(step.ci.name.oneLine) \(ImpactTree.classText(step.ci, style))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func report(_ answer: PathReport) -> Report {
        var report = Report(headline: "From \(answer.start.name) to \(answer.steps.last?.ci.name ?? answer.start.name)")
        report.field("version", "Commit", .integer(Int(answer.version.rawValue)))
        report.field("start", "Start", .ci(answer.start))
        report.field("length", "Steps", .integer(answer.steps.count))
        report.tables = [
            Report.Table(
                key: "steps", title: "Steps",
                columns: [.init("type", "Type"), .init("forward", "Forward")] + SummaryTable.columns,
                rows: Rows(answer.steps) { [.text($0.type), .boolean($0.isForward)] + SummaryTable.row($0.ci) })
        ]
        return report
    }
}

extension Drawing {
    init(_ report: PathReport) {
        title = "commit \(report.version)"
        let cis = [report.start] + report.steps.map(\.ci)
        boxes = cis.map { Box(id: $0.id, name: $0.name, ciClass: $0.ciClass, verdict: nil) }
        arrows = zip(cis, report.steps).map { from, step in
            step.isForward
                ? Arrow(from: from.id, to: step.ci.id, label: step.type)
                : Arrow(from: step.ci.id, to: from.id, label: step.type)
        }
    }
}

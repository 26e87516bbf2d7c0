import Faultline

/// What a CI needs, for people and as tables.
enum UpstreamText {
    static func render(_ report: UpstreamReport, _ style: Style, limit: Int?) -> String {
        let alone = report.singlePointsOfFailure.count
        let name = style.bold(report.ci.name.oneLine)
        var blocks = [
            "\(name) \(ImpactTree.classText(report.ci, style)) needs \(report.providers.count) CIs, "
                + "\(alone) of which take it down alone " + style.dim("(commit \(report.version))")
        ]
        if !report.providers.isEmpty { blocks.append(tree(report, style).text(limit: limit)) }
        if !report.unresolved.isEmpty {
            blocks.append(
                "References that no import has resolved: " + report.unresolved.map(\.name).joined(separator: ", "))
        }
        if !report.completeness.isComplete {
            blocks.append(style.red("Incomplete") + ": " + report.completeness.reasons.joined(separator: "; "))
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private static func tree(_ report: UpstreamReport, _ style: Style) -> TextTree {
        var tree = TextTree()
        var places = [report.ci.id: tree.append(report.ci.name.oneLine, below: nil)]
        for provider in report.providers {
            let groups = provider.groups.isEmpty ? "" : style.dim(" in " + provider.groups.joined(separator: ", "))
            let effect =
                provider.effectAlone == .unaffected
                ? style.dim("no effect alone")
                : style.verdict(provider.effectAlone.title, provider.effectAlone) + " alone"
            let text = "\(provider.ci.name.oneLine) \(ImpactTree.classText(provider.ci, style))\(groups): \(effect)"
            places[provider.ci.id] = tree.append(text, below: places[provider.dependant.id])
        }
        return tree
    }

    static func report(_ answer: UpstreamReport) -> Report {
        var report = Report(headline: "What \(answer.ci.name) needs")
        report.field("version", "Commit", .integer(Int(answer.version.rawValue)))
        report.field("ci", "CI", .ci(answer.ci))
        report.field("complete", "Complete", .boolean(answer.completeness.isComplete))
        report.field("incompleteBecause", "Incomplete because", .list(answer.completeness.reasons))
        report.field("unresolved", "Unresolved references", .list(answer.unresolved.map(\.name)))
        report.tables = [
            Report.Table(
                key: "providers", title: "Providers",
                columns: SummaryTable.columns + [
                    .init("distance", "Distance"), .init("effectAlone", "Effect alone"),
                    .init("dependant", "Dependant"), .init("groups", "Groups"),
                ],
                rows: Rows(answer.providers) { provider in
                    SummaryTable.row(provider.ci) + [
                        .integer(provider.distance), .verdict(provider.effectAlone), .ci(provider.dependant),
                        .list(provider.groups),
                    ]
                })
        ]
        return report
    }
}

extension Drawing {
    /// What a CI needs: arrows lead from provider to dependant, as failure travels.
    init(_ report: UpstreamReport) {
        title = "What \(report.ci.name) needs (commit \(report.version))"
        boxes =
            [Box(id: report.ci.id, name: report.ci.name, ciClass: report.ci.ciClass, verdict: nil)]
            + report.providers.map {
                Box(id: $0.ci.id, name: $0.ci.name, ciClass: $0.ci.ciClass, verdict: $0.effectAlone)
            }
        arrows = report.providers.map {
            Arrow(from: $0.ci.id, to: $0.dependant.id, label: $0.groups.joined(separator: ", "))
        }
    }
}

import Faultline

/// The health of an inventory as a report.
enum HealthText {
    static func report(_ answer: HealthReport, trend: [HealthPoint]? = nil) -> Report {
        var report = Report()
        report.field("version", "Commit", .integer(Int(answer.version.rawValue)))
        report.field("count", "CIs", .integer(answer.cis))
        report.field("outOfUse", "Not in use", .integer(answer.outOfUse))
        report.field("score", "Score, %", share(answer.scores.overall))
        if let trend { report.tables.append(table(of: trend)) }
        report.tables += [scores(answer.scores), checks(answer.checks), groups(answer.groups), issues(answer.checks)]
        if answer.cis == 0 { report.notes.append("No CI in use matches.") }
        let unknown = answer.checks.filter { $0.omitted > 0 }
        if !unknown.isEmpty {
            let texts = unknown.map { "\($0.omitted) of \($0.kind)" }
            report.notes.append("Issues not listed: \(texts.joined(separator: ", ")); --limit lists more")
        }
        let omitted = HealthGroup.Grouping.allCases.compactMap { grouping in
            answer.omittedGroups[grouping].map { "\($0) \(name(of: grouping, $0))" }
        }
        if !omitted.isEmpty { report.notes.append("Not listed: \(omitted.joined(separator: ", "))") }
        return report
    }

    /// Rounded down to tenths, so that only all is 100.
    static func percent(_ value: Double) -> String { Cell.decimal(rounded(value)).text }

    private static func rounded(_ value: Double) -> Double { (value * 10 + 1e-9).rounded(.down) / 10 }

    private static func share(_ value: Double?) -> Cell { value.map { .decimal(rounded($0)) } ?? .none }

    private static func name(of grouping: HealthGroup.Grouping, _ count: Int) -> String {
        switch grouping {
        case .ciClass: count == 1 ? "class" : "classes"
        case .owner: count == 1 ? "owner" : "owners"
        case .source: count == 1 ? "source" : "sources"
        }
    }

    private static func scores(_ scores: HealthScores) -> Report.Table {
        Report.Table(
            key: "scores", title: "Score",
            columns: [.init("part", "Part"), .init("weight", "Weight"), .init("score", "Score, %")],
            rows: Rows(HealthCategory.allCases) { category in
                let cell = scores[category].map { Cell.decimal(rounded($0)) } ?? .text("not measured")
                return [.text(category.rawValue), .integer(category.weight), cell]
            })
    }

    private static func checks(_ checks: [HealthCheck]) -> Report.Table {
        Report.Table(
            key: "checks", title: "Figures",
            columns: [
                .init("category", "Part"), .init("kind", "Kind"), .init("title", "What"),
                .init("severity", "Severity"), .init("count", "Count"), .init("total", "Of"), .init("percent", "%"),
                .init("cis", "CIs"), .init("omitted", "Not listed"),
            ],
            rows: Rows(checks) { check in
                [
                    .text(check.category.rawValue), .text(check.kind), .text(check.title),
                    .optional(check.severity?.rawValue), .integer(check.count), .integer(check.total),
                    check.percent.map { .decimal(roundedUp($0)) } ?? .none, .integer(check.cis),
                    .integer(check.omitted),
                ]
            })
    }

    /// Rounded up to tenths, so that only nothing is 0.
    private static func roundedUp(_ value: Double) -> Double { (value * 10 - 1e-9).rounded(.up) / 10 }

    private static func groups(_ groups: [HealthGroup]) -> Report.Table {
        Report.Table(
            key: "groups", title: "By class, owner and source",
            columns: [
                .init("by", "By"), .init("name", "Name"), .init("cis", "CIs"), .init("score", "Score, %"),
                .init("completeness", "Complete"), .init("correctness", "Correct"), .init("compliance", "Compliant"),
                .init("relationships", "Related"), .init("faulty", "Faulty"), .init("unconnected", "Unconnected"),
                .init("mostMissing", "Most missing"), .init("missing", "Missing"),
            ],
            rows: Rows(groups) { group in
                [
                    .text(group.grouping.rawValue), .text(group.name ?? "(none)"), .integer(group.cis),
                    share(group.scores.overall), share(group.scores.completeness), share(group.scores.correctness),
                    share(group.scores.compliance), share(group.scores.relationships), .integer(group.faulty),
                    .integer(group.unconnected), .optional(group.mostMissing),
                    group.grouping == .ciClass && group.mostMissing != nil ? .integer(group.missing) : .none,
                ]
            })
    }

    private static func issues(_ checks: [HealthCheck]) -> Report.Table {
        let rows = checks.flatMap { check in check.issues.map { (check.kind, $0) } }
        return Report.Table(
            key: "issues", title: "Issues",
            columns: [.init("kind", "Kind")] + SummaryTable.columns + [.init("detail", "Detail")],
            rows: Rows(rows) { kind, issue in
                [
                    .text(kind), .text(issue.id.description), .text(issue.name), .text(issue.ciClass),
                    issue.detail.isEmpty ? .none : .text(issue.detail),
                ]
            }, whenEmpty: "Nothing is wrong.")
    }

    private static func table(of trend: [HealthPoint]) -> Report.Table {
        Report.Table(
            key: "trend", title: "Trend",
            columns: [
                .init("time", "Time"), .init("commit", "Commit"), .init("cis", "CIs"), .init("score", "Score, %"),
                .init("completeness", "Complete"), .init("correctness", "Correct"), .init("compliance", "Compliant"),
                .init("relationships", "Related"), .init("missing", "Not told because"),
            ],
            rows: Rows(trend) { point in
                let scores = point.report?.scores
                return [
                    .time(point.time), point.version.map { .integer(Int($0.rawValue)) } ?? .none,
                    point.report.map { .integer($0.cis) } ?? .none, share(scores?.overall),
                    share(scores?.completeness), share(scores?.correctness), share(scores?.compliance),
                    share(scores?.relationships), .optional(point.missing),
                ]
            })
    }
}

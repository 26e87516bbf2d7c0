import Faultline

/// Why CIs are one or are not, as reports.
enum IdentityText {
    static func report(_ explanation: IdentityExplanation, first: CISummary, second: CISummary) -> Report {
        var report = Report(headline: verdict(explanation, first, second))
        report.field("same", "One CI", .boolean(explanation.isSame))
        report.field("first", "First", .list(explanation.first))
        report.field("second", "Second", .list(explanation.second))
        report.tables = [
            Report.Table(
                key: "rules", title: "Identity rules, best first",
                columns: [
                    .init("rule", "Rule"), .init("first", "First"), .init("second", "Second"),
                    .init("verdict", "Verdict"),
                ],
                rows: Rows(explanation.rules) { rule in
                    [.text(rule.name), .list(rule.first), .list(rule.second), .text(word(rule.verdict))]
                }, whenEmpty: "Neither has a value that identifies it."),
            Report.Table(
                key: "objections", title: "What speaks against it", columns: [.init("objection", "")],
                rows: Rows(explanation.objections) { [.text($0)] }, whenEmpty: "Nothing speaks against it."),
            Report.Table(
                key: "findings", title: "What identification found", columns: [.init("finding", "")],
                rows: Rows(explanation.findings) { [.text($0)] }, whenEmpty: "Nothing connects them."),
        ]
        return report
    }

    private static func verdict(_ explanation: IdentityExplanation, _ a: CISummary, _ b: CISummary) -> String {
        if a.id == b.id {
            let count = explanation.first.count + explanation.second.count
            return "\(a.name) (\(a.id)) is one CI of \(count) records"
        }
        return "\(a.name) (\(a.id)) and \(b.name) (\(b.id)) are two CIs"
    }

    private static func word(_ verdict: IdentityExplanation.Rule.Verdict) -> String {
        switch verdict {
        case .agrees: "agrees"
        case .differs: "differs"
        case .contradicts: "contradicts"
        case .saysNothing: "one of them has no value"
        }
    }

    /// A row for each pair.
    static func duplicates(
        _ candidates: [DuplicateCandidate], omitted: Int, _ summary: (NodeID) throws -> CISummary
    ) rethrows -> Report {
        var report = Report()
        let rows = try candidates.map { candidate -> [Cell] in
            let (first, second) = (try summary(candidate.first), try summary(candidate.second))
            let reasons = candidate.explanation.objections.isEmpty ? ["nothing else"] : candidate.explanation.objections
            return [
                .text("\(first.name) (\(first.id))"), .text("\(second.name) (\(second.id))"), .text(first.ciClass),
                .text(candidate.shared), .list(reasons),
                .text(candidate.isProposed ? "faultline merge '\(first.id)' '\(second.id)'" : ""),
            ]
        }
        report.tables = [
            Report.Table(
                key: "duplicates", title: "",
                columns: [
                    .init("first", "CI"), .init("second", "May be"), .init("class", "Class"),
                    .init("shared", "They share"), .init("against", "Against it"), .init("proposal", "Proposed"),
                ],
                rows: Rows(rows) { $0 }, whenEmpty: "No duplicates.")
        ]
        if omitted > 0 { report.notes = ["… and \(omitted) more; --limit looks at more of them"] }
        return report
    }
}

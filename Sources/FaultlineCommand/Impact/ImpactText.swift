import Faultline

/// The answer to an impact question for people: what it means first, then services, then the tree, then the caveats.
struct ImpactText {
    let report: ImpactReport
    let style: Style
    /// Most lines of the tree; nil for all.
    let limit: Int?

    func render() -> String {
        var blocks = [headline]
        let hasTree = !report.impacted.isEmpty || report.omitted > 0
        if hasTree || !report.services.isEmpty { blocks.append(services) }
        if hasTree { blocks.append(tree) }
        blocks += caveats
        return blocks.joined(separator: "\n\n") + "\n"
    }

    /// `2 down, 1 degraded, 3 at risk`, leaving out what nobody has.
    static func counts(_ report: ImpactReport, _ style: Style) -> String {
        let parts = [Verdict.down, .degraded, .atRisk].compactMap { verdict -> String? in
            let count = report.count(verdict)
            return count == 0 ? nil : style.verdict("\(count) \(verdict.title)", verdict)
        }
        return parts.isEmpty ? "nothing else is affected" : parts.joined(separator: ", ")
    }

    private var headline: String {
        let names = report.failing.prefix(5).map { style.bold($0.name.oneLine) }.joined(separator: ", ")
        let more = report.failing.count > 5 ? " and \(report.failing.count - 5) more" : ""
        let verb = report.failing.count == 1 ? "fails" : "fail"
        let version = report.isHypothetical ? "what-if on commit \(report.version)" : "commit \(report.version)"
        return "When \(names)\(more) \(verb): \(Self.counts(report, style)) " + style.dim("(\(version))")
    }

    private var services: String {
        guard !report.services.isEmpty else { return "No service is reached." }
        return servicesTable.text(style).map { style.bold("Services reached") + "\n" + $0 } ?? ""
    }

    /// Addresses of owners only: a line must fit.
    private var servicesTable: Report.Table {
        var table = Report.Table(
            key: "services", title: "",
            columns: ["Service", "Class", "Verdict", "Criticality", "Owners", "Contacts"].map { Report.Column($0) })
        table.rows = Rows(report.services) { service in
            [
                .text(service.ci.name), .text(service.ci.ciClass), .verdict(service.verdict),
                .optional(service.criticality), .list(service.owners.map(ImpactTables.contact)),
                .list(service.contacts.map(\.ci.name)),
            ]
        }
        return table
    }

    private var tree: String {
        style.bold("Blast radius") + "\n" + ImpactTree.make(report, style).text(limit: limit)
    }

    private var caveats: [String] {
        var notes: [String] = []
        if !report.completeness.isComplete {
            notes.append(style.red("Incomplete") + ": " + report.completeness.reasons.joined(separator: "; "))
        }
        if !report.alreadyDown.isEmpty {
            notes.append("Down before anything failed: " + Self.names(report.alreadyDown))
        }
        if !report.coverage.unmodelled.isEmpty {
            notes.append("Nobody has modelled what depends on: " + Self.names(report.coverage.unmodelled))
        }
        if !report.coverage.unresolved.isEmpty {
            notes.append("References that no import has resolved: " + Self.names(report.coverage.unresolved))
        }
        if let evidence = report.oldestEvidence {
            notes.append(style.dim("Oldest relationship on these paths: commit \(evidence.commit), \(evidence.time)"))
        }
        return notes
    }

    private static func names(_ list: [CISummary]) -> String {
        let shown = list.prefix(10).map(\.name.oneLine).joined(separator: ", ")
        return list.count > 10 ? "\(shown) and \(list.count - 10) more" : shown
    }
}

import Faultline

/// The answer to an impact question as tables, for every format but text.
enum ImpactTables {
    static func report(_ answer: ImpactReport) -> Report {
        var report = Report(headline: "Impact of " + answer.failing.map(\.name).joined(separator: ", "))
        report.field("version", "Commit", .integer(Int(answer.version.rawValue)))
        report.field("hypothetical", "What-if", .boolean(answer.isHypothetical))
        report.field("complete", "Complete", .boolean(answer.completeness.isComplete))
        report.field("incompleteBecause", "Incomplete because", .list(answer.completeness.reasons))
        report.field("down", "Down", .integer(answer.count(.down)))
        report.field("degraded", "Degraded", .integer(answer.count(.degraded)))
        report.field("atRisk", "At risk", .integer(answer.count(.atRisk)))
        report.field("oldestEvidence", "Oldest evidence", answer.oldestEvidence.map { .time($0.time) } ?? .none)
        report.tables = [
            impacted(answer), services(answer), list("failing", "Failing", answer.failing),
            list("alreadyDown", "Down before", answer.alreadyDown),
            list("unmodelled", "Not modelled", answer.coverage.unmodelled),
            list("unresolved", "Unresolved references", answer.coverage.unresolved),
        ]
        return report
    }

    static func services(_ answer: ImpactReport) -> Report.Table {
        var table = Report.Table(
            key: "services", title: "Services reached",
            columns: [
                .init("service", "Service"), .init("class", "Class"), .init("verdict", "Verdict"),
                .init("criticality", "Criticality"), .init("owners", "Owners"), .init("contacts", "Contacts"),
            ])
        table.rows = Rows(answer.services) { service in
            [
                .text(service.ci.name), .text(service.ci.ciClass), .verdict(service.verdict),
                .optional(service.criticality), .list(service.owners.map(contact)),
                .list(service.contacts.map(contact)),
            ]
        }
        return table
    }

    static func contact(_ contact: Contact) -> String {
        contact.address.map { "\(contact.ci.name) <\($0)>" } ?? contact.ci.name
    }

    private static func impacted(_ answer: ImpactReport) -> Report.Table {
        var table = Report.Table(
            key: "impacted", title: "Impacted",
            columns: [
                .init("id", "Id"), .init("name", "Name"), .init("class", "Class"), .init("verdict", "Verdict"),
                .init("distance", "Distance"), .init("joint", "Joint"), .init("group", "Group"),
                .init("requirement", "Requirement"), .init("lost", "Lost"), .init("members", "Members"),
            ])
        table.rows = Rows(answer.impacted) { impacted in
            [
                .text(impacted.ci.id.description), .text(impacted.ci.name), .text(impacted.ci.ciClass),
                .verdict(impacted.verdict), .integer(impacted.distance), .boolean(impacted.isJoint),
                .optional(impacted.witness.group), .optional(impacted.witness.requirement),
                .list(impacted.witness.lost.map(\.name)), .integer(impacted.witness.members),
            ]
        }
        return table
    }

    private static func list(_ key: String, _ title: String, _ list: [CISummary]) -> Report.Table {
        Report.Table(
            key: key, title: title, columns: SummaryTable.columns, rows: Rows(list, SummaryTable.row))
    }
}

/// CIs as rows.
enum SummaryTable {
    static let columns: [Report.Column] = [.init("id", "Id"), .init("name", "Name"), .init("class", "Class")]

    static func row(_ summary: CISummary) -> [Cell] {
        [.text(summary.id.description), .text(summary.name), .text(summary.ciClass)]
    }
}

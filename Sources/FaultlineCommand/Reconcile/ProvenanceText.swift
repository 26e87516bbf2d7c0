import Faultline

/// What each source says of a CI, as a report.
enum ProvenanceText {
    static func report(_ id: NodeID, in session: Session) throws -> Report {
        let details = try session.details(of: id)
        var report = Report(headline: "\(details.summary.name) (\(details.summary.ciClass))")
        report.field("id", "Id", .text(id.description))
        guard let provenance = try session.provenance(of: id) else {
            report.notes = ["No source has reported it."]
            return report
        }
        report.field("locked", "Locked", .list(provenance.locked))
        report.field("decisions", "Decided", .list(provenance.decisions))
        report.tables = [
            try records(provenance, id, session), try attributes(provenance, session),
            try relationships(details, session),
        ]
        return report
    }

    private static func records(_ provenance: Provenance, _ id: NodeID, _ session: Session) throws -> Report.Table {
        let rows = try provenance.records.map { record -> [Cell] in
            let run = try session.lastSeen(id, by: record.source)
            return [
                .text(record.source), .text(record.nativeID), .text(record.ciClass),
                run.map { .time($0.started) } ?? .none, run.map { .integer(Int($0.number.rawValue)) } ?? .none,
            ]
        }
        return Report.Table(
            key: "records", title: "Sources",
            columns: [
                .init("source", "Source"), .init("nativeId", "Its identity"), .init("class", "Class"),
                .init("lastSeen", "Last seen"), .init("run", "By run"),
            ], rows: Rows(rows) { $0 })
    }

    private static func attributes(_ provenance: Provenance, _ session: Session) throws -> Report.Table {
        var commits: [CommitNumber: Commit] = [:]
        for number in Set(provenance.statements.map(\.since)) {
            commits[number] = try session.commits(number...number).first
        }
        return Report.Table(
            key: "attributes", title: "Attributes",
            columns: [
                .init("attribute", "Attribute"), .init("shown", ""), .init("value", "Value"),
                .init("record", "As said by"), .init("since", "Since"), .init("commit", "Commit"),
            ],
            rows: Rows(provenance.statements) { statement in
                [
                    .text(statement.attribute), .text(statement.isShown ? "✓" : ""), .value(statement.value),
                    .text(statement.record), commits[statement.since].map { .time($0.metadata.time) } ?? .none,
                    .integer(Int(statement.since.rawValue)),
                ]
            })
    }

    private static func relationships(_ details: CIDetails, _ session: Session) throws -> Report.Table {
        let rows = try details.relationships.map { related -> [Cell] in
            [
                .text(related.direction == .outgoing ? "→" : "←"), .text(related.label), .text(related.other.name),
                .list(try session.sources(of: related)),
            ]
        }
        return Report.Table(
            key: "relationships", title: "Relationships",
            columns: [
                .init("direction", ""), .init("label", "Relationship"), .init("name", "Name"),
                .init("sources", "As said by"),
            ], rows: Rows(rows) { $0 }, whenEmpty: "No relationships.")
    }
}

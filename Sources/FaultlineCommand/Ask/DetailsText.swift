import Faultline

/// Everything that one version of the graph says of a CI.
enum DetailsText {
    static func report(_ details: CIDetails, version: CommitNumber) -> Report {
        var report = Report(headline: "\(details.summary.name) (\(details.summary.ciClass))")
        report.field("id", "Id", .text(details.summary.id.description))
        report.field("name", "Name", .text(details.summary.name))
        report.field("class", "Class", .text(details.summary.ciClass))
        report.field("version", "Commit", .integer(Int(version.rawValue)))
        if let commit = details.lastCommit {
            report.field("changedIn", "Changed in", .integer(Int(commit.number.rawValue)))
            report.field("changedAt", "Changed at", .time(commit.metadata.time))
            report.field("changedBy", "Changed by", .text(commit.metadata.author))
        }
        let shown = details.node.properties.filter {
            $0.key != ConventionalProperty.name && !SourceRecord.isBookkeeping($0.key)
        }
        report.tables = [
            Report.Table(
                key: "attributes", title: "Attributes",
                columns: [.init("attribute", "Attribute"), .init("value", "Value")],
                rows: Rows(shown) { [.text($0.key), .value($0.value)] }),
            Report.Table(
                key: "relationships", title: "Relationships",
                columns: [
                    .init("direction", ""), .init("label", "Relationship"), .init("type", "Type"), .init("id", "Id"),
                    .init("name", "Name"), .init("class", "Class"), .init("properties", "Properties"),
                ],
                rows: Rows(details.relationships, row), whenEmpty: "No relationships."),
        ]
        return report
    }

    private static func row(_ related: RelatedCI) -> [Cell] {
        let properties = related.properties.map { "\($0.key)=\($0.value)" }
        return [
            .text(related.direction == .outgoing ? "→" : "←"), .text(related.label), .text(related.type),
            .text(related.other.id.description), .text(related.other.name), .text(related.other.ciClass),
            .list(properties),
        ]
    }
}

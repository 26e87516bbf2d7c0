import Faultline

/// What the demo tells of items that several sources report.
struct OverlapText {
    let database: Database
    let session: Session
    let style: Style

    init(_ database: Database, _ style: Style) throws {
        self.database = database
        self.style = style
        session = try database.session()
    }

    /// The records that a CI stands for.
    func records(of name: String) throws -> String {
        let records = try provenance(of: name).records
        return text(
            ["Source", "Its identity", "Class", "Attributes"],
            records.map { record in
                [
                    .text(record.source), .text(record.nativeID), .text(record.ciClass),
                    .integer(record.properties.count),
                ]
            })
    }

    /// What each source says of some attributes of a CI, what it shows first.
    func statements(_ attributes: [String], of name: String) throws -> String {
        let known = try provenance(of: name).statements
        let statements = attributes.flatMap { key in known.filter { $0.attribute == key } }
        return text(
            ["Attribute", "", "Value", "As said by", "Since commit"],
            statements.map { statement in
                [
                    .text(statement.attribute), .text(statement.isShown ? "✓" : ""), .value(statement.value),
                    .text(statement.record), .integer(Int(statement.since.rawValue)),
                ]
            })
    }

    private func provenance(of name: String) throws -> Provenance {
        guard let known = try session.provenance(of: session.resolve(name)) else {
            throw CommandError(.file, "no source reports \(name)", advice: "Import the sample estate anew.")
        }
        return known
    }

    /// CIs that bear the same identifier, and what tells them apart.
    func duplicates() throws -> String {
        let rows = try database.duplicates(limit: Self.mostDuplicates).candidates.map { candidate -> [Cell] in
            let first = try session.summary(of: candidate.first)
            let second = try session.summary(of: candidate.second)
            let against = candidate.explanation.rules.filter { $0.verdict == .contradicts }.map(\.name)
            return [
                .text(first.name), .text(second.name), .text(first.ciClass), .text(candidate.shared),
                against.isEmpty ? .text("nothing: one thing, entered twice") : .list(against),
            ]
        }
        return text(["CI", "May be", "Class", "They share", "Told apart by"], rows)
    }

    private static let mostDuplicates = 10

    /// What the inventory is worth now.
    func health() throws -> String {
        let answer = try database.health(HealthRequest(limit: 0))
        let scores = [("all", answer.scores.overall)] + HealthCategory.allCases.map { ($0.rawValue, answer.scores[$0]) }
        let measured = scores.map { "\($0.0) \($0.1.map(HealthText.percent) ?? "not measured")" }
        let checks = answer.checks.filter { $0.count > 0 }
        return "\(answer.cis) CIs; of 100: \(measured.joined(separator: ", "))\n\n"
            + text(
                ["What lowers it", "Count", "Of"],
                checks.map { [.text($0.title), .integer($0.count), .integer($0.total)] })
    }

    private func text(_ titles: [String], _ rows: [[Cell]]) -> String {
        let table = Report.Table(key: "", title: "", columns: titles.map { .init($0) }, rows: Rows(rows))
        return Report(tables: [table]).text(style)
    }
}

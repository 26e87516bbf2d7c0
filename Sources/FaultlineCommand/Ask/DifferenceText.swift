import Faultline

/// The differences between two versions as rows, gathered one by one.
struct DifferenceText {
    private(set) var table = Report.Table(
        key: "changes", title: "",
        columns: [
            .init("kind", "Kind"), .init("change", "Change"), .init("id", "Id"), .init("name", "Name"),
            .init("class", "Class or type"), .init("details", "Details"),
        ], whenEmpty: "Nothing differs.")
    private var counts: [String: Int] = [:]
    /// Rows that are kept; nil for all.
    let limit: Int?
    private(set) var omitted = 0

    init(limit: Int?) { self.limit = limit }

    /// - Parameter name: what people call a CI in either version.
    mutating func append(_ change: ElementChange, _ name: (NodeID) -> String, _ className: ([String]) -> String) {
        switch change {
        case .node(let id, let before, let after):
            let labels = (after ?? before)?.labels ?? []
            let shown = (after ?? before)?[ConventionalProperty.name]?.string ?? id.description
            add(
                "ci", before == nil, after == nil, id.description, shown, className(labels),
                details(before?.properties, after?.properties))
        case .relationship(let id, let before, let after):
            guard let shown = after ?? before else { return }
            add(
                "relationship", before == nil, after == nil, id.description,
                "\(name(shown.source)) → \(name(shown.target))", shown.type,
                details(before?.properties, after?.properties))
        case .definition(let definition):
            add("definition", false, false, "", Self.text(definition), "", "")
        }
    }

    func report(from: CommitNumber, to: CommitNumber) -> Report {
        var report = Report()
        report.field("from", "From commit", .integer(Int(from.rawValue)))
        report.field("to", "To commit", .integer(Int(to.rawValue)))
        for (key, title) in [
            ("ci created", "CIs created"), ("ci updated", "CIs updated"), ("ci deleted", "CIs deleted"),
            ("relationship created", "Relationships created"), ("relationship updated", "Relationships updated"),
            ("relationship deleted", "Relationships deleted"),
        ] {
            let words = key.split(separator: " ")
            report.field("\(words[0])s\(words[1].capitalizedFirst)", title, .integer(counts[key] ?? 0))
        }
        report.tables = [table]
        if omitted > 0 { report.notes = ["… and \(omitted) more; --limit 0 shows all of them"] }
        return report
    }

    private mutating func add(
        _ kind: String, _ isNew: Bool, _ isGone: Bool, _ id: String, _ name: String, _ ciClass: String,
        _ details: String
    ) {
        let change = isNew ? "created" : isGone ? "deleted" : "updated"
        counts["\(kind) \(change)", default: 0] += 1
        guard table.rows.count < limit ?? .max else {
            omitted += 1
            return
        }
        table.rows.append([.text(kind), .text(change), .text(id), .text(name), .text(ciClass), .text(details)])
    }

    private func details(_ before: [Property]?, _ after: [Property]?) -> String {
        guard let before, let after else { return "" }
        return ChangeText.properties(before, after)
    }

    private static func text(_ definition: DefinitionChange) -> String {
        switch definition {
        case .index(let before, let after): "index \((after ?? before)?.name ?? "")"
        case .constraint(let before, let after): "constraint \((after ?? before)?.name ?? "")"
        case .schema: "schema"
        }
    }
}

extension Substring {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

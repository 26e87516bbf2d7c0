import Faultline

/// What one format's inputs did.
struct ImportResult {
    let format: String
    let outcome: ImportOutcome
    /// Lines of a dry run.
    let differences: [String]
}

/// What an import did, in numbers; for a dry run, each difference.
enum ImportText {
    /// For people: a line or two for each format.
    static func text(_ results: [ImportResult], isDryRun: Bool, _ style: Style) -> String {
        var text = ""
        for result in results {
            let report = result.outcome.report
            let commit = result.outcome.commit.map { "commit \($0.number)" }
            let outcome = isDryRun ? "nothing was written" : commit ?? "nothing new"
            text += style.bold("\(result.format): \(outcome)") + "\n"
            text +=
                "  items          "
                + counts([
                    (report.itemsRead, "read"), (report.itemsCreated, "created"),
                    (report.itemsJoined, "known from other sources"), (report.itemsUpdated, "updated"),
                    (report.itemsUnchanged, "unchanged"), (report.itemsMerged, "merged"),
                    (report.itemsSeparated, "separated"), (report.itemsDisappeared, "gone"),
                ])
            text +=
                "  relationships  "
                + counts([
                    (report.relationshipsRead, "read"), (report.relationshipsCreated, "created"),
                    (report.relationshipsUpdated, "updated"), (report.relationshipsUnchanged, "unchanged"),
                    (report.relationshipsDeleted, "deleted"), (report.unresolvedReferences, "unresolved references"),
                ])
            for line in result.differences { text += "  \(line.oneLine)\n" }
        }
        return text
    }

    private static func counts(_ counts: [(Int, String)]) -> String {
        let shown = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return (shown.isEmpty ? "none" : shown.joined(separator: ", ")) + "\n"
    }

    static func report(_ results: [ImportResult], isDryRun: Bool) -> Report {
        var report = Report()
        report.field("dryRun", "Dry run", .boolean(isDryRun))
        var table = Report.Table(
            key: "imports", title: "",
            columns: [
                .init("format", "Format"), .init("commit", "Commit"), .init("read", "Items read"),
                .init("created", "Created"), .init("joined", "Joined"), .init("merged", "Merged"),
                .init("separated", "Separated"), .init("updated", "Updated"), .init("unchanged", "Unchanged"),
                .init("disappeared", "Gone"), .init("relationshipsRead", "Relationships read"),
                .init("relationshipsCreated", "Created"), .init("relationshipsUpdated", "Updated"),
                .init("relationshipsDeleted", "Deleted"), .init("unresolved", "Unresolved"),
                .init("rejected", "Rejected"), .init("warnings", "Warnings"),
            ])
        table.rows = Rows(results, row)
        report.tables = [table]
        if isDryRun {
            report.tables.append(
                Report.Table(
                    key: "differences", title: "Differences", columns: [.init("difference", "Difference")],
                    rows: Rows(results.flatMap(\.differences)) { [.text($0)] }, whenEmpty: "No differences."))
        }
        return report
    }

    private static func row(_ result: ImportResult) -> [Cell] {
        let report = result.outcome.report
        let commit = result.outcome.commit.map { Cell.integer(Int($0.number.rawValue)) } ?? .none
        let counts = [
            report.itemsRead, report.itemsCreated, report.itemsJoined, report.itemsMerged, report.itemsSeparated,
            report.itemsUpdated, report.itemsUnchanged,
            report.itemsDisappeared, report.relationshipsRead, report.relationshipsCreated,
            report.relationshipsUpdated, report.relationshipsDeleted, report.unresolvedReferences,
            report.rejected.count, report.warnings.count,
        ]
        return [.text(result.format), commit] + counts.map { .integer($0) }
    }
}

/// The differences of a dry run as lines. A class, for the engine hands them over one by one.
final class DifferenceList {
    private(set) var lines: [String] = []

    func append(_ difference: ImportDifference) { lines.append(Self.text(difference)) }

    static func text(_ difference: ImportDifference) -> String {
        switch difference {
        case .itemCreated(let ciClass, let nativeID, let name):
            return "+ \(ciClass) \(nativeID)" + (name.map { " \"\($0)\"" } ?? "")
        case .itemUpdated(let id, let nativeID, let changes, let before):
            let texts = zip(changes, before).map { change, old in
                "\(change.key): \(old.map { "\($0)" } ?? "nothing") → \(change.value.map { "\($0)" } ?? "nothing")"
            }
            return "~ \(nativeID) (\(id)) " + texts.joined(separator: ", ")
        case .itemJoined(let id, let nativeID, let by, let changes):
            let texts = changes.map { "\($0.key): \($0.value.map { "\($0)" } ?? "nothing")" }
            return "= \(nativeID) is \(id) by \(by.joined(separator: ", ")): \(texts.joined(separator: ", "))"
        case .itemMerged(let id, let into):
            return "= \(id) is \(into)"
        case .itemDisappeared(let id, let outcome):
            return "- \(id) is \(outcome)"
        case .relationshipCreated(let type, let source, let target):
            return "+ \(source) -\(type)-> \(target)"
        case .relationshipUpdated(let reference):
            return "~ \(reference.source) -\(reference.type)-> \(reference.target)"
        case .relationshipDeleted(let reference):
            return "- \(reference.source) -\(reference.type)-> \(reference.target)"
        }
    }
}

import Faultline

/// What became of one source.
struct SyncResult {
    enum Outcome {
        case done
        case notDue
        case failed(any Error)
    }

    let name: String
    let outcome: Outcome
    /// One for each format; those before a failure are in.
    var imports: [ImportResult] = []

    init(_ name: String, _ outcome: Outcome, _ imports: [ImportResult] = []) {
        self.name = name
        self.outcome = outcome
        self.imports = imports
    }

    var rejected: Int { imports.reduce(0) { $0 + $1.outcome.report.rejected.count } }
}

/// What a sync did.
enum SyncText {
    static func text(_ results: [SyncResult], isDryRun: Bool, _ style: Style) -> String {
        var report = report(results, isDryRun: isDryRun)
        report.fields = []
        report.tables = [report.tables[0]]
        var text = report.text(style)
        for result in results {
            let lines = result.imports.flatMap(\.differences)
            guard !lines.isEmpty else { continue }
            text += "\n" + style.bold(result.name) + "\n" + lines.map { "  \($0.oneLine)\n" }.joined()
        }
        return text
    }

    static func report(_ results: [SyncResult], isDryRun: Bool) -> Report {
        var report = Report()
        report.field("dryRun", "Dry run", .boolean(isDryRun))
        report.tables = [
            Report.Table(
                key: "sources", title: "",
                columns: [
                    .init("source", "Source"), .init("result", "Result"), .init("format", "Format"),
                    .init("run", "Run"), .init("commit", "Commit"), .init("itemsRead", "Items read"),
                    .init("itemsCreated", "+"), .init("itemsUpdated", "~"), .init("itemsDisappeared", "-"),
                    .init("rejected", "Rejected"), .init("warnings", "Warnings"), .init("error", "Error"),
                ],
                rows: Rows(results.flatMap(rows)), whenEmpty: "No sources.")
        ]
        if isDryRun {
            let differences = results.flatMap { result in
                result.imports.flatMap(\.differences).map { [Cell.text(result.name), .text($0)] }
            }
            report.tables.append(
                Report.Table(
                    key: "differences", title: "Differences",
                    columns: [.init("source", "Source"), .init("difference", "Difference")],
                    rows: Rows(differences), whenEmpty: "No differences."))
        }
        return report
    }

    private static func rows(_ result: SyncResult) -> [[Cell]] {
        let imported = result.imports.map { row(result.name, $0) }
        let blank = Array(repeating: Cell.none, count: 8)
        return switch result.outcome {
        case .done: imported
        case .notDue: [[.text(result.name), .text("not due"), .none] + blank + [.none]]
        case .failed(let error):
            imported + [
                [.text(result.name), .text("failed"), .none] + blank
                    + [.text((error as? any FaultlineError)?.message ?? "\(error)")]
            ]
        }
    }

    private static func row(_ name: String, _ result: ImportResult) -> [Cell] {
        let (report, outcome) = (result.outcome.report, result.outcome)
        return [
            .text(name), .text(word(outcome)), .text(result.format),
            outcome.run.map { .integer(Int($0.rawValue)) } ?? .none,
            outcome.commit.map { .integer(Int($0.number.rawValue)) } ?? .none, .integer(report.itemsRead),
            .integer(report.itemsCreated), .integer(report.itemsUpdated), .integer(report.itemsDisappeared),
            .integer(report.rejected.count), .integer(report.warnings.count), .none,
        ]
    }

    private static func word(_ outcome: ImportOutcome) -> String {
        if outcome.commit != nil { return "done" }
        return outcome.report.changedNothing ? "nothing new" : "nothing written"
    }
}

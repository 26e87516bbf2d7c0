import Faultline

/// Imports that were run, as reports.
enum RunText {
    /// A row for each.
    static func list(_ runs: [RunRecord]) -> Report {
        var report = Report()
        report.tables = [
            Report.Table(
                key: "runs", title: "",
                columns: [
                    .init("run", "Run"), .init("started", "Started"), .init("source", "Source"),
                    .init("format", "Format"), .init("scope", "Scope"), .init("result", "Result"),
                    .init("commit", "Commit"), .init("itemsRead", "Items read"), .init("itemsCreated", "+"),
                    .init("itemsUpdated", "~"), .init("itemsDisappeared", "-"), .init("rejected", "Rejected"),
                    .init("warnings", "Warnings"), .init("seconds", "Seconds"),
                ],
                rows: Rows(runs, row), whenEmpty: "No runs.")
        ]
        return report
    }

    private static func row(_ run: RunRecord) -> [Cell] {
        [
            .integer(Int(run.number.rawValue)), .time(run.started), .text(run.source), .text(run.format),
            .text(scope(run)), .text(result(run)), commit(run), .integer(run.counts.itemsRead),
            .integer(run.counts.itemsCreated), .integer(run.counts.itemsUpdated),
            .integer(run.counts.itemsDisappeared), .integer(run.rejected.count), .integer(run.warnings.count),
            seconds(run),
        ]
    }

    /// Everything that is noted of one.
    static func one(_ run: RunRecord) -> Report {
        var report = Report(headline: "Run \(run.number): \(run.source), \(result(run))")
        report.field("run", "Run", .integer(Int(run.number.rawValue)))
        report.field("source", "Source", .text(run.source))
        report.field("format", "Format", .text(run.format))
        report.field("scope", "Scope", .text(scope(run)))
        report.field("result", "Result", .text(result(run)))
        report.field("commit", "Commit", commit(run))
        report.field("author", "Author", .text(run.author))
        report.field("reason", "Reason", .optional(run.reason))
        report.field("started", "Started", .time(run.started))
        report.field("seconds", "Seconds", seconds(run))
        report.field("inputCount", "Inputs", .integer(run.inputCount))
        report.field("inputs", "Names", .list(run.inputs))
        let counts = run.counts
        for (key, title, number) in [
            ("itemsRead", "Items read", counts.itemsRead), ("itemsCreated", "  created", counts.itemsCreated),
            ("itemsUpdated", "  updated", counts.itemsUpdated),
            ("itemsUnchanged", "  unchanged", counts.itemsUnchanged),
            ("itemsDisappeared", "  gone", counts.itemsDisappeared), ("cisSeen", "CIs seen", run.seen.count),
            ("relationshipsRead", "Relationships read", counts.relationshipsRead),
            ("relationshipsCreated", "  created", counts.relationshipsCreated),
            ("relationshipsUpdated", "  updated", counts.relationshipsUpdated),
            ("relationshipsUnchanged", "  unchanged", counts.relationshipsUnchanged),
            ("relationshipsDeleted", "  deleted", counts.relationshipsDeleted),
            ("unresolvedReferences", "  unresolved", counts.unresolvedReferences),
            ("rejected", "Rejected", run.rejected.count), ("warnings", "Warnings", run.warnings.count),
        ] { report.field(key, title, .integer(number)) }
        report.tables = [problems(run)]
        for (name, list) in [("rejected records", run.rejected), ("warnings", run.warnings)] {
            let more = list.count - list.first.count
            if more > 0 { report.notes.append("… and \(more) more \(name), which are not kept") }
        }
        return report
    }

    private static func problems(_ run: RunRecord) -> Report.Table {
        let lists =
            [("failure", run.failure.map { [$0] } ?? [])]
            + [("rejected", run.rejected.first), ("warning", run.warnings.first)]
        return Report.Table(
            key: "problems", title: "Problems",
            columns: [
                .init("kind", "Kind"), .init("position", "Position"), .init("code", "Code"),
                .init("message", "Message"), .init("advice", "Advice"),
            ],
            rows: Rows(lists.flatMap { kind, list in list.map { row(kind, $0) } }))
    }

    private static func row(_ kind: String, _ problem: RunProblem) -> [Cell] {
        [
            .text(kind), .optional(problem.position?.description), .text(problem.code), .text(problem.message),
            .optional(problem.advice),
        ]
    }

    static func result(_ run: RunRecord) -> String {
        if run.failure != nil { return "failed" }
        return run.commit == nil ? "nothing new" : "done"
    }

    private static func scope(_ run: RunRecord) -> String {
        run.isFull ? "full" + (run.missing.map { ", \($0)" } ?? "") : "partial"
    }

    private static func commit(_ run: RunRecord) -> Cell {
        run.commit.map { .integer(Int($0.rawValue)) } ?? .none
    }

    private static func seconds(_ run: RunRecord) -> Cell {
        .decimal((Double(run.durationMicroseconds) / 10_000).rounded() / 100)
    }
}

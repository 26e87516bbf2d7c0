import ArgumentParser
import Faultline

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Count what the store holds, by class and relationship type.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let statistics = try store.open().statistics()
        var report = Report()
        report.field("version", "Commit", .integer(Int(statistics.version.rawValue)))
        report.field("lastChange", "Last change", statistics.lastCommit.map { .time($0.metadata.time) } ?? .none)
        report.field("cis", "CIs and records", .integer(statistics.nodes))
        report.field("relationships", "Relationships", .integer(statistics.relationships))
        report.field("unresolved", "Unresolved references", .integer(statistics.unresolvedReferences))
        report.field("bytesOnDisk", "Bytes on disk", .integer(statistics.bytesOnDisk))
        report.tables = [
            Self.table("labels", "Class", statistics.labels),
            Self.table("types", "Relationship type", statistics.types),
        ]
        try output.write(report)
    }

    private static func table(_ key: String, _ title: String, _ counts: [(name: String, count: Int)]) -> Report.Table {
        Report.Table(
            key: key, title: "", columns: [.init("name", title), .init("count", "Count")],
            rows: Rows(counts.filter { $0.count > 0 }) { [.text($0.name), .integer($0.count)] })
    }
}

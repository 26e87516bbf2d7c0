import ArgumentParser
import Faultline

/// What `verify` runs in a child process.
struct VerifyInThisProcess: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "in-this-process", shouldDisplay: false)

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let result = try store.open().verify()
        var report = Report(headline: result.isSound ? "The store is sound" : "The store is damaged")
        report.field("sound", "Sound", .boolean(result.isSound))
        report.field("records", "Records checked", .integer(result.records))
        report.field("cis", "CIs and records", .integer(result.nodes))
        report.field("relationships", "Relationships", .integer(result.relationships))
        report.field("commits", "Commits", .integer(result.commits))
        report.field("findings", "Findings", .integer(result.findingCount))
        report.tables = [
            Report.Table(
                key: "details", title: "Findings",
                columns: [.init("table", "Table"), .init("key", "Key"), .init("reason", "What is wrong")],
                rows: Rows(result.findings) { [.text($0.table), .text($0.key), .text($0.reason)] })
        ]
        try output.write(report)
        guard result.isSound else {
            throw StoreError(
                .corrupt, "\(result.findingCount) things in the store are not as they should be",
                advice: "Restore a backup, or replay the log into a new store.")
        }
    }
}

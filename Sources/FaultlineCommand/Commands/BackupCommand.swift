import ArgumentParser
import Faultline

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the store while it is in use, and verify the copy.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("A folder that does not exist yet.", valueName: "path"))
    var destination: String

    func run() throws {
        try store.open().backup(to: destination)
        let statistics = try Database.open(at: destination, access: .readOnly).statistics()
        var report = Report(headline: "Backed up to \(destination)")
        report.field("path", "Path", .text(destination))
        report.field("version", "Commit", .integer(Int(statistics.version.rawValue)))
        report.field("cis", "CIs and records", .integer(statistics.nodes))
        report.field("relationships", "Relationships", .integer(statistics.relationships))
        report.field("bytes", "Bytes", .integer(statistics.bytesOnDisk))
        try output.write(report)
    }
}

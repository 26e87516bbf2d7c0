import ArgumentParser
import Faultline

struct ImportersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "importers", abstract: "List the formats that import reads, and how to produce them.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        var report = Report()
        report.tables = [
            Report.Table(
                key: "importers", title: "",
                columns: [
                    .init("format", "Format"), .init("summary", "What it reads"), .init("example", "For example"),
                ],
                rows: Rows(Importers.all) { [.text($0.format), .text($0.summary), .text($0.example)] })
        ]
        try output.write(report)
    }
}

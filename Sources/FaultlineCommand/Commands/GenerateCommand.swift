import ArgumentParser
import EstateGenerator
import Faultline
import Foundation

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Make up a realistic estate of any size.",
        discussion: """
            The same --cis and --seed give the same estate on every machine. The output is for import:

              faultline generate --cis 100000 --seed 7 | faultline import -
            """)

    enum Form: String, CaseIterable, ExpressibleByArgument { case ndjson, csv }

    @Option(help: ArgumentHelp("How many configuration items, from 1,000 to 50,000,000.", valueName: "number"))
    var cis = 10_000

    @Option(help: ArgumentHelp("Which estate of that size.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("ndjson: the interchange format. csv: items.csv and relationships.csv.", valueName: "format")
    )
    var format = Form.ndjson

    @Option(help: ArgumentHelp("A file, or a folder for csv. Default: standard output.", valueName: "path"))
    var output: String?

    func run() throws {
        let generator = try EstateGenerator(cis: cis, seed: seed)
        let records: RecordOutput
        switch format {
        case .ndjson:
            let stream = try output.map { try OutputFile.create($0) } ?? StandardStream.output()
            records = RecordOutput([(InterchangeWriter(source: "generated"), stream)])
        case .csv:
            guard let output else {
                throw CommandError(.usage, "csv is two files, so --output must name a folder for them")
            }
            let collector = ColumnCollector()
            try generator.generate(into: collector)
            records = try .csv(folder: output, columns: collector.columns)
        }
        try records.collect { try generator.generate(into: records) }
    }
}

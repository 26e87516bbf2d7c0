import ArgumentParser
import Faultline

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the graph for other programs.",
        discussion: """
            interchange (NDJSON) is what import reads back without loss; csv is two files, items.csv and \
            relationships.csv; graphml and dot are for programs that draw and analyse graphs.
            """)

    enum Form: String, CaseIterable, ExpressibleByArgument { case interchange, csv, graphml, dot }

    @OptionGroup var store: StoreOptions
    @OptionGroup var version: VersionOptions

    @Option(name: .customLong("as"), help: ArgumentHelp("interchange, csv, graphml or dot.", valueName: "form"))
    var form = Form.interchange

    @Option(help: ArgumentHelp("A file, or a folder for csv. Default: standard output.", valueName: "path"))
    var output: String?

    func run() throws {
        let session = try version.session(in: store.open())
        let records = try recordOutput(session)
        try session.export { try records.write($0) }
        try records.finish()
    }

    private func recordOutput(_ session: Session) throws -> RecordOutput {
        if form == .csv {
            guard let output else {
                throw CommandError(.usage, "csv is two files, so --output must name a folder for them")
            }
            return try .csv(folder: output, columns: columns(of: session))
        }
        let writer: any RecordWriter =
            switch form {
            case .interchange, .csv: InterchangeWriter(source: "export")
            case .graphml: GraphMLWriter(columns: try columns(of: session))
            case .dot: DOTWriter()
            }
        return RecordOutput([(writer, try output.map { try OutputFile.create($0) } ?? StandardStream.output())])
    }

    /// Every attribute that occurs, gathered in a pass of its own.
    private func columns(of session: Session) throws -> ExportColumns {
        var columns = ExportColumns()
        try session.export { columns.add($0) }
        return columns
    }
}

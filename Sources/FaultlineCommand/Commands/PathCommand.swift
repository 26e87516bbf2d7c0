import ArgumentParser
import Faultline

struct PathCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Show a shortest way between two CIs.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var point: PointOptions
    @OptionGroup var output: DrawingOptions

    @Argument(help: ArgumentHelp("Where the way starts.", valueName: "from"))
    var from: String

    @Argument(help: ArgumentHelp("Where it ends.", valueName: "to"))
    var to: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Follow relationships of these types only.", valueName: "type"))
    var types: [String] = []

    @Flag(help: "Follow relationships in any direction, not only the way that failure travels.")
    var any = false

    func run() throws {
        let session = try point.session(in: store.open())
        let report = try session.path(
            from: session.resolve(from), to: session.resolve(to), types: types.isEmpty ? nil : types,
            alongImpact: !any)
        guard let report else {
            throw CommandError(
                .noPath, "no way leads from \(from) to \(to)",
                advice: any ? nil : "Failure of the first does not reach the second; --any follows every relationship.")
        }
        try output.write(
            PathText.report(report), text: { PathText.render(report, $0) }, drawing: { Drawing(report) })
    }
}

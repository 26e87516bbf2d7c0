import ArgumentParser
import Faultline

struct UpstreamCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upstream", abstract: "Show everything that a CI needs, and what takes it down alone.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var point: PointOptions
    @OptionGroup var output: DrawingOptions

    @Argument(help: ArgumentHelp("A name, class:name, identity or #number.", valueName: "ci"))
    var ci: String

    @Option(help: ArgumentHelp("Stop so many steps away.", valueName: "steps"))
    var depth: Int?

    @Option(help: ArgumentHelp("Lines of the tree at most; 0 for all.", valueName: "lines"))
    var limit = 50

    func validate() throws {
        guard depth ?? 1 > 0 else { throw ValidationError("--depth counts from 1") }
        guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
    }

    func run() throws {
        let session = try point.session(in: store.open())
        let id = try session.resolve(ci)
        let report = try session.upstream(of: id, limits: ImpactRequest(failing: [id], distanceLimit: depth))
        try output.write(
            UpstreamText.report(report),
            text: { UpstreamText.render(report, $0, limit: limit == 0 ? nil : limit) },
            drawing: { Drawing(report) })
        try Completion.check(report.completeness)
    }
}

/// Whether an answer is whole.
enum Completion {
    /// - Throws: `command.incomplete`, so that the exit status says it.
    static func check(_ completeness: Completeness) throws(CommandError) {
        guard completeness.isComplete else {
            throw CommandError(
                .incomplete, "the answer is incomplete: \(completeness.reasons.joined(separator: "; "))")
        }
    }
}

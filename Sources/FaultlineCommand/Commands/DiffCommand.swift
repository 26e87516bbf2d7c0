import ArgumentParser
import Faultline

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what differs between two versions of the graph.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("A commit number or a time.", valueName: "from"))
    var from: String

    @Argument(help: ArgumentHelp("A commit number or a time. Default: now.", valueName: "to"))
    var to: String?

    @Option(help: ArgumentHelp("Differences at most; 0 for all.", valueName: "number"))
    var limit = 100

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
    }

    func run() throws {
        let database = try store.open()
        let session = try database.session()
        let (start, end) = (try PointInTime(parsing: from), try to.map { try PointInTime(parsing: $0) } ?? .latest)
        let (old, new) = (try database.session(at: start), try database.session(at: end))
        let schema = database.schema
        func name(_ id: NodeID) -> String {
            ((try? new.node(id)) ?? (try? old.node(id)))?[ConventionalProperty.name]?.string ?? id.description
        }
        func className(_ labels: [String]) -> String {
            schema.classCode(ofLabels: labels).map { schema[$0].name } ?? labels.joined(separator: ":")
        }
        var text = DifferenceText(limit: limit == 0 ? nil : limit)
        try session.forEachChange(from: start, to: end) { change in
            text.append(change, name, className)
            return true
        }
        try output.write(text.report(from: session.number(of: start), to: session.number(of: end)))
    }
}

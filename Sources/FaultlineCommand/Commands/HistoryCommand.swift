import ArgumentParser
import Faultline

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the commits of the store, or every change of one CI.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var version: VersionOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("A name, class:name, identity or #number. Default: the whole store.", valueName: "ci"))
    var ci: String?

    @Option(help: ArgumentHelp("The latest so many commits; 0 for all.", valueName: "number"))
    var limit = 50

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
    }

    func run() throws {
        let session = try version.session(in: store.open())
        if let ci {
            let id = try session.resolve(ci)
            return try output.write(
                HistoryText.versions(session.history(of: id), of: id) { other in
                    try session.node(other) == nil ? other.description : session.summary(of: other).name
                })
        }
        let last = session.version.rawValue
        guard last > 0 else { return try output.write(HistoryText.commits([])) }
        let first = limit == 0 || last <= UInt64(limit) ? 1 : last - UInt64(limit) + 1
        var report = HistoryText.commits(try session.commits(CommitNumber(first)...CommitNumber(last)))
        if first > 1 { report.notes = ["… and \(first - 1) earlier ones; --limit 0 lists all of them"] }
        try output.write(report)
    }
}

import ArgumentParser
import Faultline

struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List the imports that were run, look at one, or take it back.",
        discussion: """
            Each import leaves a run, also when it changed nothing or failed.

              faultline runs --source k8s-prod   the latest imports of a source
              faultline runs show 12             what run 12 did, and what it could not use
              faultline runs undo 12             take back everything that run 12 did
            """,
        subcommands: [RunsList.self, RunsShow.self, RunsUndo.self], defaultSubcommand: RunsList.self)
}

struct RunsList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List imports, the latest first.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("Only the imports of this source.", valueName: "name"))
    var source: String?

    @Option(help: ArgumentHelp("The latest so many imports; 0 for all.", valueName: "number"))
    var limit = 50

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
    }

    func run() throws {
        let session = try store.open().session()
        // One more tells whether there are more.
        let runs = try session.runs(limit: limit == 0 ? nil : limit + 1, source: source)
        let isCut = limit > 0 && runs.count > limit
        var report = RunText.list(isCut ? Array(runs.dropLast()) : runs)
        if isCut { report.notes = ["… and earlier ones; --limit 0 lists all of them"] }
        try output.write(report)
    }
}

struct RunsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what an import did, and what it could not use.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("The number of a run.", valueName: "run"))
    var number: UInt64

    func run() throws {
        let number = RunNumber(number)
        guard let run = try store.open().session().run(number) else { throw EngineError.unknownRun(number) }
        try output.write(RunText.one(run))
    }
}

struct RunsUndo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back everything that an import did.",
        discussion: "The undo is a commit of its own: nothing is lost from history, and the run stays in the list.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var commit: CommitOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("The number of a run.", valueName: "run"))
    var number: UInt64

    @Flag(help: "Take it back even where later commits changed the same things.")
    var force = false

    func run() throws {
        let result = try store.open(.readWrite).undo(
            run: RunNumber(number), forced: force, author: commit.authorName, reason: commit.reason)
        guard let result else {
            return try output.write(Report(headline: "Nothing to do: the run changed nothing."))
        }
        try output.write(HistoryText.commits([result]))
    }
}

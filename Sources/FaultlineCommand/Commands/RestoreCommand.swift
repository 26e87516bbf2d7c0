import ArgumentParser
import Faultline

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring a CI back to an earlier state, or take back whole commits.",
        discussion: """
            The restore is a commit of its own: nothing is lost from history.

              faultline restore db-01 --to 17        the CI as it was after commit 17
              faultline restore --undo 18 --undo 19  everything that commits 18 and 19 did
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var commit: CommitOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("A name, class:name, identity or #number.", valueName: "ci"))
    var ci: String?

    @Option(help: ArgumentHelp("The state after this commit, or at this time.", valueName: "commit-or-time"))
    var to: String?

    @Option(parsing: .singleValue, help: ArgumentHelp("A commit to take back; may be repeated.", valueName: "commit"))
    var undo: [UInt64] = []

    @Flag(help: "Restore even where later commits changed the same things.")
    var force = false

    func validate() throws {
        guard (ci == nil) == (to == nil), (ci == nil) != undo.isEmpty else {
            throw ValidationError("name a CI and --to, or commits with --undo")
        }
    }

    func run() throws {
        let database = try store.open(.readWrite)
        let result =
            if let ci, let to {
                try database.restore(
                    EarlierName.resolve(ci, at: PointInTime(parsing: to), in: database), to: PointInTime(parsing: to),
                    forced: force, author: commit.authorName, reason: commit.reason)
            } else {
                try database.undo(
                    Set(undo.map { CommitNumber($0) }), forced: force, author: commit.authorName, reason: commit.reason)
            }
        guard let result else {
            return try output.write(Report(headline: "Nothing to do: that is the state already."))
        }
        try output.write(HistoryText.commits([result]))
    }
}

/// Names of CIs that may be gone.
enum EarlierName {
    /// The CI of that name now, or else the one that had it then.
    static func resolve(_ name: String, at point: PointInTime, in database: Database) throws -> NodeID {
        do {
            return try database.session().resolve(name)
        } catch let error as EngineError where error.kind == .ciNotFound {
            return try database.session(at: point).resolve(name)
        }
    }
}

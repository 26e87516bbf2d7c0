import ArgumentParser
import Faultline

struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile", abstract: "Why the reports of several sources are one CI, or are not.",
        subcommands: [ReconcileExplain.self])
}

struct ReconcileExplain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Compare two CIs by every identity rule, and say what decided.",
        discussion: "Asked of one CI only, it tells why its records are one.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("A name, class:name, identity or #number.", valueName: "ci"))
    var first: String

    @Argument(help: ArgumentHelp("Another; the same CI when left out.", valueName: "ci"))
    var second: String?

    func run() throws {
        let database = try store.open(.readWrite)
        let session = try database.session()
        let a = try session.resolve(first)
        let b = try second.map { try session.resolve($0) } ?? a
        let report = try IdentityText.report(
            database.explain(a, b), first: session.summary(of: a), second: session.summary(of: b))
        try output.write(report)
    }
}

struct DuplicatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates", abstract: "List CIs that may be one, with the reasons and a proposed merge.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("Most CIs to look at for each kind.", valueName: "number"))
    var limit = 100

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must not be negative") }
    }

    func run() throws {
        let database = try store.open(.readWrite)
        let found = try database.duplicates(limit: limit)
        let session = try database.session()
        let report = try IdentityText.duplicates(found.candidates, omitted: found.omitted) {
            try session.summary(of: $0)
        }
        try output.write(report)
    }
}

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make one CI of two, for good.",
        discussion: """
            Records, relationships and references of both go to one of them; the other stays in history. Imports keep \
            to the decision. unmerge takes it back.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var commit: CommitOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("A name, class:name, identity or #number.", valueName: "ci"))
    var first: String

    @Argument(help: ArgumentHelp("The other one.", valueName: "ci"))
    var second: String

    func run() throws {
        let database = try store.open(.readWrite)
        let session = try database.session()
        let result = try database.merge(
            session.resolve(first), session.resolve(second), author: commit.authorName, reason: commit.reason)
        guard let result else { return try output.write(Report(headline: "Nothing to do: they are one CI.")) }
        try output.write(HistoryText.commits([result]))
    }
}

struct UnmergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge", abstract: "Take what one source reported out of a CI, for good.",
        discussion: """
            The record becomes a CI of its own, with the relationships that its source told. Imports keep to the \
            decision. faultline show --sources lists the records of a CI.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var commit: CommitOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("A record, as source#id.", valueName: "record"))
    var record: String

    func run() throws {
        let database = try store.open(.readWrite)
        let node = try database.session().resolve(record)
        let result = try database.separate(record, from: node, author: commit.authorName, reason: commit.reason)
        guard let result else { return try output.write(Report(headline: "Nothing to do.")) }
        try output.write(HistoryText.commits([result]))
    }
}

import ArgumentParser
import Faultline

struct SyncCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Bring in the sources that are due, as a file lists them.",
        discussion: """
            A timer may call it as often as it likes: a source is due when its interval has passed since its last run. \
            Sources are brought in one after the other; one that fails does not stop the others. The store is locked \
            for writing meanwhile, so that no second sync brings in the same source: that one ends with status 7.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var commit: CommitOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The YAML file with the sources.", valueName: "file"))
    var config: String

    @Flag(help: "Bring in every source, due or not.")
    var all = false

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Bring in this source only, due or not; may be repeated.", valueName: "name"))
    var only: [String] = []

    @Flag(help: "Print what would change, and change nothing. Commands are run.")
    var dryRun = false

    @Option(help: ArgumentHelp("How many rejected records and warnings of a source to print.", valueName: "number"))
    var problems = 5

    func validate() throws {
        guard problems >= 0 else { throw ValidationError("--problems must not be negative") }
        guard !all || only.isEmpty else { throw ValidationError("--all and --only exclude each other") }
    }

    func run() throws {
        let configuration = try SyncConfiguration(
            yaml: TextFile.read(config), name: config, policies: ImportRun.MissingPolicy.allCases.map(\.rawValue))
        try requireKnown(configuration)
        // From here to the end no other process writes: what is due now is brought in once.
        let database = try store.open(.readWrite)
        let importer = SyncImporter(
            database: database, folder: Self.folder(of: config), commit: commit, isDryRun: dryRun)
        var results: [SyncResult] = []
        for source in configuration.sources where only.isEmpty || only.contains(source.name) {
            let result = try bringIn(source, importer)
            results.append(result)
            try tell(result)
        }
        try output.write(SyncText.report(results, isDryRun: dryRun)) { SyncText.text(results, isDryRun: dryRun, $0) }
        try end(results)
    }

    private func requireKnown(_ configuration: SyncConfiguration) throws {
        let names = configuration.sources.map(\.name)
        for name in only where !names.contains(name) {
            throw CommandError(
                .usage, "\(config) has no source `\(name)`",
                advice: NameSuggestions.question(for: name, among: names)
                    ?? "It has: \(names.joined(separator: ", ")).")
        }
    }

    private func bringIn(_ source: SyncSource, _ importer: SyncImporter) throws -> SyncResult {
        if !all, only.isEmpty {
            let last = try importer.database.session().runs(limit: 1, source: source.name).first
            guard source.isDue(lastStarted: last?.started, now: Timestamp.now()) else {
                return SyncResult(source.name, .notDue)
            }
        }
        return importer.bringIn(source)
    }

    /// Problems are told as they come: later sources may take long.
    private func tell(_ result: SyncResult) throws {
        let (style, error) = (Terminal.current.errorStyle, StandardStream.error())
        for report in result.imports.map(\.outcome.report) {
            try error.write(ProblemText.text("\(result.name): rejected", report.rejected, limit: problems, style))
            try error.write(ProblemText.text("\(result.name): warning", report.warnings, limit: problems, style))
        }
        if case .failed(let failure) = result.outcome {
            try error.write(
                output.format == .json
                    ? ErrorOutput.json(failure) : "\(result.name): " + ErrorOutput.text(failure, style))
        }
        try error.flush()
    }

    /// The first failure's status; that of rejected records where nothing failed.
    private func end(_ results: [SyncResult]) throws {
        for result in results {
            if case .failed(let failure) = result.outcome { throw ChildStatus(status: ExitStatus(of: failure)) }
        }
        let rejected = results.reduce(0) { $0 + $1.rejected }
        guard rejected == 0 else {
            throw CommandError(
                .incomplete, "\(rejected) record\(rejected == 1 ? "" : "s") could not be used; the others are in")
        }
    }

    /// What paths of a configuration are relative to; nil for the current folder.
    private static func folder(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

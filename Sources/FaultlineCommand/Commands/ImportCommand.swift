import ArgumentParser
import Faultline

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring an inventory into the store.",
        discussion: """
            Inputs are files, folders, or - for standard input; gzip, xz, lz4 and zstd are undone. The format is \
            recognised, or named before the inputs: faultline import kubernetes pods.json. Each format is one \
            commit: all of it or, after an error, nothing. Records that cannot be used are listed and the exit \
            status is 8. The same input twice changes nothing.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var commit: CommitOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("What to read; the name of a format may come first.", valueName: "input"))
    var inputs: [String]

    @Option(
        help: ArgumentHelp(
            """
            The name of the source, under which its identities are known. Default: what the input says, else the \
            name of a single CSV file, else the format.
            """,
            valueName: "name"))
    var source: String?

    @Option(help: ArgumentHelp("A file that says what the columns of a CSV file are.", valueName: "file"))
    var mapping: String?

    @Option(
        name: .customLong("option"), parsing: .singleValue,
        help: ArgumentHelp("What only one format knows, such as separator=semicolon.", valueName: "key=value"))
    var options: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            The inputs are all that the source has. What it no longer reports is kept, marked stale, retired, deleted, \
            or treated as the schema says for its class.
            """,
            valueName: "by-class|keep|stale|retire|delete"))
    var full: ImportRun.MissingPolicy?

    @Flag(help: "Print what would change, and change nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("How many rejected records and warnings to print.", valueName: "number"))
    var problems = 5

    func validate() throws {
        guard problems >= 0 else { throw ValidationError("--problems must not be negative") }
    }

    func run() throws {
        let opener = InputOpener()
        let (format, paths) = namedFormat()
        let files = try opener.files(paths)
        let options = try importerOptions()
        let database = try store.open(.readWrite)
        var results: [ImportResult] = []
        for batch in try ImportBatch.make(files, format: format, opener) {
            results.append(try run(batch, options, database))
        }
        try output.write(ImportText.report(results, isDryRun: dryRun)) {
            ImportText.text(results, isDryRun: dryRun, $0)
        }
        try reportProblems(results)
    }

    /// A first argument that is the name of a format, and no file, is one.
    private func namedFormat() -> (format: String?, paths: [String]) {
        guard let first = inputs.first, Importers.all.contains(where: { $0.format == first }) else {
            return (nil, inputs)
        }
        let rest = Array(inputs.dropFirst())
        return (first, rest.isEmpty ? ["-"] : rest)
    }

    private func importerOptions() throws -> ImporterOptions {
        var values: [String: String] = [:]
        for option in options {
            let (key, value) = try KeyValueText.split(option)
            values[key] = value
        }
        return ImporterOptions(
            mapping: try mapping.map { try TextFile.read($0) }, mappingName: mapping ?? "mapping", values: values)
    }

    private func run(_ batch: ImportBatch, _ options: ImporterOptions, _ database: Database) throws -> ImportResult {
        let scope = full.map { ImportRun.Scope.full($0) } ?? .partial
        var request = ImportRequest(
            run: ImportRun(
                source: source ?? batch.defaultSource, yieldsToStatedSource: source == nil, scope: scope),
            author: commit.authorName,
            reason: commit.reason)
        request.isDryRun = dryRun
        let differences = DifferenceList()
        if dryRun { request.onDifference = { differences.append($0) } }
        let display = ProgressDisplay(verb: "importing", total: batch.expectedBytes)
        defer { display.end() }
        let outcome = try database.run(
            request, with: batch.importer.init(options: options), from: batch.inputs(display.watching))
        return ImportResult(format: batch.importer.format, outcome: outcome, differences: differences.lines)
    }

    /// Tells what could not be used, and ends with the status that says so.
    private func reportProblems(_ results: [ImportResult]) throws {
        let style = Terminal.current.errorStyle
        let error = StandardStream.error()
        var rejected = 0
        for result in results {
            let report = result.outcome.report
            rejected += report.rejected.count
            try error.write(ProblemText.text("rejected", report.rejected, limit: problems, style))
            try error.write(ProblemText.text("warning", report.warnings, limit: problems, style))
        }
        try error.flush()
        guard rejected == 0 else {
            throw CommandError(
                .incomplete, "\(rejected) record\(rejected == 1 ? "" : "s") could not be used; the others are in")
        }
    }
}

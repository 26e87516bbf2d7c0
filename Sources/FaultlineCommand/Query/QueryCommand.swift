import ArgumentParser
import Faultline
import Glibc

struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Ask and change the graph with statements of the query language.",
        discussion: """
            The language is openCypher with additions: AS OF, impact procedures, quantified paths. Several statements \
            are separated by semicolons and run one after the other, each as a commit of its own; the first that fails \
            ends the command.

              faultline query "MATCH (s:Server) RETURN s.name, s.state LIMIT 10"
              faultline query "CALL impact.down('db-01') YIELD ci, verdict RETURN verdict, count(*)"
              faultline query 'MATCH (n {name: $name}) RETURN n' --param 'name="db-01"'
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var version: VersionOptions
    @OptionGroup var commit: CommitOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("Statements. Default: those of --file, or of standard input.", valueName: "statement"))
    var statement: String?

    @Option(help: ArgumentHelp("Read the statements from this file; - is standard input.", valueName: "path"))
    var file: String?

    @Option(
        name: .customLong("param"), parsing: .singleValue,
        help: ArgumentHelp("The value of a parameter; may be repeated.", valueName: "name=json"))
    var parameters: [String] = []

    @Option(
        name: .customLong("limit-rows"),
        help: ArgumentHelp("End a statement that gives more rows than this.", valueName: "number"))
    var rowLimit: Int?

    @Option(help: ArgumentHelp("End a statement that takes longer than this.", valueName: "seconds"))
    var timeout: Double?

    func validate() throws {
        guard statement == nil || file == nil else {
            throw ValidationError("state a statement or --file, not both")
        }
        guard rowLimit ?? 1 > 0 else { throw ValidationError("--limit-rows counts from 1") }
        guard timeout ?? 1 > 0, timeout ?? 1 <= 1e9 else {
            throw ValidationError("--timeout must be more than 0 and at most 1000000000")
        }
    }

    func run() throws {
        let script = try script()
        var request = QueryRequest("", parameters: try QueryParameters.parse(parameters), limits: limits)
        let access = StoreAccess(store)
        if version.asOf != nil { request.asOf = try version.session(in: access.database()).version }
        let runner = StatementRunner(
            access: access, author: commit.authorName, source: "faultline query", reason: commit.reason)
        let stream = StandardStream.output()
        for (place, part) in QueryParser.parseScript(script.text).enumerated() {
            if place > 0, output.format == .text { try stream.write("\n") }
            request.text = part.text
            let writer = try RowOutput.writer(output.format, to: stream, Terminal.current.outputStyle)
            try runner.run(request, at: part.span.start, of: script, writer)
        }
    }

    private var limits: QueryLimits {
        var limits = QueryLimits()
        limits.rows = rowLimit ?? limits.rows
        limits.milliseconds = timeout.map { max(1, Int($0 * 1_000)) }
        return limits
    }

    private func script() throws -> SourceText {
        if let statement { return SourceText(statement) }
        guard file != nil || isatty(STDIN_FILENO) == 0 else {
            throw CommandError(
                .usage, "there is no statement", advice: "State one, or --file; `faultline shell` is for typing.")
        }
        let path = file ?? "-"
        let input = try InputOpener().open(path)
        var bytes: [UInt8] = []
        while case let piece = try input.read(), !piece.isEmpty { bytes += piece }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError(.file, "\(path == "-" ? "standard input" : path) is not UTF-8")
        }
        return SourceText(text, name: path == "-" ? "query" : path)
    }
}

import Faultline

/// Does what lines ask for, and keeps what holds from one statement to the next.
final class Shell {
    let access: StoreAccess
    let runner: StatementRunner
    private(set) var parameters: [String: QueryValue] = [:]
    private(set) var format: OutputFormat
    /// The version that statements read, as it was asked for and as a commit.
    private(set) var past: (text: String, commit: CommitNumber)?
    /// The transaction that `:begin` began.
    var transaction: QueryTransaction?

    /// - Parameter author: of the commits that statements make.
    init(_ options: StoreOptions, format: OutputFormat, author: String, reason: String?) {
        access = StoreAccess(options)
        runner = StatementRunner(access: access, author: author, source: "faultline shell", reason: reason)
        self.format = format
    }

    /// Opens the store, so that one that cannot be opened is told at once.
    func begin() throws { _ = try access.database() }

    /// Runs a statement or a command other than `:quit`.
    ///
    /// - Parameter control: ends the statement when another thread cancels it.
    func perform(
        _ action: ShellAction, to stream: StandardStream, _ style: Style, control: QueryControl = QueryControl()
    ) throws {
        switch action {
        case .problem(let text): throw CommandError(.usage, text)
        case .statement(let text):
            // Other programs may write between two statements.
            defer { if transaction == nil { access.release() } }
            let request = QueryRequest(text, parameters: parameters, control: control, asOf: past?.commit)
            try runner.run(
                request, at: 0, of: SourceText(text), in: transaction,
                RowOutput.writer(format, to: stream, style))
        case .command(let command):
            try perform(command, to: stream, style)
            try stream.flush()
        }
    }

    private func perform(_ command: ShellCommandLine, to stream: StandardStream, _ style: Style) throws {
        switch command {
        case .help: try stream.write(Self.help(style))
        case .schema(let name): try stream.write(schema(name, style))
        case .asOf(let text): try setPast(text, stream, style)
        case .showParameters:
            for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
                try stream.write("$\(name) = \(value.description)\n")
            }
            if parameters.isEmpty { try stream.write(style.dim("no parameters") + "\n") }
        case .setParameter(let name, let expression): parameters[name] = try value(of: expression)
        case .clearParameters: parameters = [:]
        case .begin: try beginTransaction(stream, style)
        case .commit: try commit(stream, style)
        case .rollback: try rollBack(stream, style)
        case .format(let name): try setFormat(name, stream)
        case .explain, .quit: break  // The reader makes statements of the one, the loop ends at the other.
        }
    }

    private static func help(_ style: Style) -> String {
        let width = ShellCommandLine.list.reduce(0) { max($0, $1.command.count) }
        let lines = ShellCommandLine.list.map { "  \($0.command.padded(to: width))  \($0.meaning)" }
        return """
            Statements end with a semicolon and may take several lines. Ctrl-C ends a statement that runs, or forgets
            what was typed.

            \(lines.joined(separator: "\n"))

            """
    }

    private func schema(_ name: String?, _ style: Style) throws -> String {
        let text = SchemaText(schema: try access.database().schema)
        guard let name else { return text.classTree() + "\n" + text.types().text(style) }
        return try text.entry(name).text(style)
    }

    private func setPast(_ text: String?, _ stream: StandardStream, _ style: Style) throws {
        guard let text else {
            past = nil
            return try stream.write(style.dim("asking about the latest version") + "\n")
        }
        let commit = try access.database().session(at: PointInTime(parsing: text)).version
        past = (text, commit)
        try stream.write(style.dim("asking about commit \(commit)") + "\n")
    }

    /// What an expression of the language gives, which may use the parameters given so far.
    private func value(of expression: String) throws -> QueryValue {
        let text = "RETURN \(expression)\nAS value"
        let request = QueryRequest(text, parameters: parameters)
        var value = QueryValue.null
        do {
            try access.database().query(request, author: runner.author, source: runner.source) { row in
                value = row.first ?? .null
                return false
            }
        } catch let error as QueryError {
            throw StatementError(error, at: 0, of: SourceText(text))
        }
        return value
    }

    private func setFormat(_ name: String?, _ stream: StandardStream) throws {
        guard let name else { return try stream.write(format.rawValue + "\n") }
        // `table` is what many call it.
        guard let chosen = name == "table" ? .text : OutputFormat(rawValue: name), OutputFormat.tabular.contains(chosen)
        else {
            throw CommandError(
                .format, "there is no format `\(name)`",
                advice: "There are: \(OutputFormat.tabular.map(\.rawValue).joined(separator: ", ")).")
        }
        format = chosen
    }
}

import Faultline

/// What a line makes the shell do.
enum ShellAction: Equatable {
    /// A statement, without its semicolon.
    case statement(String)
    case command(ShellCommandLine)
    /// A line that begins like a command and is none.
    case problem(String)
}

/// Gathers lines until they make a statement or a command.
struct ShellReader {
    /// What was typed of a statement that has not ended.
    private(set) var pending = ""

    /// Whether a statement has begun.
    var isInside: Bool { !pending.isEmpty }

    var prompt: String { isInside ? "       ... " : "faultline> " }

    /// Takes the next line, without its line end.
    mutating func accept(_ line: String) -> [ShellAction] {
        if !isInside {
            let text = line.trimmingSpaces
            if text.isEmpty { return [] }
            if text.hasPrefix(":") { return command(text) }
            if let command = ShellCommandLine.words[text.withoutSemicolon.lowercased()] { return [.command(command)] }
        }
        pending += isInside ? "\n" + line : line
        return statements()
    }

    /// Takes the end of the input: what is pending is a statement, whose semicolon may be missing.
    mutating func finish() -> [ShellAction] {
        defer { pending = "" }
        return QueryParser.parseScript(pending).map { .statement($0.text) }
    }

    /// Forgets what was typed of a statement.
    mutating func clear() { pending = "" }

    private mutating func command(_ text: String) -> [ShellAction] {
        switch ShellCommandLine.parse(text) {
        case .explain(let statement)?:
            pending = "EXPLAIN " + statement
            // On the line of a command the semicolon may be missing.
            guard case .complete = QueryParser.completeness(of: pending) else { return statements() }
            return finish()
        case let command?: return [.command(command)]
        case nil: return [.problem(ShellCommandLine.problem(text))]
        }
    }

    /// The statements that have ended; what follows them stays.
    private mutating func statements() -> [ShellAction] {
        let parts = QueryParser.parseScript(pending)
        let ended = parts.filter(\.isTerminated)
        pending = parts.last.map { $0.isTerminated ? "" : $0.text } ?? ""
        return ended.map { .statement($0.text) }
    }
}

extension String {
    /// Without the spaces around it.
    var trimmingSpaces: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

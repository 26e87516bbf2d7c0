/// A command of the shell: a line that begins with a colon.
enum ShellCommandLine: Equatable {
    case help
    /// The classes and relationship types, or one of them.
    case schema(String?)
    case explain(String)
    /// The version that statements read; nil: the latest.
    case asOf(String?)
    case showParameters
    /// The value is an expression of the language.
    case setParameter(name: String, expression: String)
    case clearParameters
    case begin
    case commit
    case rollback
    /// nil: say which one it is.
    case format(String?)
    case quit

    /// The command that a line is; nil when it is none.
    static func parse(_ line: String) -> ShellCommandLine? {
        let name = line.prefix { !$0.isWhitespace }.lowercased()
        let rest = String(line.dropFirst(name.count)).withoutSemicolon
        let argument = rest.isEmpty ? nil : rest
        switch name {
        case ":help", ":h", ":?": return argument == nil ? .help : nil
        case ":schema": return .schema(argument)
        case ":explain": return argument.map { .explain($0) }
        case ":as-of": return .asOf(argument == "latest" ? nil : argument)
        case ":params": return argument == nil ? .showParameters : argument == "clear" ? .clearParameters : nil
        case ":param": return parameter(rest)
        case ":begin": return argument == nil ? .begin : nil
        case ":commit": return argument == nil ? .commit : nil
        case ":rollback": return argument == nil ? .rollback : nil
        case ":format": return .format(argument)
        case ":quit", ":exit", ":q": return argument == nil ? .quit : nil
        default: return nil
        }
    }

    /// `name => expression` or `name expression`.
    private static func parameter(_ text: String) -> ShellCommandLine? {
        if text.isEmpty { return .showParameters }
        let name = text.prefix { !$0.isWhitespace && $0 != "=" }
        var value = String(text.dropFirst(name.count)).trimmingSpaces
        if value.hasPrefix("=>") { value = String(value.dropFirst(2)).trimmingSpaces }
        let bare = name.first == "$" ? name.dropFirst() : name
        guard !bare.isEmpty, !value.isEmpty else { return nil }
        return .setParameter(name: String(bare), expression: value)
    }

    /// What people type who have not read about commands; no statement begins with these words.
    static let words: [String: ShellCommandLine] = ["help": .help, "exit": .quit, "quit": .quit]

    /// What is wrong with a line that is no command.
    static func problem(_ line: String) -> String {
        let name = line.prefix { !$0.isWhitespace }.lowercased()
        guard let known = list.first(where: { $0.command.prefix { $0 != " " } == name }) else {
            return "there is no command `\(line)`; :help lists the commands"
        }
        return "`\(line)` is not how the command is written: \(known.command)"
    }

    /// The commands for `:help`.
    static let list: [(command: String, meaning: String)] = [
        (":help", "this list"),
        (":schema [NAME]", "the classes and relationship types, or one of them"),
        (":explain STATEMENT", "how a statement would be run"),
        (":as-of COMMIT-OR-TIME", "ask about an earlier version from now on; `:as-of latest` ends that"),
        (":begin", "begin a transaction: the statements after it become one commit, or nothing"),
        (":commit", "make the commit"),
        (":rollback", "undo the transaction"),
        (":param NAME => EXPRESSION", "give a parameter a value"),
        (":params [clear]", "the parameters and their values, or forget them"),
        (":format [NAME]", "how results are written: text, json, ndjson, csv, markdown"),
        (":quit", "leave, as Ctrl-D does"),
    ]
}

extension String {
    /// Without spaces around it and a semicolon at its end.
    var withoutSemicolon: String {
        let text = trimmingSpaces
        return text.hasSuffix(";") ? String(text.dropLast()).trimmingSpaces : text
    }
}

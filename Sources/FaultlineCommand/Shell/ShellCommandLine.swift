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

    /// The commands for `:help`.
    static let list: [(command: String, meaning: String)] = [
        (":help", "this list"),
        (":schema [NAME]", "the classes and relationship types, or one of them"),
        (":explain STATEMENT", "how a statement would be run"),
        (":as-of COMMIT-OR-TIME", "ask about an earlier version from now on; `:as-of latest` ends that"),
        (":param NAME => EXPRESSION", "give a parameter a value"),
        (":params [clear]", "the parameters and their values, or forget them"),
        (":format [NAME]", "how results are written: text, json, ndjson, csv, markdown"),
        (":quit", "leave, as Ctrl-D does"),
    ]
}

extension String {
    fileprivate var withoutSemicolon: String {
        let text = trimmingSpaces
        return text.hasSuffix(";") ? String(text.dropLast()).trimmingSpaces : text
    }
}

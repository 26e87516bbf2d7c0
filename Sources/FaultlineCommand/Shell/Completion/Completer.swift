import Faultline

/// Says what the end of a text that is being typed may become.
struct Completer {
    let names: CompletionNames
    let parameters: [String]

    /// - Parameters:
    ///   - pending: the lines of a statement that has begun; empty where none has.
    ///   - line: up to the cursor.
    func completion(of line: String, after pending: String) -> LineCompletion {
        guard pending.isEmpty, line.trimmingSpaces.hasPrefix(":") else {
            return statement(pending + "\n" + line)
        }
        return command(line.trimmingSpaces + (line.last?.isWhitespace == true ? " " : ""))
    }

    private func command(_ line: String) -> LineCompletion {
        guard let space = line.firstIndex(where: \.isWhitespace) else {
            return Self.matching(
                line,
                ShellCommandLine.list.map { $0.command.prefix { $0 != " " } + ($0.command.contains(" ") ? " " : "") })
        }
        let argument = String(line[space...].drop(while: \.isWhitespace))
        switch line[..<space].lowercased() {
        case ":schema": return Self.matching(argument, names.labels + names.types)
        case ":format": return Self.matching(argument, OutputFormat.tabular.map(\.rawValue))
        case ":as-of": return Self.matching(argument, ["latest"])
        case ":params": return Self.matching(argument, ["clear"])
        default: return statement(argument)
        }
    }

    private func statement(_ text: String) -> LineCompletion {
        let place = CompletionPlace(endOf: text)
        switch place.kind {
        case .nothing: return .none
        case .label: return Self.matching(place.typed, names.labels.map(\.asName))
        case .type: return Self.matching(place.typed, names.types.map(\.asName))
        case .propertyKey: return Self.matching(place.typed, names.propertyKeys.map(\.asName))
        case .procedure: return Self.matching(place.typed, names.procedures.map { $0 + "(" })
        case .parameter: return Self.matching(place.typed, parameters)
        case .member: return member(place.typed)
        case .word: return word(place.typed)
        }
    }

    /// What follows a point: more of the name of a function or a procedure, else a property.
    private func member(_ typed: String) -> LineCompletion {
        let qualified = Self.matching(typed, (names.functions + names.procedures).map { $0 + "(" })
        if !qualified.candidates.isEmpty { return qualified }
        let key = typed[(typed.lastIndex(of: ".") ?? typed.startIndex)...].dropFirst()
        return Self.matching(String(key), names.propertyKeys.map(\.asName))
    }

    private func word(_ typed: String) -> LineCompletion {
        // Everything may stand here: that is no help.
        guard !typed.isEmpty else { return .none }
        let isLower = typed == typed.lowercased()
        let functions = names.functions.map { $0 + "(" }
        let known = Set(names.functions.map { $0.lowercased() })
        let words = QueryParser.keywords.filter { !known.contains($0.lowercased()) }
        return Self.matching(typed, words.map { (isLower ? $0.lowercased() : $0) + " " } + functions)
    }

    private static func matching(_ typed: String, _ names: [String]) -> LineCompletion {
        let start = typed.lowercased()
        // Quotes are not typed before one knows that they are needed.
        let found = Set(names.filter { $0.lowercased().drop { $0 == "`" }.hasPrefix(start) })
        return LineCompletion(typed: typed, candidates: found.sorted())
    }
}

extension String {
    /// As a statement writes it.
    fileprivate var asName: String {
        let isPlain = first?.isNumber == false && allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        return isPlain ? self : "`" + replacing("`", with: "``") + "`"
    }
}

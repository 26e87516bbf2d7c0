import GraphModel
import Yams

/// Takes a YAML tree apart, collecting what is wrong instead of stopping at it.
struct DocumentReader {
    let file: String
    var problems: [SchemaViolation] = []

    typealias Entry = (key: Located<String>, value: Yams.Node)

    /// The root of a document; nil when it is empty or no YAML.
    mutating func root(of text: String) -> Yams.Node? {
        do {
            // Nodes hold their anchors weakly: they are gone with the parser.
            let parser = try Yams.Parser(yaml: text)
            return try withExtendedLifetime(parser) {
                guard let root = try parser.singleRoot() else { return nil }
                return isPlain(root, depth: 1) ? root : nil
            }
        } catch let error as YamlError {
            problems.append(violation(for: error))
        } catch {
            problems.append(SchemaViolation(.syntax, "\(error)", at: SourcePosition(file: file)))
        }
        return nil
    }

    /// Anchors would let a short text grow beyond bounds, and depth would overflow the stack.
    private mutating func isPlain(_ node: Yams.Node, depth: Int) -> Bool {
        if depth > Limits.documentNesting {
            report(.nesting, "nested deeper than \(Limits.documentNesting) levels", at: node)
            return false
        }
        if node.anchor != nil {
            report(.syntax, "anchors and aliases are not allowed", at: node, advice: "Write the value out.")
            return false
        }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                guard isPlain(key, depth: depth + 1), isPlain(value, depth: depth + 1) else { return false }
            }
        case .sequence(let sequence):
            for value in sequence { guard isPlain(value, depth: depth + 1) else { return false } }
        case .scalar: break
        case .alias:
            report(.syntax, "anchors and aliases are not allowed", at: node, advice: "Write the value out.")
            return false
        }
        return true
    }

    private func violation(for error: YamlError) -> SchemaViolation {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let position = SourcePosition(file: file, line: mark.line, column: mark.column)
            if problem.contains("nesting level") {
                return SchemaViolation(.nesting, "nested deeper than \(Limits.documentNesting) levels", at: position)
            }
            return SchemaViolation(.syntax, "not YAML: \(problem)", at: position)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "`\($0)`" }.joined(separator: ", ")
            return SchemaViolation(
                .syntax, "\(names) is written twice in one mapping",
                at: SourcePosition(file: file, line: context.mark.line, column: context.mark.column),
                advice: "Merge the two or remove one.")
        case .reader(let problem, _, _, _):
            return SchemaViolation(.syntax, "not text: \(problem)", at: SourcePosition(file: file))
        default:
            return SchemaViolation(.syntax, "not YAML", at: SourcePosition(file: file))
        }
    }
}

extension DocumentReader {
    func position(of node: Yams.Node) -> SourcePosition {
        SourcePosition(file: file, line: node.mark?.line, column: node.mark?.column)
    }

    mutating func report(
        _ kind: SchemaViolation.Code, _ message: String, at node: Yams.Node, advice: String? = nil
    ) {
        problems.append(SchemaViolation(kind, message, at: position(of: node), advice: advice))
    }

    /// The entries of a mapping in order; nothing for an empty value. `what` names the value in messages.
    mutating func entries(_ node: Yams.Node, _ what: String) -> [Entry] {
        switch node {
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                guard let name = scalar(key) else {
                    report(.badDeclaration, "a key of \(what) must be plain text", at: key)
                    continue
                }
                entries.append((Located(value: name, position: position(of: key)), value))
            }
            return entries
        case .scalar(let scalar) where isNull(scalar): return []
        default:
            report(.badDeclaration, "\(what) must be a mapping", at: node)
            return []
        }
    }

    /// As `entries`, with the keys that this mapping may have.
    mutating func entries(_ node: Yams.Node, _ what: String, keys: [String]) -> [Entry] {
        var known: [Entry] = []
        for entry in entries(node, what) {
            if keys.contains(entry.key.value) {
                known.append(entry)
            } else {
                problems.append(
                    SchemaViolation(
                        .badDeclaration, "\(what) has no key `\(entry.key.value)`", at: entry.key.position,
                        advice: NameSuggestions.question(for: entry.key.value, among: keys)
                            ?? "It may have: \(keys.joined(separator: ", "))."))
            }
        }
        return known
    }

    mutating func text(_ node: Yams.Node, _ what: String) -> Located<String>? {
        guard let value = scalar(node), !value.isEmpty else {
            report(.badDeclaration, "\(what) must be text", at: node)
            return nil
        }
        return Located(value: value, position: position(of: node))
    }

    mutating func boolean(_ node: Yams.Node, _ what: String) -> Bool {
        switch scalar(node) {
        case "true": return true
        case "false": return false
        default:
            report(.badDeclaration, "\(what) must be true or false", at: node)
            return false
        }
    }

    mutating func number(_ node: Yams.Node, _ what: String, where isValid: (Double) -> Bool) -> Double? {
        guard let value = scalar(node).flatMap(Double.init), value.isFinite, isValid(value) else {
            report(.badDeclaration, "\(what)", at: node)
            return nil
        }
        return value
    }

    /// A list of texts, or a single text.
    mutating func texts(_ node: Yams.Node, _ what: String) -> [Located<String>] {
        if case .sequence(let sequence) = node {
            var values: [Located<String>] = []
            for element in sequence {
                if let value = text(element, "an element of \(what)") { values.append(value) }
            }
            return values
        }
        return text(node, what).map { [$0] } ?? []
    }

    /// One of the spellings of an enumeration.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Yams.Node, _ what: String, of: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        if let value = scalar(node).flatMap(Choice.init(rawValue:)) { return value }
        let names = Choice.allCases.map(\.rawValue)
        report(
            .badDeclaration, "\(what) must be one of \(names.joined(separator: ", "))", at: node,
            advice: scalar(node).flatMap { NameSuggestions.question(for: $0, among: names) })
        return nil
    }

    private func scalar(_ node: Yams.Node) -> String? {
        guard case .scalar(let scalar) = node, !isNull(scalar) else { return nil }
        return scalar.string
    }

    private func isNull(_ scalar: Yams.Node.Scalar) -> Bool {
        scalar.style == .plain && (scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null")
    }
}

public import GraphModel
import Yams

extension HealthRule {
    /// The rules of some documents, in their order:
    ///
    ///     rules:
    ///       - name: server-owner
    ///         description: A server in production has an owner.
    ///         severity: high
    ///         class: Server
    ///         query: |
    ///           MATCH (s:Server {environment: 'production'}) WHERE NOT EXISTS { (s)-[:OWNED_BY]->() }
    ///           RETURN s
    ///
    /// - Throws: everything that is wrong with how they are written, with positions. Queries are not looked at.
    public static func read(_ documents: [SchemaDocument]) throws(SchemaError) -> [HealthRule] {
        var problems: [SchemaViolation] = []
        var rules: [HealthRule] = []
        var names: Set<String> = []
        for document in documents {
            var reader = HealthRuleReader(reader: DocumentReader(file: document.name), document)
            for rule in reader.read() {
                if names.insert(rule.name).inserted {
                    rules.append(rule)
                } else {
                    reader.reader.problems.append(
                        SchemaViolation(.conflict, "there are two rules `\(rule.name)`", at: rule.position))
                }
            }
            problems += reader.reader.problems
        }
        if rules.count > SchemaLimits.rules {
            problems.append(SchemaViolation(.tooMany, "more than \(SchemaLimits.rules) rules"))
        }
        if let first = problems.first { throw SchemaError(first, Array(problems.dropFirst())) }
        return rules
    }
}

/// Reads the rules of one document.
private struct HealthRuleReader {
    var reader: DocumentReader
    private let document: SchemaDocument
    private static let keys = ["name", "description", "severity", "class", "query"]

    init(reader: DocumentReader, _ document: SchemaDocument) {
        self.reader = reader
        self.document = document
    }

    mutating func read() -> [HealthRule] {
        guard let root = reader.root(of: document.text) else { return [] }
        var rules: [HealthRule] = []
        for (_, value) in reader.entries(root, "a document of rules", keys: ["rules"]) {
            guard case .sequence(let sequence) = value else {
                reader.report(.badDeclaration, "`rules` must be a list", at: value)
                continue
            }
            for element in sequence { if let rule = rule(element) { rules.append(rule) } }
        }
        return rules
    }

    private mutating func rule(_ node: Yams.Node) -> HealthRule? {
        var texts: [String: Located<String>] = [:]
        var severity: HealthRule.Severity? = .medium
        var query: (text: String, place: QueryPlace)?
        for (key, value) in reader.entries(node, "a rule", keys: Self.keys) {
            if key.value == "severity" {
                severity = reader.choice(value, "`severity`", of: HealthRule.Severity.self)
                continue
            }
            texts[key.value] = reader.text(value, "`\(key.value)` of a rule")
            if key.value == "query", let text = texts["query"] { query = (text.value, place(of: value)) }
        }
        for key in ["name", "query"] where texts[key] == nil {
            reader.report(.badDeclaration, "a rule needs a `\(key)`", at: node)
        }
        guard let name = texts["name"], let query, let severity else { return nil }
        return HealthRule(
            name: name.value, description: texts["description"]?.value ?? name.value, severity: severity,
            ciClass: texts["class"]?.value, query: query.text, position: name.position, queryPlace: query.place)
    }

    private func place(of node: Yams.Node) -> QueryPlace {
        var place = QueryPlace(start: reader.position(of: node))
        guard case .scalar(let scalar) = node, let line = place.start.line else { return place }
        switch scalar.style {
        case .literal:
            let lines = document.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(line)
            let first = lines.first { $0.contains { $0 != " " && $0 != "\r" } } ?? ""
            place.indentation = first.prefix { $0 == " " }.count
        case .folded: break
        case .singleQuoted, .doubleQuoted: place.lead = 1
        default: place.lead = 0
        }
        return place
    }
}

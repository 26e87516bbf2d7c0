import GraphModel
import Yams

extension DeclarationReader {
    typealias SourcePattern = ReconciliationRules.SourcePattern

    mutating func readReconciliation(_ node: Yams.Node) {
        let keys = ["placeholders", "sources", "precedence", "missing"]
        for (key, value) in reader.entries(node, "`reconciliation`", keys: keys) {
            let what = "`\(key.value)` of `reconciliation`"
            switch key.value {
            case "placeholders":
                for placeholder in reader.texts(value, what) { addPlaceholder(placeholder, what) }
            case "sources":
                for rule in rules(value, what) { readSource(rule) }
            case "precedence":
                for rule in rules(value, what) { readPrecedence(rule) }
            default:
                for rule in rules(value, what) { readMissing(rule) }
            }
        }
    }

    /// Look-ups compare in lower case, without white space around.
    private mutating func addPlaceholder(_ placeholder: Located<String>, _ what: String) {
        let text = placeholder.value
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        if trimmed.isEmpty {
            reader.problems.append(
                SchemaViolation(
                    .badDeclaration, "an element of \(what) is empty", at: placeholder.position,
                    advice: "Empty values identify nobody anyway."))
        } else {
            declarations.reconciliation.placeholders.append(String(trimmed).lowercased())
        }
    }

    private mutating func rules(_ node: Yams.Node, _ what: String) -> [Yams.Node] {
        if case .sequence(let rules) = node { return Array(rules) }
        reader.report(.badDeclaration, "\(what) must be a list of rules", at: node)
        return []
    }

    private mutating func readSource(_ node: Yams.Node) {
        let what = "a rule of `sources`"
        var pattern: Located<SourcePattern>?
        var days: Int?
        var replaces = false
        for (key, value) in reader.entries(node, what, keys: ["source", "effectiveDays", "replace"]) {
            switch key.value {
            case "source": pattern = self.pattern(value, "`source` of \(what)")
            case "effectiveDays": days = self.days(value, "`effectiveDays` of \(what)", from: 1)
            default: replaces = reader.boolean(value, "`replace` of \(what)")
            }
        }
        guard let pattern else { return needs("`source`", what, in: node, has: ["source"]) }
        declarations.reconciliation.sources.append(
            SourceDeclaration(pattern: pattern, effectiveDays: days, replaces: replaces))
    }

    private mutating func readPrecedence(_ node: Yams.Node) {
        let what = "a rule of `precedence`"
        var result = PrecedenceDeclaration(position: reader.position(of: node))
        for (key, value) in reader.entries(node, what, keys: ["class", "attributes", "order", "replace"]) {
            let item = "`\(key.value)` of \(what)"
            switch key.value {
            case "class": result.ciClass = reader.text(value, item)
            case "attributes":
                result.attributes = reader.texts(value, item)
                if case .sequence(let names) = value, names.isEmpty {
                    reader.report(
                        .badDeclaration, "\(item) names none", at: value,
                        advice: "Without `attributes`, the rule is for all of them.")
                }
            case "order": result.order = order(value, item)
            default: result.replaces = reader.boolean(value, item)
            }
        }
        guard result.ciClass != nil, !result.order.isEmpty else {
            return needs("`class` and `order`", what, in: node, has: ["class", "order"])
        }
        declarations.reconciliation.precedence.append(result)
    }

    private mutating func order(_ node: Yams.Node, _ what: String) -> [SourcePattern] {
        let elements: [Yams.Node] = if case .sequence(let sequence) = node { Array(sequence) } else { [node] }
        var order: [SourcePattern] = []
        if elements.isEmpty { reader.report(.badDeclaration, "\(what) names no source", at: node) }
        for element in elements {
            guard let pattern = pattern(element, "an element of \(what)") else { continue }
            if order.contains(pattern.value) {
                reader.report(
                    .conflict, "`\(pattern.value)` stands twice in \(what)", at: element, advice: "Remove one of them.")
            } else {
                order.append(pattern.value)
            }
        }
        return order
    }

    private mutating func readMissing(_ node: Yams.Node) {
        let what = "a rule of `missing`"
        var result = MissingDeclaration()
        for (key, value) in reader.entries(node, what, keys: ["class", "policy", "afterDays", "replace"]) {
            let item = "`\(key.value)` of \(what)"
            switch key.value {
            case "class": result.ciClass = reader.text(value, item)
            case "policy": result.policy = reader.choice(value, item, of: ReconciliationRules.MissingPolicy.self)
            case "afterDays":
                result.afterDays = days(value, item, from: 0).map {
                    Located(value: $0, position: reader.position(of: value))
                }
            default: result.replaces = reader.boolean(value, item)
            }
        }
        guard result.ciClass != nil, let policy = result.policy else {
            return needs("`class` and `policy`", what, in: node, has: ["class", "policy"])
        }
        if let days = result.afterDays, days.value > 0, policy == .keep || policy == .stale {
            reader.problems.append(
                SchemaViolation(
                    .conflict, "the policy `\(policy.rawValue)` has no `afterDays`: nothing follows it",
                    at: days.position, advice: "`retire` and `delete` follow so many days as stale."))
        }
        declarations.reconciliation.missing.append(result)
    }

    /// Says what a rule lacks, unless what is wrong with it has been said.
    private mutating func needs(_ keys: String, _ what: String, in node: Yams.Node, has names: [String]) {
        guard case .mapping(let mapping) = node else { return }
        let stated = mapping.map { $0.key.scalar?.string }
        if names.allSatisfy(stated.contains) { return }
        reader.report(.badDeclaration, "\(what) needs \(keys)", at: node)
    }

    private mutating func pattern(_ node: Yams.Node, _ what: String) -> Located<SourcePattern>? {
        guard let text = reader.text(node, what) else { return nil }
        if let pattern = SourcePattern(text.value) { return Located(value: pattern, position: text.position) }
        reader.report(
            .badDeclaration, "`\(text.value)` names no source", at: node,
            advice: "A `*` may stand at the end: `nmap*` is every source whose name begins so.")
        return nil
    }

    private mutating func days(_ node: Yams.Node, _ what: String, from least: Int) -> Int? {
        let range = Double(least)...Double(SchemaLimits.days)
        let message = "\(what) must be a whole number of days, from \(least) to \(SchemaLimits.days)"
        return reader.number(node, message) { range.contains($0) && $0 == $0.rounded() }.map { Int($0) }
    }
}

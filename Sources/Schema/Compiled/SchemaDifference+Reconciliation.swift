extension SchemaDifference {
    /// One sentence per change of the rules of reconciliation, which no stored data can break.
    static func reconciliation(from old: CompiledSchema, to new: CompiledSchema) -> [String] {
        placeholders(old.reconciliation.placeholders, new.reconciliation.placeholders)
            + sources(old.reconciliation.sources, new.reconciliation.sources)
            + precedence(old, new) + missing(old, new)
    }

    private static func placeholders(_ old: Set<String>, _ new: Set<String>) -> [String] {
        let added = new.subtracting(old).count
        let removed = old.subtracting(new).count
        let parts = [added > 0 ? "\(added) added" : nil, removed > 0 ? "\(removed) removed" : nil]
        let text = parts.compactMap(\.self).joined(separator: ", ")
        return text.isEmpty ? [] : ["reconciliation: placeholders: \(text)"]
    }

    private static func sources(
        _ old: [ReconciliationRules.SourceRule], _ new: [ReconciliationRules.SourceRule]
    ) -> [String] {
        func days(_ rules: [ReconciliationRules.SourceRule]) -> [String: Int?] {
            Dictionary(rules.map { ($0.pattern.description, $0.effectiveDays) }) { first, _ in first }
        }
        let (before, after) = (days(old), days(new))
        return Set(before.keys).union(after.keys).sorted().compactMap { pattern in
            guard before[pattern] != after[pattern] else { return nil }
            guard let now = after[pattern] else { return "reconciliation: source \(pattern) has no rule any longer" }
            return "reconciliation: source \(pattern) holds for " + (now.map(text) ?? "ever")
        }
    }

    private static func text(_ days: Int) -> String { days == 1 ? "1 day" : "\(days) days" }

    private static func precedence(_ old: CompiledSchema, _ new: CompiledSchema) -> [String] {
        func rules(_ schema: CompiledSchema) -> [String: Set<NamedPrecedence>] {
            Dictionary(grouping: schema.reconciliation.precedence) { schema[$0.ciClass].name }
                .mapValues { Set($0.map { NamedPrecedence(attributes: $0.attributes, order: $0.order) }) }
        }
        let (before, after) = (rules(old), rules(new))
        return Set(before.keys).union(after.keys).sorted().compactMap { name in
            before[name] == after[name] ? nil : "reconciliation: class \(name): precedence of sources changed"
        }
    }

    private static func missing(_ old: CompiledSchema, _ new: CompiledSchema) -> [String] {
        func rules(_ schema: CompiledSchema) -> [String: String] {
            let rules = schema.reconciliation.missing.map { rule in
                let after = rule.afterDays > 0 ? " after \(text(rule.afterDays))" : ""
                return (schema[rule.ciClass].name, rule.policy.rawValue + after)
            }
            return Dictionary(rules) { first, _ in first }
        }
        let (before, after) = (rules(old), rules(new))
        return Set(before.keys).union(after.keys).sorted().compactMap { name in
            guard before[name] != after[name] else { return nil }
            guard let now = after[name] else {
                return "reconciliation: class \(name): missing items have no rule any longer"
            }
            return "reconciliation: class \(name): missing items: \(now)"
        }
    }
}

/// A rule with its class left out, whose code differs between schemas.
private struct NamedPrecedence: Hashable {
    var attributes: Set<String>
    var order: [ReconciliationRules.SourcePattern]
}

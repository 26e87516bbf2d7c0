import GraphModel

extension SchemaCompiler {
    mutating func compileReconciliation(_ classes: [CIClass]) -> ReconciliationRules {
        let declared = declarations.reconciliation
        return ReconciliationRules(
            placeholders: Set(declared.placeholders), sources: sourceRules(declared.sources),
            precedence: precedenceRules(declared.precedence, classes), missing: missingRules(declared.missing))
    }

    private mutating func sourceRules(_ declared: [SourceDeclaration]) -> [ReconciliationRules.SourceRule] {
        var places = RulePlaces()
        var rules: [ReconciliationRules.SourceRule] = []
        for rule in declared {
            let pattern = rule.pattern.value
            let what = "how long source `\(pattern)` holds"
            let position = rule.pattern.position
            guard check(&places, "\(pattern)", what, at: position, replaces: rule.replaces) else { continue }
            rules.removeAll { $0.pattern == pattern }
            rules.append(ReconciliationRules.SourceRule(pattern: pattern, effectiveDays: rule.effectiveDays))
        }
        return rules
    }

    private mutating func missingRules(_ declared: [MissingDeclaration]) -> [ReconciliationRules.MissingRule] {
        var places = RulePlaces()
        var rules: [ReconciliationRules.MissingRule] = []
        for rule in declared {
            guard let name = rule.ciClass, let policy = rule.policy, let code = ruledClass(name, "missing"),
                check(
                    &places, name.value, "what becomes of missing items of class `\(name.value)`", at: name.position,
                    replaces: rule.replaces)
            else { continue }
            rules.removeAll { $0.ciClass == code }
            rules.append(
                ReconciliationRules.MissingRule(ciClass: code, policy: policy, afterDays: rule.afterDays?.value ?? 0))
        }
        return rules
    }

    private mutating func precedenceRules(
        _ declared: [PrecedenceDeclaration], _ classes: [CIClass]
    ) -> [ReconciliationRules.PrecedenceRule] {
        var places = RulePlaces()
        var rules: [ReconciliationRules.PrecedenceRule] = []
        for rule in declared {
            guard let name = rule.ciClass, let code = ruledClass(name, "precedence") else { continue }
            let what = "class `\(name.value)`"
            if rule.attributes.isEmpty {
                let key = name.value
                let item = "the precedence of sources for \(what)"
                guard check(&places, key, item, at: name.position, replaces: rule.replaces) else { continue }
                rules.removeAll { $0.ciClass == code && $0.attributes.isEmpty }
            }
            for attribute in rule.attributes {
                checkAttribute(attribute, of: code, classes)
                let key = "\(name.value).\(attribute.value)"
                let item = "the precedence of sources for `\(attribute.value)` of \(what)"
                if check(&places, key, item, at: attribute.position, replaces: rule.replaces) {
                    rules = Self.without(attribute.value, of: code, rules)
                }
            }
            rules.append(
                ReconciliationRules.PrecedenceRule(
                    ciClass: code, attributes: Set(rule.attributes.map(\.value)), order: rule.order))
        }
        return rules
    }

    /// The rules, of which none is for the attribute of the class any longer.
    private static func without(
        _ attribute: String, of ciClass: ClassCode, _ rules: [ReconciliationRules.PrecedenceRule]
    ) -> [ReconciliationRules.PrecedenceRule] {
        rules.compactMap { rule in
            guard rule.ciClass == ciClass, rule.attributes.contains(attribute) else { return rule }
            let rest = rule.attributes.subtracting([attribute])
            if rest.isEmpty { return nil }
            return ReconciliationRules.PrecedenceRule(ciClass: ciClass, attributes: rest, order: rule.order)
        }
    }

    private mutating func ruledClass(_ name: Located<String>, _ list: String) -> ClassCode? {
        if let code = codes[name.value] { return code }
        // What is wrong with a class that is declared has been said where it is.
        if !declarations.classes.contains(where: { $0.name == name }) {
            report(
                .unknownName, "a rule of `\(list)` names the unknown class `\(name.value)`", at: name.position,
                advice: NameSuggestions.question(for: name.value, among: codes.keys))
        }
        return nil
    }

    private mutating func checkAttribute(_ name: Located<String>, of code: ClassCode, _ classes: [CIClass]) {
        // Declared by no class, stated by many sources.
        var known: Set = [ConventionalProperty.state]
        var next: ClassCode? = code
        while let ciClass = next.map({ classes[Int($0.rawValue)] }) {
            known.formUnion(ciClass.ownAttributes.map(\.name))
            next = ciClass.parent
        }
        if known.contains(name.value) { return }
        report(
            .unknownName,
            "a rule of `precedence` names the unknown attribute `\(name.value)` of class "
                + "`\(classes[Int(code.rawValue)].name)`", at: name.position,
            advice: NameSuggestions.question(for: name.value, among: known))
    }

    /// Whether a rule may stand: it is the first for what it rules, or says that it replaces the one that was there.
    private mutating func check(
        _ places: inout RulePlaces, _ key: String, _ what: String, at position: SourcePosition, replaces: Bool
    ) -> Bool {
        let earlier = places.positions.updateValue(position, forKey: key)
        if let earlier, !replaces {
            report(
                .conflict, "\(what) is already declared at \(earlier)", at: position,
                advice: "Write `replace: true` to put this rule in its place.")
        } else if earlier == nil, replaces {
            report(
                .unknownName, "\(what) is not declared: there is nothing to replace", at: position,
                advice: "Remove `replace`. What is replaced stands in an earlier document.")
        }
        return earlier == nil || replaces
    }
}

/// Where each thing that has a rule got it.
private struct RulePlaces {
    var positions: [String: SourcePosition] = [:]
}

extension CompiledSchema {
    /// The place of a source among those that state an attribute of items of a class; 0 is the best.
    ///
    ///     schema.precedence(of: "vsphere-zurich", for: "powerState", in: virtualMachine)  // 0
    ///
    /// The rule of the nearest class in the lineage that lists the attribute decides; where none does, that of the
    /// nearest class without attributes. Within it, the most specific pattern is the source's place. Sources that no
    /// pattern matches come last, equal; all are equal where there is no rule. O(depth of the class + patterns).
    public func precedence(of source: String, for attribute: String, in ciClass: ClassCode) -> Int {
        precedenceRule(for: attribute, in: ciClass)?.rank(of: source) ?? 0
    }

    /// The rule that orders the sources of an attribute of items of a class, as `precedence` finds it.
    public func precedenceRule(for attribute: String, in ciClass: ClassCode) -> ReconciliationRules.PrecedenceRule? {
        var general: Int?
        var next: ClassCode? = ciClass
        while let code = next {
            for index in precedenceIndex[code] ?? [] {
                let rule = reconciliation.precedence[index]
                if rule.attributes.contains(attribute) { return rule }
                if rule.attributes.isEmpty, general == nil { general = index }
            }
            next = self[code].parent
        }
        return general.map { reconciliation.precedence[$0] }
    }

    /// What becomes of missing items of a class: the rule of the nearest class in the lineage; where none has one, they
    /// are retired at once. The rule names the class that it was declared for. O(depth of the class).
    public func missingRule(of ciClass: ClassCode) -> ReconciliationRules.MissingRule {
        var next: ClassCode? = ciClass
        while let code = next {
            if let index = missingIndex[code] { return reconciliation.missing[index] }
            next = self[code].parent
        }
        return ReconciliationRules.MissingRule(ciClass: ciClass, policy: .retire)
    }

    /// For how many days what a source said holds without a new report: as the most specific pattern says. Nil where
    /// that states none, or no pattern matches: it holds for ever. O(patterns).
    public func effectiveDays(of source: String) -> Int? {
        let rules = reconciliation.sources
        return ReconciliationRules.SourcePattern.mostSpecific(of: rules.lazy.map(\.pattern), for: source)
            .flatMap { rules[$0].effectiveDays }
    }

    /// Which precedence rules each class has of its own.
    static func precedenceIndex(of rules: ReconciliationRules) -> [ClassCode: [Int]] {
        Dictionary(grouping: rules.precedence.indices) { rules.precedence[$0].ciClass }
    }

    /// Which missing rule each class has of its own.
    static func missingIndex(of rules: ReconciliationRules) -> [ClassCode: Int] {
        Dictionary(rules.missing.indices.map { (rules.missing[$0].ciClass, $0) }) { first, _ in first }
    }
}

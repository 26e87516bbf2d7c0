public import GraphModel

extension CompiledSchema {
    /// The relationship type with this name. O(1).
    public func typeCode(_ name: String) -> RelationshipTypeCode? { typeCodes[name] }

    /// The relationship type with this name, or why there is none, with suggestions.
    public func resolveType(_ name: String) throws(SchemaViolation) -> RelationshipTypeCode {
        if let code = typeCodes[name] { return code }
        throw unknownType(name)
    }

    public subscript(_ code: RelationshipTypeCode) -> RelationshipType { relationshipTypes[Int(code.rawValue)] }

    /// Every spelling of every type, ready for look-ups. Built on each call: importers keep it.
    public var relationshipSpellings: RelationshipSpellings { RelationshipSpellings(of: relationshipTypes) }

    /// The rule that lets the type stand between the two classes: of several, the most specific (as `impactSpec` orders
    /// them). Nil when none does; see `isAllowed` for types without rules.
    public func rule(
        for type: RelationshipTypeCode, from source: ClassCode, to target: ClassCode
    ) -> RelationshipRule? {
        var best: (rule: RelationshipRule, source: Int, target: Int)?
        for rule in relationshipTypes[Int(type.rawValue)].rules {
            guard let sourceDistance = distance(from: source, to: rule.source),
                let targetDistance = distance(from: target, to: rule.target)
            else { continue }
            if let best, (best.source, best.target) < (sourceDistance, targetDistance) { continue }
            best = (rule, sourceDistance, targetDistance)
        }
        return best?.rule
    }

    /// Whether the type may stand between the two classes. Types without rules stand anywhere, and so does any type
    /// at an unresolved reference, whose class is not yet known.
    public func isAllowed(_ type: RelationshipTypeCode, from source: ClassCode, to target: ClassCode) -> Bool {
        let rules = relationshipTypes[Int(type.rawValue)].rules
        if rules.isEmpty { return true }
        for rule in rules where isSubclass(source, of: rule.source) && isSubclass(target, of: rule.target) {
            return true
        }
        return [source, target].contains { self[$0].name == ConventionalLabel.unresolvedReference }
    }

    func unknownType(_ name: String) -> SchemaViolation {
        SchemaViolation(
            .unknownRelationshipType, "there is no relationship type `\(name)`",
            advice: NameSuggestions.question(for: name, among: typeCodes.keys)
                ?? "`faultline schema` lists the relationship types.")
    }
}

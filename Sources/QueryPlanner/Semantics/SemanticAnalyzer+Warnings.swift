import GraphModel
import QuerySyntax

extension SemanticAnalyzer {
    mutating func warn(_ kind: QueryWarning.Kind, _ message: String, _ span: Span, advice: String? = nil) {
        warnings.append((span, QueryWarning(kind, message, at: position(of: span), advice: advice)))
    }

    /// Warns of names that neither the graph nor the statement gives to anything.
    mutating func warnOfUnknownNames() {
        guard let known = environment.knownNames else { return }
        for use in names.uses where !names.isMade(use) {
            let (existing, what) =
                switch use.kind {
                case .unknownLabel: (known.labels, "no node has the label")
                case .unknownRelationshipType: (known.types, "no relationship has the type")
                default: (known.propertyKeys, "nothing has a property")
                }
            guard !existing.contains(use.name.text) else { continue }
            warn(
                use.kind, "\(what) `\(use.name.text)`", use.name.span,
                advice: NameSuggestions.question(for: use.name.text, among: existing.sorted()))
        }
    }

    /// Warns of a `MATCH` with parts that nothing ties to each other or narrows: their rows multiply.
    mutating func warnOfProduct(_ match: MatchClause, _ span: Span, isBound: (String) -> Bool) {
        guard match.patterns.count > 1 else { return }
        var parts = match.patterns.map { PatternPart($0, isBound: isBound) }
        for conjunct in match.predicate?.conjuncts ?? [] {
            let names = conjunct.freeVariables
            for index in parts.indices where !parts[index].names.isDisjoint(with: names) {
                parts[index].isNarrowed = true
                parts[index].names.formUnion(names)
            }
        }
        // Parts that share a name, directly or through others, are one.
        var merged: [PatternPart] = []
        for part in parts {
            var whole = part
            merged.removeAll { other in
                guard !other.names.isDisjoint(with: whole.names) else { return false }
                whole.names.formUnion(other.names)
                whole.isNarrowed = whole.isNarrowed || other.isNarrowed
                return true
            }
            merged.append(whole)
        }
        guard merged.count(where: { !$0.isNarrowed }) > 1 else { return }
        warn(
            .cartesianProduct,
            "parts of this MATCH are not connected: every match of one goes with every match of "
                + "the others", span, advice: "Connect them with a relationship or a condition.")
    }
}

/// One pattern of a `MATCH` while those that belong together are found.
private struct PatternPart {
    var names: Set<String>
    /// Whether it is tied to rows that are there before, or has a condition besides labels and types.
    var isNarrowed = false

    init(_ pattern: PathPattern, isBound: (String) -> Bool) {
        names = pattern.freeVariables
        isNarrowed = names.contains(where: isBound)
        pattern.forEachExpression { _ in isNarrowed = true }
    }
}

import GraphModel
import QuerySyntax

extension SemanticAnalyzer {
    mutating func warn(_ kind: QueryWarning.Kind, _ message: String, _ span: Span, advice: String? = nil) {
        let warning = QueryWarning(kind, message, at: position(of: span), advice: advice)
        // What is looked at twice is said once.
        if !warnings.contains(where: { $0.warning == warning }) { warnings.append((span, warning)) }
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
        var parts = PatternParts(match.patterns, isBound: isBound)
        for conjunct in match.predicate?.conjuncts ?? [] { parts.narrow(conjunct.freeVariables) }
        guard parts.unnarrowedCount > 1 else { return }
        warn(
            .cartesianProduct,
            "parts of this MATCH are not connected: every match of one goes with every match of the others", span,
            advice: "Connect them with a relationship or a condition.")
    }
}

/// The patterns of a `MATCH`, those that share a name as one part (disjoint sets with path halving).
private struct PatternParts {
    private var parents: [Int]
    /// Of a root: whether its part is tied to rows that are there before, or has a condition besides labels and types.
    private var isNarrowed: [Bool]
    private var owners: [String: Int] = [:]

    init(_ patterns: [PathPattern], isBound: (String) -> Bool) {
        parents = Array(patterns.indices)
        isNarrowed = patterns.map { _ in false }
        for (index, pattern) in patterns.enumerated() {
            pattern.forEachExpression { _ in isNarrowed[root(of: index)] = true }
            for name in pattern.freeVariables {
                if let owner = owners[name] { join(owner, index) } else { owners[name] = index }
                if isBound(name) { isNarrowed[root(of: index)] = true }
            }
        }
    }

    /// Takes in a condition on some names.
    mutating func narrow(_ names: Set<String>) {
        let affected = names.compactMap { owners[$0] }
        guard let first = affected.first else { return }
        for other in affected.dropFirst() { join(first, other) }
        isNarrowed[root(of: first)] = true
    }

    var unnarrowedCount: Int { parents.indices.count { parents[$0] == $0 && !isNarrowed[$0] } }

    private mutating func root(of index: Int) -> Int {
        var index = index
        while parents[index] != index {
            parents[index] = parents[parents[index]]
            index = parents[index]
        }
        return index
    }

    private mutating func join(_ a: Int, _ b: Int) {
        let (first, second) = (root(of: a), root(of: b))
        guard first != second else { return }
        parents[second] = first
        isNarrowed[first] = isNarrowed[first] || isNarrowed[second]
    }
}

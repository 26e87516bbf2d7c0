import GraphModel
import QuerySyntax
import QueryValues

extension SemanticAnalyzer {
    /// Checks a `MATCH` and binds what its patterns name.
    mutating func check(_ match: MatchClause, _ span: Span) throws(QueryError) {
        // Scopes of long statements are large, and are kept only where they are needed.
        let before = match.patterns.count > 1 ? scope : nil
        let rules = ExpressionRules.refusingAggregates("in MATCH")
        try bind(match.patterns, rules)
        if let predicate = match.predicate {
            try check(predicate: predicate, .refusingAggregates("in WHERE"))
        }
        if let before { warnOfProduct(match, span) { before[$0] != nil } }
    }

    /// Binds the variables of patterns that are looked for in the graph, and checks their expressions.
    ///
    /// All patterns of a clause see each other's variables. Nodes and relationships come first, then the paths, so that
    /// a name cannot stand for a path and for one of its parts, whichever comes first in the text.
    mutating func bind(_ patterns: [PathPattern], _ rules: ExpressionRules) throws(QueryError) {
        let before = patterns.contains(where: \.hasQuantifiedPath) ? scope : NameScope()
        var clause = PatternNames()
        for pattern in patterns { try declare(elementsOf: pattern, &clause) }
        for pattern in patterns {
            try declare(groupsOf: pattern, before, clause)
            guard let path = pattern.variable else { continue }
            try checkUnbound(path)
            scope.bind(path.text, .path)
        }
        for pattern in patterns { try check(expressionsOf: pattern, before, rules) }
    }

    private mutating func declare(elementsOf pattern: PathPattern, _ clause: inout PatternNames) throws(QueryError) {
        for element in pattern.elements {
            switch element {
            case .node(let node): try declare(node)
            case .relationship(let relationship): try declare(relationship, &clause)
            case .quantified: continue
            }
        }
    }

    private mutating func declare(_ node: NodePattern) throws(QueryError) {
        try refuseParameter(node.properties)
        guard let name = node.variable else { return }
        guard let type = scope[name.text] else { return scope.bind(name.text, .node) }
        guard type.canBe(.node) else { throw conflict(name, type, "a node") }
        scope.narrow(name.text, to: .node)
    }

    private mutating func declare(
        _ relationship: RelationshipPattern, _ clause: inout PatternNames
    ) throws(QueryError) {
        try refuseParameter(relationship.properties)
        guard let name = relationship.variable else { return }
        let wanted: StaticType = relationship.length == .single ? .relationship : .list(of: .relationship)
        if let type = scope[name.text] {
            let isSound =
                relationship.length == .single
                ? type.canBe(.relationship) : type.canBe(.list) && type.element.canBe(.relationship)
            guard isSound else {
                throw conflict(
                    name, type, relationship.length == .single ? "a relationship" : "a list of relationships")
            }
            scope.narrow(name.text, to: wanted)
        } else {
            scope.bind(name.text, wanted)
        }
        guard clause.relationships.insert(name.text).inserted else {
            throw error(
                .relationshipUniquenessViolation,
                "`\(name.text)` names two relationships of one MATCH, which are never the same", name.span,
                advice: "Give them different names.")
        }
    }

    /// Binds the variables of quantified paths as the lists that they are outside of them.
    private mutating func declare(
        groupsOf pattern: PathPattern, _ before: NameScope, _ clause: PatternNames
    ) throws(QueryError) {
        for case .quantified(let path) in pattern.elements {
            let inner = try scope(inside: path, before)
            var names: Set<String> = []
            for name in path.pattern.variables where names.insert(name.text).inserted {
                guard scope[name.text] == nil else {
                    throw alreadyBound(name, "outside of the quantified path")
                }
                scope.bind(name.text, .list(of: inner[name.text] ?? .any))
            }
        }
    }

    /// What the expressions inside of a quantified path see: the clauses before, and one round of the path.
    private func scope(inside path: QuantifiedPath, _ before: NameScope) throws(QueryError) -> NameScope {
        var round = self
        round.scope = before
        var clause = PatternNames()
        for name in path.pattern.variables where before[name.text] != nil {
            throw alreadyBound(name, "outside of the quantified path")
        }
        try round.declare(elementsOf: path.pattern, &clause)
        try round.declare(groupsOf: path.pattern, before, clause)
        return round.scope
    }

    private func conflict(_ name: Name, _ type: StaticType, _ wanted: String) -> QueryError {
        error(
            .variableTypeConflict, "`\(name.text)` is \(type.kinds.words) and cannot be \(wanted) here", name.span,
            advice: "Choose another name.")
    }

    /// A map of which the text does not tell the keys cannot be looked for.
    func refuseParameter(_ properties: Expression?) throws(QueryError) {
        guard let properties, case .parameter(let name) = properties.kind else { return }
        throw error(
            .invalidParameterUse, "the parameter `$\(name)` cannot stand for all properties here", properties.span,
            advice: "Name them one by one: {key: $\(name).key}.")
    }
}

extension PathPattern {
    fileprivate var hasQuantifiedPath: Bool {
        elements.contains { if case .quantified = $0 { true } else { false } }
    }
}

/// Names that one clause has given so far.
struct PatternNames {
    var relationships: Set<String> = []
}

extension SemanticAnalyzer {
    /// Checks labels, property maps, predicates and counts.
    private mutating func check(
        expressionsOf pattern: PathPattern, _ before: NameScope, _ rules: ExpressionRules
    ) throws(QueryError) {
        switch pattern.selector {
        case .any(let count?), .shortest(let count?), .shortestGroups(let count?):
            try checkCount(count, "The number of paths")
        default: break
        }
        for element in pattern.elements {
            switch element {
            case .node(let node):
                names.note(.unknownLabel, node.labels)
                names.note(keysOf: node.properties)
                if let labels = node.labels { try check(labels, rules.forPart()) }
                if let properties = node.properties { try infer(properties, rules.forPart()) }
                if let predicate = node.predicate { try check(predicate: predicate, rules) }
            case .relationship(let relationship):
                try check(expressionsOf: relationship, rules)
            case .quantified(let path):
                let inner = try scope(inside: path, before)
                try inScope(inner) { (analyzer) throws(QueryError) in
                    try analyzer.check(expressionsOf: path.pattern, before, rules)
                    if let predicate = path.predicate { try analyzer.check(predicate: predicate, rules) }
                }
            }
        }
    }

    private mutating func check(
        expressionsOf relationship: RelationshipPattern, _ rules: ExpressionRules
    ) throws(QueryError) {
        names.note(.unknownRelationshipType, relationship.types)
        names.note(keysOf: relationship.properties)
        if let types = relationship.types { try check(types, rules.forPart()) }
        if let properties = relationship.properties { try infer(properties, rules.forPart()) }
        guard let predicate = relationship.predicate else { return }
        // Of a repeated relationship, the predicate is about each.
        var each: [(name: String, type: StaticType)] = []
        if let name = relationship.variable, relationship.length != .single { each = [(name.text, .relationship)] }
        try binding(each) { (analyzer) throws(QueryError) in
            try analyzer.check(predicate: predicate, rules)
        }
    }
}

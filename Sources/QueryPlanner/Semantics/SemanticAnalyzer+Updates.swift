import GraphModel
import QuerySyntax
import QueryValues

extension SemanticAnalyzer {
    /// Checks a clause that writes, and binds what it makes.
    mutating func check(update clause: Clause) throws(QueryError) {
        switch clause.kind {
        case .create(let patterns):
            var made = MadeNames()
            for pattern in patterns { try make(pattern, &made, isMerge: false) }
        case .merge(let pattern, let actions):
            var made = MadeNames()
            try make(pattern, &made, isMerge: true)
            for item in actions.flatMap(\.items) { try check(item) }
        case .set(let items):
            for item in items { try check(item) }
        case .remove(let items):
            for item in items { try check(item) }
        case .delete(let expressions, _):
            for expression in expressions { try check(deleted: expression) }
        case .forEach(let variable, let list, let clauses):
            try check(forEach: variable, in: list, clauses)
        default: return
        }
    }

    private mutating func check(deleted expression: Expression) throws(QueryError) {
        if case .hasLabels = expression.kind {
            throw error(
                .invalidDelete, "DELETE takes nodes, relationships and paths, not labels or types", expression.span,
                advice: "Use REMOVE to take a label from a node.")
        }
        let type = try infer(expression, .refusingAggregates("in DELETE"))
        try require(type, [.node, .relationship, .path], expression, "DELETE takes nodes, relationships and paths")
    }

    private mutating func check(
        forEach variable: Name, in list: Expression, _ clauses: [Clause]
    ) throws(QueryError) {
        let element = try infer(list: list, of: "FOREACH", .refusingAggregates("in FOREACH"))
        try checkUnbound(variable)
        try binding([(variable.text, element)]) { (analyzer) throws(QueryError) in
            for clause in clauses {
                switch clause.kind {
                case .create, .merge, .set, .remove, .delete, .forEach: try analyzer.check(update: clause)
                default:
                    throw analyzer.error(
                        .invalidClauseComposition, "FOREACH has only clauses that write, and \(clause.name) is none",
                        clause.span, advice: "Use UNWIND, or CALL (…) { … }.")
                }
            }
        }
    }
}

// MARK: SET and REMOVE

extension SemanticAnalyzer {
    private static let setRules = ExpressionRules.refusingAggregates("in SET")
    private static let removeRules = ExpressionRules.refusingAggregates("in REMOVE")

    private mutating func check(_ item: SetItem) throws(QueryError) {
        switch item {
        case .property(let element, let key, let value):
            names.noteMade(.unknownPropertyKey, key.text)
            try check(owner: element, Self.setRules)
            try check(stored: value, Self.setRules)
        case .dynamicProperty(let element, let key, let value):
            try check(owner: element, Self.setRules)
            try check(key: key, Self.setRules)
            try check(stored: value, Self.setRules)
        case .replace(let name, let map), .add(let name, let map):
            try check(owner: Expression(.variable(name.text), name.span), Self.setRules)
            try check(properties: map, Self.setRules)
        case .labels(let name, let labels):
            for case .name(let label) in labels { names.noteMade(.unknownLabel, label.text) }
            try check(labels, of: name, Self.setRules)
        }
    }

    private mutating func check(_ item: RemoveItem) throws(QueryError) {
        switch item {
        case .property(let element, _): try check(owner: element, Self.removeRules)
        case .dynamicProperty(let element, let key):
            try check(owner: element, Self.removeRules)
            try check(key: key, Self.removeRules)
        case .labels(let name, let labels): try check(labels, of: name, Self.removeRules)
        }
    }

    private mutating func check(owner: Expression, _ rules: ExpressionRules) throws(QueryError) {
        let type = try infer(owner, rules)
        try require(type, .element, owner, "properties are set and removed on a node or a relationship")
    }

    private mutating func check(key: Expression, _ rules: ExpressionRules) throws(QueryError) {
        let type = try infer(key, rules)
        try require(type, .string, key, "the name of a property is a string")
    }

    private mutating func check(
        _ labels: [LabelName], of name: Name, _ rules: ExpressionRules
    ) throws(QueryError) {
        let type = try variable(name.text, name.span)
        try require(type, .node, Expression(.variable(name.text), name.span), "labels are those of a node")
        for case .dynamic(let names) in labels { try check(.dynamic(names, isAny: false), rules) }
    }

    /// Checks a value that becomes a property.
    private mutating func check(stored value: Expression, _ rules: ExpressionRules) throws(QueryError) {
        let type = try infer(value, rules)
        guard type.cannotBeStored else { return }
        let isList = type.kinds == .list
        throw QueryError(
            .invalidPropertyType, .type, .compileTime,
            "a property cannot hold \(isList ? "a list of what is " + type.element.kinds.words : type.kinds.words)",
            at: position(of: value.span), advice: "Store its parts in properties of their own, or as text.")
    }

    /// Checks the properties that an element gets: a map, or an element to take them from.
    private mutating func check(properties: Expression, _ rules: ExpressionRules) throws(QueryError) {
        if case .map(let entries) = properties.kind {
            for entry in entries {
                names.noteMade(.unknownPropertyKey, entry.key.text)
                try check(stored: entry.value, rules)
            }
            return
        }
        let type = try infer(properties, rules)
        try require(
            type, [.map, .node, .relationship], properties, "properties come from a map, a node or a relationship")
    }
}

// MARK: CREATE and MERGE

extension SemanticAnalyzer {
    /// Checks a pattern that is made, and binds what it names.
    private mutating func make(
        _ pattern: PathPattern, _ made: inout MadeNames, isMerge: Bool
    ) throws(QueryError) {
        let clause = isMerge ? "MERGE" : "CREATE"
        guard pattern.selector == .all, pattern.mode == .trail else {
            throw error(.unexpectedSyntax, "\(clause) takes no word about which paths are wanted", pattern.span)
        }
        for element in pattern.elements {
            switch element {
            case .node(let node):
                try make(node, isAlone: pattern.elements.count == 1, made.hiddenFromNodes, isMerge: isMerge)
                guard let name = node.variable, scope[name.text] == nil else { continue }
                scope.bind(name.text, .node)
                if isMerge { made.hide(name.text) }
            case .relationship(let relationship):
                try make(relationship, made.hiddenFromAll, isMerge: isMerge)
                guard let name = relationship.variable else { continue }
                scope.bind(name.text, .relationship)
                if isMerge { made.hide(name.text) } else { made.hideFromNodes(name.text) }
            case .quantified(let path):
                throw error(.creatingVarLength, "\(clause) cannot make a path of an open length", path.span)
            }
        }
        guard let path = pattern.variable else { return }
        try checkUnbound(path)
        scope.bind(path.text, .path)
        made.hide(path.text)
    }

    private mutating func make(
        _ node: NodePattern, isAlone: Bool, _ hidden: Set<String>, isMerge: Bool
    ) throws(QueryError) {
        if isMerge { try refuseParameter(node.properties) }
        try refusePredicate(node.predicate, isMerge: isMerge)
        if let name = node.variable, let type = scope[name.text] {
            // Alone it declares the variable, whatever that was before.
            if isAlone { throw alreadyBound(name) }
            guard type.canBe(.node) else {
                throw error(
                    .variableTypeConflict, "`\(name.text)` is \(type.kinds.words) and cannot be a node here", name.span,
                    advice: "Choose another name.")
            }
            guard node.labels == nil, node.properties == nil else {
                throw error(
                    .variableAlreadyBound,
                    "the node `\(name.text)` is bound already, and nothing more can be said of it here", name.span,
                    advice: "Use SET to change it, or leave out the name to make another node.")
            }
        }
        for label in node.labels?.names ?? [] { names.noteMade(.unknownLabel, label.text) }
        try checkMade(node.labels, node.properties, hidden, isMerge: isMerge)
        if let labels = node.labels, !labels.isConjunction {
            throw error(.unexpectedSyntax, "a node is made with labels, not with a choice of them", node.span)
        }
    }

    private mutating func make(
        _ relationship: RelationshipPattern, _ hidden: Set<String>, isMerge: Bool
    ) throws(QueryError) {
        let clause = isMerge ? "MERGE" : "CREATE"
        if isMerge { try refuseParameter(relationship.properties) }
        try refusePredicate(relationship.predicate, isMerge: isMerge)
        if let name = relationship.variable { try checkUnbound(name) }
        guard relationship.length == .single else {
            throw error(
                .creatingVarLength, "\(clause) makes single relationships, not paths of an open length",
                relationship.span)
        }
        guard let types = relationship.types, types.isSingle else {
            throw error(
                .noSingleRelationshipType, "\(clause) needs exactly one type for a relationship", relationship.span,
                advice: "Write -[:TYPE]->.")
        }
        guard isMerge || relationship.arrow != .either else {
            throw error(
                .requiresDirectedRelationship, "CREATE needs a direction for a relationship", relationship.span,
                advice: "Write -[…]-> or <-[…]-.")
        }
        for type in types.names { names.noteMade(.unknownRelationshipType, type.text) }
        try checkMade(types, relationship.properties, hidden, isMerge: isMerge)
    }

    private func refusePredicate(_ predicate: Expression?, isMerge: Bool) throws(QueryError) {
        guard let predicate else { return }
        throw error(
            .unexpectedSyntax, "\(isMerge ? "MERGE" : "CREATE") takes no WHERE in its patterns", predicate.span)
    }

    private mutating func checkMade(
        _ labels: LabelExpression?, _ properties: Expression?, _ hidden: Set<String>, isMerge: Bool
    ) throws(QueryError) {
        let rules = ExpressionRules.refusingAggregates(isMerge ? "in MERGE" : "in CREATE")
        scope.hidden = hidden
        defer { scope.hidden = [] }
        if let labels { try check(labels, rules) }
        if let properties { try check(properties: properties, rules) }
    }
}

/// The names that a `CREATE` or `MERGE` has given so far and that its own properties do not see.
///
/// `CREATE` makes all nodes from left to right, then what joins them, then paths: properties of nodes see the nodes to
/// the left, those of relationships see the relationships to the left too. `MERGE` makes everything or nothing, and
/// sees only the clauses before.
private struct MadeNames {
    private(set) var hiddenFromNodes: Set<String> = []
    private(set) var hiddenFromAll: Set<String> = []

    mutating func hideFromNodes(_ name: String) { hiddenFromNodes.insert(name) }

    mutating func hide(_ name: String) {
        hiddenFromNodes.insert(name)
        hiddenFromAll.insert(name)
    }
}

extension LabelExpression {
    /// Whether it names labels that all are meant.
    fileprivate var isConjunction: Bool {
        switch self {
        case .name: true
        case .dynamic(_, let isAny): !isAny
        case .and(let left, let right): left.isConjunction && right.isConjunction
        case .any, .not, .or: false
        }
    }

    /// Whether it names exactly one type, which may be computed.
    fileprivate var isSingle: Bool {
        switch self {
        case .name: true
        case .dynamic(_, let isAny): !isAny
        case .any, .not, .and, .or: false
        }
    }
}

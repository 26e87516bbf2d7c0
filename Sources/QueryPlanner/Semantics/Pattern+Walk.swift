import QuerySyntax

extension PathPattern {
    /// Calls `body` with each expression directly in the pattern: property maps, predicates, dynamic labels, counts.
    func forEachExpression(_ body: (Expression) throws -> Void) rethrows {
        switch selector {
        case .any(let count?), .shortest(let count?), .shortestGroups(let count?): try body(count)
        default: break
        }
        for element in elements {
            switch element {
            case .node(let node):
                try node.labels?.forEachExpression(body)
                if let properties = node.properties { try body(properties) }
                if let predicate = node.predicate { try body(predicate) }
            case .relationship(let relationship):
                try relationship.types?.forEachExpression(body)
                if let properties = relationship.properties { try body(properties) }
                if let predicate = relationship.predicate { try body(predicate) }
            case .quantified(let path):
                try path.pattern.forEachExpression(body)
                if let predicate = path.predicate { try body(predicate) }
            }
        }
    }

    /// Every variable that the pattern names, as often as it names it: its own, and those of nodes and relationships,
    /// inside quantified paths too.
    var variables: [Name] {
        var names: [Name] = []
        if let variable { names.append(variable) }
        for element in elements {
            switch element {
            case .node(let node):
                if let variable = node.variable { names.append(variable) }
            case .relationship(let relationship):
                if let variable = relationship.variable { names.append(variable) }
            case .quantified(let path):
                names += path.pattern.variables
            }
        }
        return names
    }
}

extension LabelExpression {
    /// Each expression that names labels or types at run time.
    func forEachExpression(_ body: (Expression) throws -> Void) rethrows {
        switch self {
        case .name, .any: return
        case .dynamic(let expression, _): try body(expression)
        case .not(let inner): try inner.forEachExpression(body)
        case .and(let left, let right), .or(let left, let right):
            try left.forEachExpression(body)
            try right.forEachExpression(body)
        }
    }

    /// Every label or type that is named outright.
    var names: [Name] {
        switch self {
        case .name(let name): [name]
        case .any, .dynamic: []
        case .not(let inner): inner.names
        case .and(let left, let right), .or(let left, let right): left.names + right.names
        }
    }
}

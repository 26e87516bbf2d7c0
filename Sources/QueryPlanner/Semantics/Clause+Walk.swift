import QuerySyntax

extension Query {
    /// `first` and the `UNION` parts.
    var parts: [SingleQuery] { [first] + others.map(\.query) }

    /// Calls `body` with each expression directly in a clause, in the order of the text; those of nested clauses are
    /// among them.
    func forEachExpression(_ body: (Expression) throws -> Void) rethrows {
        for part in parts {
            for clause in part.clauses { try clause.forEachExpression(body) }
        }
    }
}

extension Clause {
    /// Calls `body` with each expression directly in the clause and in the clauses inside it.
    func forEachExpression(_ body: (Expression) throws -> Void) rethrows {
        switch kind {
        case .match(let match):
            for pattern in match.patterns { try pattern.forEachExpression(body) }
            if let predicate = match.predicate { try body(predicate) }
        case .unwind(let list, _):
            try body(list)
        case .with(let projection, let predicate):
            try projection.forEachExpression(body)
            if let predicate { try body(predicate) }
        case .returning(let projection):
            try projection.forEachExpression(body)
        case .finish:
            return
        case .create(let patterns):
            for pattern in patterns { try pattern.forEachExpression(body) }
        case .merge(let pattern, let actions):
            try pattern.forEachExpression(body)
            for action in actions {
                for item in action.items { try item.forEachExpression(body) }
            }
        case .set(let items):
            for item in items { try item.forEachExpression(body) }
        case .remove(let items):
            for item in items { try item.forEachExpression(body) }
        case .delete(let expressions, _):
            for expression in expressions { try body(expression) }
        case .forEach(_, let list, let clauses):
            try body(list)
            for clause in clauses { try clause.forEachExpression(body) }
        case .call(let call):
            for argument in call.arguments ?? [] { try body(argument) }
            if case .items(_, let predicate?) = call.yields { try body(predicate) }
        case .subquery(let call):
            try call.query.forEachExpression(body)
            if let rows = call.batches?.rows { try body(rows) }
        }
    }
}

extension Projection {
    /// Each expression directly in the projection: items, sort keys, `SKIP` and `LIMIT`.
    func forEachExpression(_ body: (Expression) throws -> Void) rethrows {
        for item in items { try body(item.expression) }
        for item in order { try body(item.expression) }
        if let skip { try body(skip) }
        if let limit { try body(limit) }
    }

    /// Whether its rows are groups: an item has an aggregate.
    var isAggregating: Bool { items.contains { $0.expression.containsAggregate } }
}

extension SetItem {
    func forEachExpression(_ body: (Expression) throws -> Void) rethrows {
        switch self {
        case .property(let element, _, let value):
            try body(element)
            try body(value)
        case .dynamicProperty(let element, let key, let value):
            try body(element)
            try body(key)
            try body(value)
        case .replace(_, let value), .add(_, let value):
            try body(value)
        case .labels(_, let labels):
            for case .dynamic(let expression) in labels { try body(expression) }
        }
    }

    /// The variable that is set outright, which stands in no expression.
    var target: Name? {
        switch self {
        case .property, .dynamicProperty: nil
        case .replace(let name, _), .add(let name, _), .labels(let name, _): name
        }
    }
}

extension RemoveItem {
    func forEachExpression(_ body: (Expression) throws -> Void) rethrows {
        switch self {
        case .property(let element, _):
            try body(element)
        case .dynamicProperty(let element, let key):
            try body(element)
            try body(key)
        case .labels(_, let labels):
            for case .dynamic(let expression) in labels { try body(expression) }
        }
    }
}

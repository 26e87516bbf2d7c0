import QuerySyntax

extension Expression {
    /// Whether its value depends on the graph: on properties, labels or patterns. Of a variable alone it does not, for
    /// that is what the row holds.
    var readsGraph: Bool {
        contains(subqueries: true) { part in
            switch part.kind {
            case .property, .element, .hasLabels, .pattern, .patternComprehension, .subquery, .mapProjection, .call:
                true
            default: false
            }
        }
    }

    /// The aggregate functions in it, those inside other aggregates and subqueries left out.
    var aggregates: [Expression] {
        if isAggregate { return [self] }
        var found: [Expression] = []
        forEachChild { found += $0.aggregates }
        return found
    }
}

extension Projection {
    var readsGraph: Bool {
        items.contains { $0.expression.readsGraph } || order.contains { $0.expression.readsGraph }
    }
}

extension PathPattern {
    /// Whether its property maps and the like depend on the graph.
    var readsGraph: Bool {
        var reads = false
        forEachExpression { reads = reads || $0.readsGraph }
        return reads
    }
}

extension SetItem {
    /// Whether its value depends on the graph.
    var readsGraph: Bool {
        switch self {
        case .property(_, _, let value), .dynamicProperty(_, _, let value), .replace(_, let value),
            .add(_, let value):
            if case .variable = value.kind { true } else { value.readsGraph }
        case .labels: false
        }
    }
}

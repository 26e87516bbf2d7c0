import QuerySyntax
import QueryValues

// The walks of this file descend by recursion. The parser bounds the nesting of what it makes, so that they need no
// limit of their own.

extension Expression {
    /// Calls `body` with each expression directly under this one, in the order of the text.
    ///
    /// Those in patterns and dynamic labels are among them; those of a subquery's clauses are not, because another
    /// scope holds there: `Query.forEachExpression` gives them.
    func forEachChild(_ body: (Expression) throws -> Void) rethrows {
        switch kind {
        case .null, .boolean, .integer, .float, .string, .parameter, .variable, .countRows, .subquery:
            return
        case .list(let items):
            for item in items { try body(item) }
        case .map(let entries):
            for entry in entries { try body(entry.value) }
        case .mapProjection(let base, let items):
            try body(base)
            for case .entry(let entry) in items { try body(entry.value) }
        case .property(let base, _), .unary(_, let base), .isNull(let base, _), .isOfType(let base, _, _):
            try body(base)
        case .element(let base, let index):
            try body(base)
            try body(index)
        case .slice(let base, let from, let to):
            try body(base)
            if let from { try body(from) }
            if let to { try body(to) }
        case .binary(_, let left, let right):
            try body(left)
            try body(right)
        case .comparison(let first, let rest):
            try body(first)
            for link in rest { try body(link.right) }
        case .hasLabels(let base, let labels):
            try body(base)
            try labels.forEachExpression(body)
        case .call(let call):
            for argument in call.arguments { try body(argument) }
        default:
            try forEachChildOfForm(body)
        }
    }

    /// The children of the forms that have branches, patterns or variables of their own.
    private func forEachChildOfForm(_ body: (Expression) throws -> Void) rethrows {
        switch kind {
        case .caseOf(let operand, let branches, let otherwise):
            if let operand { try body(operand) }
            for branch in branches { try branch.forEachExpression(body) }
            if let otherwise { try body(otherwise) }
        case .listComprehension(_, let list, let predicate, let yields):
            try body(list)
            if let predicate { try body(predicate) }
            if let yields { try body(yields) }
        case .patternComprehension(let pattern, let predicate, let yields):
            try pattern.forEachExpression(body)
            if let predicate { try body(predicate) }
            try body(yields)
        case .quantified(_, _, let list, let predicate):
            try body(list)
            try body(predicate)
        case .reduce(_, let start, _, let list, let step):
            try body(start)
            try body(list)
            try body(step)
        case .allReduce(_, let start, _, let list, let step, let holds):
            try body(start)
            try body(list)
            try body(step)
            try body(holds)
        case .pattern(let pattern):
            try pattern.forEachExpression(body)
        default:
            return
        }
    }

    /// Calls `body` with this expression and everything under it, each before what is under it.
    ///
    /// - Parameter subqueries: whether what stands in the clauses of `EXISTS`, `COUNT` and `COLLECT` is given too.
    func forEachSubexpression(subqueries: Bool = true, _ body: (Expression) throws -> Void) rethrows {
        try body(self)
        try forEachChild { try $0.forEachSubexpression(subqueries: subqueries, body) }
        if subqueries, case .subquery(_, let query) = kind {
            try query.forEachExpression { try $0.forEachSubexpression(body) }
        }
    }

    /// Whether this expression or anything under it fulfils a condition; nothing is looked at after the first that
    /// does. What stands in a subquery's clauses counts only if asked for.
    func contains(subqueries: Bool = false, where condition: (Expression) -> Bool) -> Bool {
        if condition(self) { return true }
        var isFound = false
        forEachChild { child in
            if !isFound { isFound = child.contains(subqueries: subqueries, where: condition) }
        }
        if !isFound, subqueries, case .subquery(_, let query) = kind {
            query.forEachExpression { expression in
                if !isFound { isFound = expression.contains(subqueries: true, where: condition) }
            }
        }
        return isFound
    }

    /// Whether this is an aggregate function itself: `count(*)`, `sum(x)`.
    var isAggregate: Bool {
        switch kind {
        case .countRows: true
        case .call(let call): AggregateFunction(name: call.name.text) != nil
        default: false
        }
    }

    /// Whether an aggregate function stands in it, those inside subqueries not counted: they aggregate their own rows.
    var containsAggregate: Bool { contains(where: \.isAggregate) }
}

extension CaseBranch {
    /// Each expression directly in the branch.
    func forEachExpression(_ body: (Expression) throws -> Void) rethrows {
        for condition in conditions {
            switch condition {
            case .expression(let expression), .compares(_, let expression), .tests(_, let expression):
                try body(expression)
            case .isNull, .isOfType: continue
            }
        }
        try body(result)
    }
}

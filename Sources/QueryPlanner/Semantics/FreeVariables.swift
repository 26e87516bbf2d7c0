import QuerySyntax

extension Expression {
    /// The variables that it reads of the scope round it.
    ///
    /// Variables bound inside (by comprehensions, quantifiers, `reduce` and the clauses of subqueries) are left out.
    /// The patterns of pattern comprehensions and subqueries name variables of the scope if it has them and bind them
    /// otherwise, which the text alone does not tell: such names are among the result, and the caller keeps those that
    /// its scope has.
    var freeVariables: Set<String> { .free { $0.visit(self) } }
}

extension PathPattern {
    /// The variables of the scope that it can refer to: those that it names and those in its expressions.
    var freeVariables: Set<String> { .free { $0.visit(self) } }
}

extension Query {
    /// The variables that it reads of the scope round it, with the same caveat as those of expressions.
    var freeVariables: Set<String> { .free { $0.visit(self) } }
}

extension Clause {
    /// The variables that it reads of the scope before it, with the same caveat as those of expressions.
    var freeVariables: Set<String> { .free { $0.visit(self) } }
}

extension Set<String> {
    fileprivate static func free(_ visit: (inout FreeVariableCollector) -> Void) -> Self {
        var collector = FreeVariableCollector()
        visit(&collector)
        return collector.found
    }
}

/// Walks over a tree and collects the names that nothing inside binds.
private struct FreeVariableCollector {
    var found: Set<String> = []
    /// Names bound inside, with how many binders of each are open.
    private var bound: [String: Int] = [:]

    private mutating func use(_ name: String) {
        if bound[name, default: 0] == 0 { found.insert(name) }
    }

    private mutating func binding(_ names: [String], _ body: (inout Self) -> Void) {
        for name in names { bound[name, default: 0] += 1 }
        body(&self)
        for name in names { bound[name, default: 0] -= 1 }
    }

    mutating func visit(_ expression: Expression?) {
        guard let expression else { return }
        switch expression.kind {
        case .variable(let name):
            use(name)
        case .mapProjection(_, let items):
            for case .variable(let name) in items { use(name.text) }
            visitChildren(of: expression)
        case .listComprehension(let variable, let list, let predicate, let yields):
            visit(list)
            binding([variable.text]) {
                $0.visit(predicate)
                $0.visit(yields)
            }
        case .quantified(_, let variable, let list, let predicate):
            visit(list)
            binding([variable.text]) { $0.visit(predicate) }
        case .reduce(let accumulator, let start, let variable, let list, let step):
            visit(start)
            visit(list)
            binding([accumulator.text, variable.text]) { $0.visit(step) }
        case .allReduce(let accumulator, let start, let variable, let list, let step, let holds):
            visit(start)
            visit(list)
            binding([accumulator.text, variable.text]) {
                $0.visit(step)
                $0.visit(holds)
            }
        case .patternComprehension(let pattern, let predicate, let yields):
            let own = pattern.variable.map { [$0.text] } ?? []
            binding(own) {
                $0.visit(pattern)
                $0.visit(predicate)
                $0.visit(yields)
            }
        case .pattern(let pattern):
            visit(pattern)
        case .subquery(_, let query):
            visit(query)
        default:
            visitChildren(of: expression)
        }
    }

    private mutating func visitChildren(of expression: Expression) {
        expression.forEachChild { visit($0) }
    }

    mutating func visit(_ pattern: PathPattern) {
        for name in pattern.variables { use(name.text) }
        pattern.forEachExpression { visit($0) }
    }

    mutating func visit(_ query: Query) {
        for part in query.parts {
            let outer = bound
            for clause in part.clauses { visit(clause) }
            bound = outer
        }
    }

    /// Names that a clause binds stay bound for the clauses after it, behind a `WITH` that leaves them out too: a
    /// subquery cannot use a name of the scope round it for something else.
    mutating func visit(_ clause: Clause) {
        switch clause.kind {
        case .match(let match):
            for pattern in match.patterns { visit(pattern) }
            visit(match.predicate)
        case .create(let patterns):
            for pattern in patterns { visit(pattern) }
        case .merge(let pattern, _):
            visit(pattern)
            visitTargets(of: clause)
            clause.forEachExpression { visit($0) }
        case .set, .remove:
            visitTargets(of: clause)
            clause.forEachExpression { visit($0) }
        case .unwind(let list, let variable):
            visit(list)
            bound[variable.text, default: 0] += 1
        case .with(let projection, let predicate):
            visit(projection)
            visit(predicate)
        case .returning(let projection):
            visit(projection)
        case .forEach(let variable, let list, let clauses):
            visit(list)
            binding([variable.text]) { inner in
                for clause in clauses { inner.visit(clause) }
            }
        case .call(let call):
            for argument in call.arguments ?? [] { visit(argument) }
            guard case .items(let items, let predicate) = call.yields else { return }
            for item in items { bound[(item.alias ?? item.column).text, default: 0] += 1 }
            visit(predicate)
        case .subquery(let call):
            visit(call)
        case .delete, .finish:
            clause.forEachExpression { visit($0) }
        }
    }

    private mutating func visit(_ projection: Projection) {
        for item in projection.items { visit(item.expression) }
        for case let alias? in projection.items.map(\.alias) { bound[alias.text, default: 0] += 1 }
        for item in projection.order { visit(item.expression) }
        visit(projection.skip)
        visit(projection.limit)
    }

    private mutating func visitTargets(of clause: Clause) {
        switch clause.kind {
        case .set(let items):
            for item in items { if let name = item.target { use(name.text) } }
        case .merge(_, let actions):
            for item in actions.flatMap(\.items) { if let name = item.target { use(name.text) } }
        case .remove(let items):
            for case .labels(let name, _) in items { use(name.text) }
        default:
            return
        }
    }

    private mutating func visit(_ call: SubqueryCall) {
        visit(call.batches?.rows)
        switch call.imports {
        case .variables(let names):
            for name in names { use(name.text) }
        case .all:
            visit(call.query)
        case .leadingWith:
            // Only what a part's leading WITH names comes from outside.
            for part in call.query.parts {
                guard case .with(let projection, _)? = part.clauses.first?.kind else { continue }
                for item in projection.items { visit(item.expression) }
            }
        }
    }
}

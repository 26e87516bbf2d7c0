import GraphModel
import QuerySyntax
import QueryValues

/// Where a projection stands.
enum ProjectionPlace {
    case with
    case result(QueryPlace)

    /// Whether an item that is not a variable needs a name.
    var wantsAliases: Bool {
        switch self {
        case .with, .result(.call): true
        case .result: false
        }
    }
}

extension SemanticAnalyzer {
    /// Checks `WITH … WHERE` or `RETURN`, and leaves the scope that follows.
    mutating func check(
        _ projection: Projection, where predicate: Expression?, _ place: ProjectionPlace, _ span: Span
    ) throws(QueryError) -> [OutputColumn] {
        let columns = try columns(of: projection, place, span)
        let sorting = try sortingScope(of: projection, columns)
        try inScope(sorting) { (analyzer) throws(QueryError) in
            for item in projection.order { try analyzer.check(sortKey: item.expression, projection) }
            try analyzer.check(skip: projection.skip, limit: projection.limit)
            guard let predicate else { return }
            let rules = ExpressionRules.refusingAggregates("in WHERE")
            try analyzer.refuseAggregates(in: predicate, rules)
            try analyzer.check(predicate: predicate, rules)
        }
        if place.wantsAliases { try checkAliases(of: projection) }
        scope.removeOwn()
        for column in columns { scope.bind(column.name, column.type) }
        return columns
    }

    private mutating func columns(
        of projection: Projection, _ place: ProjectionPlace, _ span: Span
    ) throws(QueryError) -> [OutputColumn] {
        var columns: [OutputColumn] = []
        if projection.includesAll {
            if case .result(let query) = place, !query.isExpression, scope.starred.isEmpty {
                throw error(
                    .noVariablesInScope, "RETURN * has nothing to return: no variable is in scope", span,
                    advice: "Give nodes and relationships names in the clauses before.")
            }
            columns = scope.starred.map { OutputColumn(name: $0.name, type: $0.type, span: span) }
        }
        var names = Set(columns.map(\.name))
        for item in projection.items {
            let type = try infer(item.expression, .allowingAggregates)
            let name = item.alias?.text ?? item.columnName
            let place = item.alias?.span ?? item.expression.span
            guard names.insert(name).inserted else {
                throw error(
                    .columnNameConflict, "two columns are called `\(name)`", place, advice: "Name one of them with AS.")
            }
            columns.append(OutputColumn(name: name, type: type, span: place))
        }
        if case .with = place { try checkShadowing(by: projection.items) }
        try checkGrouping(of: projection)
        return columns
    }

    /// Names from round a subquery keep their meaning throughout it.
    private func checkShadowing(by items: [ProjectionItem]) throws(QueryError) {
        for item in items {
            guard let alias = item.alias, scope.outer[alias.text] != nil else { continue }
            if case .variable(alias.text) = item.expression.kind { continue }
            throw alreadyBound(alias, "by the query round the subquery")
        }
    }

    private func checkAliases(of projection: Projection) throws(QueryError) {
        for item in projection.items where item.alias == nil {
            if case .variable = item.expression.kind { continue }
            throw error(
                .noExpressionAlias, "`\(item.columnName)` needs a name", item.expression.span,
                advice: "Write `\(item.columnName) AS name`.")
        }
    }

    private func checkGrouping(of projection: Projection) throws(QueryError) {
        let expressions = projection.items.map(\.expression)
        guard expressions.contains(where: \.containsAggregate) else { return }
        let starred = projection.includesAll ? scope.starred.map(\.name) : []
        let keys = GroupingKeys(expressions.filter { !$0.containsAggregate }, starred: starred)
        for expression in expressions where expression.containsAggregate {
            let found = keys.firstAmbiguity(in: expression) { scope.own[$0] == nil }
            if let found { throw ambiguous(found) }
        }
    }

    private func ambiguous(_ expression: Expression) -> QueryError {
        error(
            .ambiguousAggregationExpression,
            "this has no single value in a group: beside aggregates stand only constants, parameters, and variables "
                + "and properties that are items by themselves", expression.span,
            advice: "Compute it in a WITH before and make its name an item.")
    }

    /// What `ORDER BY` and `WHERE` see: columns, and what was there before them unless rows have been merged.
    private mutating func sortingScope(
        of projection: Projection, _ columns: [OutputColumn]
    ) throws(QueryError) -> NameScope {
        var sorting = scope
        guard projection.isDistinct || projection.isAggregating else {
            for column in columns { sorting.bind(column.name, column.type) }
            return sorting
        }
        sorting.removeOwn()
        for column in columns { sorting.bind(column.name, column.type) }
        let types = columns.suffix(projection.items.count).map(\.type)
        for (item, type) in zip(projection.items, types) { sorting.know(item.expression, type) }
        for aggregate in projection.items.flatMap(\.expression.aggregates) {
            sorting.know(aggregate, try infer(aggregate, .allowingAggregates))
        }
        return sorting
    }

    private mutating func check(sortKey: Expression, _ projection: Projection) throws(QueryError) {
        guard projection.isAggregating else {
            try infer(
                sortKey, .refusingAggregates("in ORDER BY when no item is an aggregate"))
            return
        }
        if sortKey.containsAggregate, scope.columns[sortKey] == nil {
            try check(groupedKey: sortKey, projection.items.map(\.expression), locals: [])
        }
        try infer(sortKey, .allowingAggregates)
    }

    /// Checks a sort key with aggregates: like an item, it may use keys, constants and parameters only, and no
    /// aggregate that would have to be computed for it alone.
    private func check(
        groupedKey key: Expression, _ items: [Expression], locals: Set<String>
    ) throws(QueryError) {
        if key.isAggregate {
            if scope.columns[key] != nil || key.kind == .countRows { return }
            try checkDefined(key, locals: locals)
            throw error(
                .invalidAggregation, "ORDER BY has an aggregate that is no item of the projection", key.span,
                advice: "Make it an item, and order by its name.")
        }
        if key.isSimpleKey {
            if scope.columns[key] != nil || key.freeVariables.allSatisfy({ locals.contains($0) || scope[$0] != nil }) {
                return
            }
            let isInItem = items.contains { item in !item.containsAggregate && item.contains { $0 == key } }
            if isInItem { throw ambiguous(key) }
            return try checkDefined(key, locals: locals)
        }
        var fault: QueryError?
        let inner = locals.union(key.ownVariables)
        key.forEachChild { child in
            guard fault == nil else { return }
            do throws(QueryError) {
                try check(groupedKey: child, items, locals: inner)
            } catch {
                fault = error
            }
        }
        if let fault { throw fault }
    }

    private func checkDefined(_ expression: Expression, locals: Set<String>) throws(QueryError) {
        var missing: (name: String, span: Span)?
        expression.forEachSubexpression(subqueries: false) { part in
            guard missing == nil, case .variable(let name) = part.kind else { return }
            if scope[name] == nil, !locals.contains(name) { missing = (name, part.span) }
        }
        if let missing { _ = try variable(missing.name, missing.span) }
    }

    private func refuseAggregates(in expression: Expression, _ rules: ExpressionRules) throws(QueryError) {
        if let aggregate = expression.aggregates.first {
            try checkAggregate("an aggregate function", aggregate.span, rules)
        }
    }

    mutating func check(skip: Expression?, limit: Expression?) throws(QueryError) {
        for (expression, name) in [(skip, "SKIP"), (limit, "LIMIT")] {
            guard let expression else { continue }
            try checkCount(expression, name)
        }
    }

    /// Checks a number of rows or paths.
    mutating func checkCount(_ expression: Expression, _ name: String) throws(QueryError) {
        if let number = expression.literalInteger, number < 0 {
            throw error(.negativeIntegerArgument, "\(name) cannot be negative", expression.span)
        }
        try checkConstant(expression, .integer, name)
    }
}

extension Expression {
    /// The variables that this form binds for its parts.
    var ownVariables: Set<String> {
        switch kind {
        case .listComprehension(let item, _, _, _), .quantified(_, let item, _, _): [item.text]
        case .reduce(let accumulator, _, let item, _, _), .allReduce(let accumulator, _, let item, _, _, _):
            [accumulator.text, item.text]
        default: []
        }
    }
}

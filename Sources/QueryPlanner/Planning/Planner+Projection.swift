import GraphModel
import QuerySyntax
import QueryValues

/// An item of a projection with `*` written out.
private struct Item {
    var expression: Expression
    var name: String
}

extension Planner {
    /// `WITH` and `RETURN`: values or groups, then distinct, order, skip, limit and the condition, in this order.
    func plan(
        _ projection: Projection, where predicate: Expression?, isFinal: Bool, outer: Scope, _ scope: Scope,
        _ builder: inout PipelineBuilder
    ) throws(QueryError) -> (Scope, [Plan.Column]) {
        builder.settleWrites(keeping: scope, self)
        if projection.readsGraph || predicate?.readsGraph == true { builder.hasOpenReads = true }
        var items: [Item] = []
        if projection.includesAll {
            let own = scope.visibleNames.filter { outer[$0] == nil || outer[$0] != scope[$0] }
            items = own.map { Item(expression: Expression(.variable($0), Span(start: 0, end: 0)), name: $0) }
        }
        items += projection.items.map { Item(expression: $0.expression, name: $0.alias?.text ?? $0.columnName) }
        let isAggregating =
            projection.items.contains { $0.expression.containsAggregate }
            || projection.order.contains { $0.expression.containsAggregate }
        var (result, columns, sorting) =
            isAggregating
            ? try group(items, projection.order, outer: outer, scope, &builder)
            : try assign(items, isDistinct: projection.isDistinct, scope, &builder)
        // What a subquery sees of the outside stays in sight after its own projections, but not in its rows.
        result.see(outer)
        sorting.see(outer)
        if projection.isDistinct {
            builder.append(.distinct(columns.map(\.slot)), self)
        }
        try order(projection, sorting, &builder)
        if let predicate { try filter(predicate, sorting, &builder) }
        return (result.withoutKnown, isFinal ? columns : [])
    }

    private func assign(
        _ items: [Item], isDistinct: Bool, _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> (Scope, [Plan.Column], sorting: Scope) {
        var assignments: [Assignment] = []
        var result = Scope()
        // Distinct rows have no variables of before to be ordered by.
        var sorting = isDistinct ? Scope() : scope
        var columns: [Plan.Column] = []
        var projected: [(Expression, Slot)] = []
        for item in items {
            var slot = newSlot(item.name)
            // A variable that is handed on stays where it is.
            if case .variable(let name) = item.expression.kind, let known = scope[name] {
                slot = known
            } else {
                assignments.append(Assignment(slot, try bind(item.expression, scope)))
            }
            columns.append(Plan.Column(name: item.name, slot: slot))
            projected.append((item.expression, slot))
        }
        for column in columns {
            result.bind(column.name, column.slot)
            sorting.bind(column.name, column.slot)
        }
        for (expression, slot) in projected
        where isDistinct || expression.freeVariables.isDisjoint(with: columns.map(\.name)) {
            sorting.know(expression, slot)
        }
        if !assignments.isEmpty { builder.append(.assign(assignments), self) }
        return (result, columns, sorting)
    }

    /// Rows with equal values of the items without an aggregate become one.
    private func group(
        _ items: [Item], _ order: [SortItem], outer: Scope, _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> (Scope, [Plan.Column], sorting: Scope) {
        var keys: [Assignment] = []
        var known = Scope()
        known.see(outer)
        for item in items where !item.expression.containsAggregate {
            let slot = newSlot(item.name)
            keys.append(Assignment(slot, try bind(item.expression, scope)))
            known.know(item.expression, slot)
        }
        var aggregations: [Aggregation] = []
        for expression in items.map(\.expression) + order.map(\.expression) {
            for aggregate in expression.aggregates where known.known[aggregate] == nil {
                let aggregation = try bind(aggregate: aggregate, scope)
                known.know(aggregate, aggregation.slot)
                aggregations.append(aggregation)
            }
        }
        builder.append(
            .aggregate(keys: keys, aggregations), rows: keys.isEmpty ? 1 : max(1, builder.rows.squareRoot()), self)
        var result = Scope()
        var columns: [Plan.Column] = []
        var assignments: [Assignment] = []
        var sorting = known
        for item in items {
            if let slot = known.known[item.expression] {
                columns.append(Plan.Column(name: item.name, slot: slot))
                continue
            }
            let slot = newSlot(item.name)
            assignments.append(Assignment(slot, try bind(item.expression, known)))
            columns.append(Plan.Column(name: item.name, slot: slot))
            sorting.know(item.expression, slot)
        }
        if !assignments.isEmpty { builder.append(.assign(assignments), self) }
        sorting = sorting.replacingVariables(Dictionary(columns.map { ($0.name, $0.slot) }) { first, _ in first })
        for column in columns { result.bind(column.name, column.slot) }
        return (result, columns, sorting)
    }

    private func bind(aggregate: Expression, _ scope: Scope) throws(QueryError) -> Aggregation {
        let slot = newSlot()
        guard case .call(let call) = aggregate.kind else {
            return Aggregation(slot: slot, function: nil, isDistinct: false, argument: nil, parameter: nil)
        }
        return Aggregation(
            slot: slot, function: AggregateFunction(name: call.name.text), isDistinct: call.isDistinct,
            argument: try bind(call.arguments.first, scope),
            parameter: try bind(call.arguments.dropFirst().first, scope)
        )
    }

    private func order(
        _ projection: Projection, _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) {
        let nothing = Scope()
        let skip = try bind(projection.skip, nothing)
        let limit = try bind(projection.limit, nothing)
        if !projection.order.isEmpty {
            var keys: [SortKey] = []
            for item in projection.order {
                keys.append(SortKey(try bind(item.expression, scope), isDescending: item.isDescending))
            }
            let first = isOn(.topRows) ? limit.map { FirstRows(skip: skip, limit: $0) } : nil
            builder.append(.sort(keys, keeping: scope.allSlots, first: first), self)
        }
        if let skip { builder.append(.skip(skip), self) }
        if let limit { builder.append(.limit(limit), rows: min(builder.rows, 100), self) }
    }
}

extension Scope {
    /// The variables without what is known besides.
    fileprivate var withoutKnown: Scope {
        var scope = Scope()
        for (name, slot) in slots { scope.bind(name, slot) }
        return scope
    }
}

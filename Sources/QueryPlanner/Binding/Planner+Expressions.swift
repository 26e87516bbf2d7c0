import GraphModel
import QuerySyntax
import QueryValues

extension Planner {
    /// The expression with its variables as slots. Descends by recursion; the parser bounds the nesting.
    func bind(_ expression: Expression, _ scope: Scope) throws(QueryError) -> PlanExpression {
        if let slot = scope.slot(of: expression) { return .slot(slot) }
        switch expression.kind {
        case .null: return .constant(.null)
        case .boolean(let value): return .constant(.boolean(value))
        case .integer(let value): return .constant(.integer(value))
        case .float(let value): return .constant(.float(value))
        case .string(let value): return .constant(.string(value))
        case .parameter(let name): return .parameter(name)
        case .variable(let name): return .slot(try slot(of: name, scope))
        case .list(let items): return .list(try bind(items, scope))
        case .map(let entries): return .map(try bind(entries, scope))
        case .property(let base, let key): return .property(try bind(base, scope), key.text)
        case .element(let base, let index): return .element(try bind(base, scope), try bind(index, scope))
        case .slice(let base, let from, let to):
            return .slice(try bind(base, scope), from: try bind(from, scope), to: try bind(to, scope))
        case .unary(let operation, let operand): return .unary(operation, try bind(operand, scope))
        case .binary(let operation, let left, let right):
            return .binary(operation, try bind(left, scope), try bind(right, scope))
        case .comparison(let first, let rest): return try bind(chain: first, rest, scope)
        case .isNull(let operand, let negated): return .isNull(try bind(operand, scope), negated: negated)
        case .hasLabels(let operand, let labels):
            return .hasLabels(try bind(operand, scope), try bind(labels, scope))
        case .isOfType(let operand, let type, let negated):
            return .isOfType(try bind(operand, scope), type, negated: negated)
        case .call(let call): return try bind(call, scope)
        default: return try bindForm(expression, scope)
        }
    }

    /// The forms that have variables, patterns or branches of their own.
    private func bindForm(_ expression: Expression, _ scope: Scope) throws(QueryError) -> PlanExpression {
        switch expression.kind {
        case .mapProjection(let base, let items): return try bind(mapProjection: base, items, scope)
        case .caseOf(let operand, let branches, let otherwise):
            return try bind(caseOf: operand, branches, otherwise, scope)
        case .listComprehension(let item, let list, let predicate, let yields):
            let (inner, slot) = binding(item, scope)
            return .listComprehension(
                slot, in: try bind(list, scope), where: try bind(predicate, inner),
                yields: try bind(yields, inner) ?? .slot(slot))
        case .quantified(let quantifier, let item, let list, let predicate):
            let (inner, slot) = binding(item, scope)
            return .quantified(quantifier, slot, in: try bind(list, scope), where: try bind(predicate, inner))
        case .reduce(let accumulator, let from, let item, let list, let step):
            let (outer, total) = binding(accumulator, scope)
            let (inner, slot) = binding(item, outer)
            return .reduce(
                accumulator: total, from: try bind(from, scope), slot, in: try bind(list, scope),
                step: try bind(step, inner))
        case .allReduce(let accumulator, let from, let item, let list, let step, let holds):
            let (outer, total) = binding(accumulator, scope)
            let (inner, slot) = binding(item, outer)
            return .allReduce(
                accumulator: total, from: try bind(from, scope), slot, in: try bind(list, scope),
                step: try bind(step, inner), holds: try bind(holds, inner))
        case .pattern(let pattern): return try bind(pattern: pattern, scope)
        case .patternComprehension(let pattern, let predicate, let yields):
            let (pipeline, inner) = try plan(pattern: pattern, where: predicate, scope)
            return .collect(pipeline, try bind(yields, inner))
        case .subquery(let kind, let query): return try bind(kind, query, scope)
        case .countRows:
            throw .syntax(.invalidAggregation, "count(*) cannot stand here")
        default:
            preconditionFailure("`bind` handles the others")
        }
    }

    private func slot(of name: String, _ scope: Scope) throws(QueryError) -> Slot {
        guard let slot = scope[name] else {
            throw .syntax(.undefinedVariable, "variable `\(name)` is not defined")
        }
        return slot
    }

    func binding(_ name: Name, _ scope: Scope) -> (Scope, Slot) {
        var inner = scope
        let slot = newSlot(name.text)
        inner.bind(name.text, slot)
        return (inner, slot)
    }

    func bind(_ expression: Expression?, _ scope: Scope) throws(QueryError) -> PlanExpression? {
        guard let expression else { return nil }
        return try bind(expression, scope) as PlanExpression
    }

    func bind(_ expressions: [Expression], _ scope: Scope) throws(QueryError) -> [PlanExpression] {
        var bound: [PlanExpression] = []
        for expression in expressions { bound.append(try bind(expression, scope)) }
        return bound
    }

    private func bind(_ entries: [MapEntry], _ scope: Scope) throws(QueryError) -> [PlanMapEntry] {
        var bound: [PlanMapEntry] = []
        for entry in entries { bound.append(PlanMapEntry(entry.key.text, try bind(entry.value, scope))) }
        return bound
    }

    /// `a < b < c` is `a < b AND b < c`, with `b` computed once.
    private func bind(
        chain first: Expression, _ rest: [Comparison], _ scope: Scope
    ) throws(QueryError) -> PlanExpression {
        guard rest.count > 1 else {
            return .comparison(rest[0].operation, try bind(first, scope), try bind(rest[0].right, scope))
        }
        let operands = try bind([first] + rest.map(\.right), scope)
        let slots = operands.map { _ in newSlot() }
        var result: PlanExpression = .comparison(rest[0].operation, .slot(slots[0]), .slot(slots[1]))
        for place in 1..<rest.count {
            let link: PlanExpression = .comparison(
                rest[place].operation, .slot(slots[place]), .slot(slots[place + 1]))
            result = .binary(.and, result, link)
        }
        for (slot, operand) in zip(slots, operands).reversed() { result = .letting(slot, operand, in: result) }
        return result
    }

    func bind(_ labels: LabelExpression, _ scope: Scope) throws(QueryError) -> PlanLabels {
        switch labels {
        case .name(let name): return .name(name.text)
        case .dynamic(let names, let isAny): return .dynamic(try bind(names, scope), isAny: isAny)
        case .any: return .any
        case .not(let operand): return .not(try bind(operand, scope))
        case .and(let left, let right): return .and(try bind(left, scope), try bind(right, scope))
        case .or(let left, let right): return .or(try bind(left, scope), try bind(right, scope))
        }
    }

    private func bind(
        mapProjection base: Expression, _ items: [MapProjectionItem], _ scope: Scope
    ) throws(QueryError) -> PlanExpression {
        let element = try bind(base, scope)
        let slot = newSlot()
        var includesAll = false
        var entries: [PlanMapEntry] = []
        for item in items {
            switch item {
            case .allProperties: includesAll = true
            case .property(let key): entries.append(PlanMapEntry(key.text, .property(.slot(slot), key.text)))
            case .variable(let name):
                entries.append(
                    PlanMapEntry(name.text, try bind(Expression(.variable(name.text), name.span), scope)))
            case .entry(let entry): entries.append(PlanMapEntry(entry.key.text, try bind(entry.value, scope)))
            }
        }
        return .letting(slot, element, in: .mapProjection(.slot(slot), includesAll: includesAll, entries))
    }

    private func bind(
        caseOf operand: Expression?, _ branches: [CaseBranch], _ otherwise: Expression?, _ scope: Scope
    ) throws(QueryError) -> PlanExpression {
        let slot = operand.map { _ in newSlot() }
        var bound: [PlanBranch] = []
        for branch in branches {
            let result: PlanExpression = try bind(branch.result, scope)
            for condition in branch.conditions {
                bound.append(PlanBranch(try bind(condition, of: slot, scope), result))
            }
        }
        let choice: PlanExpression = .choose(bound, otherwise: try bind(otherwise, scope) ?? .constant(.null))
        guard let operand, let slot else { return choice }
        return .letting(slot, try bind(operand, scope), in: choice)
    }

    private func bind(
        _ condition: CaseCondition, of operand: Slot?, _ scope: Scope
    ) throws(QueryError) -> PlanExpression {
        let value = operand.map { PlanExpression.slot($0) }
        switch condition {
        case .expression(let expression):
            let bound: PlanExpression = try bind(expression, scope)
            return value.map { .comparison(.equal, $0, bound) } ?? bound
        case .compares(let operation, let right):
            return .comparison(operation, value ?? .constant(.null), try bind(right, scope))
        case .tests(let operation, let right):
            return .binary(operation, value ?? .constant(.null), try bind(right, scope))
        case .isNull(let negated): return .isNull(value ?? .constant(.null), negated: negated)
        case .isOfType(let type, let negated):
            return .isOfType(value ?? .constant(.null), type, negated: negated)
        }
    }

    private func bind(_ call: FunctionCall, _ scope: Scope) throws(QueryError) -> PlanExpression {
        let name = call.name.text.lowercased()
        if call.arguments.count == 1, case .pattern(let pattern) = call.arguments[0].kind {
            if name == "exists" { return .exists(existing(try plan(pattern: pattern, where: nil, scope).pipeline)) }
            if name == "size" { return .count(try plan(pattern: pattern, where: nil, scope).pipeline) }
        }
        if name == "exists", call.arguments.count == 1 {
            return .isNull(try bind(call.arguments[0], scope), negated: true)
        }
        guard let function = environment.functions[call.name.text] else {
            throw .syntax(.unknownFunction, "there is no function `\(call.name.text)`")
        }
        return .call(function, try bind(call.arguments, scope))
    }

    private func bind(
        _ kind: SubqueryKind, _ query: Query, _ scope: Scope
    ) throws(QueryError) -> PlanExpression {
        let (builder, columns) = try plan(query: query, scope)
        switch kind {
        case .exists: return .exists(existing(builder.pipeline))
        case .count: return .count(builder.pipeline)
        case .collect: return .collect(builder.pipeline, columns.first.map { .slot($0.slot) } ?? .constant(.null))
        }
    }

    /// A pipeline of which only matters whether it gives a row.
    private func existing(_ pipeline: Pipeline) -> Pipeline {
        isOn(.pruningExpand) ? DistinctEnds.mark(pipeline, wantsDuplicates: false, readAfter: []) : pipeline
    }

    /// A pattern as a value: whether there is such a path, or the path itself where only the shortest is meant.
    private func bind(pattern: PathPattern, _ scope: Scope) throws(QueryError) -> PlanExpression {
        guard pattern.selector != .all else {
            return .exists(existing(try plan(pattern: pattern, where: nil, scope).pipeline))
        }
        var named = pattern
        let name = hiddenName(pattern.span)
        named.variable = name
        let (pipeline, inner) = try plan(pattern: named, where: nil, scope)
        let paths: PlanExpression = .collect(pipeline, try bind(Expression(.variable(name.text), name.span), inner))
        return pattern.selector == .allShortest ? paths : .element(paths, .constant(.integer(0)))
    }

    /// A pipeline for a pattern within an expression, and the scope of what it binds.
    private func plan(
        pattern: PathPattern, where predicate: Expression?, _ scope: Scope
    ) throws(QueryError) -> (pipeline: Pipeline, scope: Scope) {
        var builder = PipelineBuilder()
        let inner = try plan(patterns: [pattern], where: predicate, scope, &builder)
        return (builder.pipeline, inner)
    }
}

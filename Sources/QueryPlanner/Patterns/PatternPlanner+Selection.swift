import GraphModel
import QuerySyntax
import QueryValues

extension PatternPlanner {
    /// A pattern with a selector: by a search where its conditions allow it, otherwise by choosing among all.
    mutating func select(
        _ pattern: PathPattern, _ range: RepeatRange?, _ expansion: Expansion, rows: Double
    ) throws(QueryError) {
        var plain = pattern
        plain.selector = .all
        plain.variable = nil
        plain.elements.nameEnds(graph.names[expansion.from], graph.names[expansion.to])
        let relationships = plain.nameRelationships(planner)
        var scope = graph.scope
        for name in pattern.variables where graph.result[name.text] != nil && !isEnd(name.text, expansion) {
            if !wasBound(name.text) { scope.unbind(name.text) }
        }
        let (operations, result) =
            if let found = try search(plain, pattern.selector, scope, expansion) {
                found
            } else if let found = try searchPattern(plain, pattern.selector, scope, expansion) {
                found
            } else {
                try choose(plain, relationships, pattern.selector, scope, expansion)
            }
        let slots = relationships.compactMap { result[$0] }
        for operation in operations { builder.append(operation, rows: rows, planner) }
        // What the pattern names is where the search put it.
        var moves: [Assignment] = []
        for name in pattern.variables where !isEnd(name.text, expansion) && name != pattern.variable {
            if let own = graph.result[name.text], let found = result[name.text], own != found {
                moves.append(Assignment(own, .slot(found)))
                graph.bound.insert(own)
            }
        }
        if let name = pattern.variable, let slot = graph.result[name.text] {
            moves.append(Assignment(slot, .path(start: expansion.from, relationships: slots)))
            graph.bound.insert(slot)
        }
        if !moves.isEmpty { builder.append(.assign(moves), planner) }
    }

    /// One repeated relationship, or a quantified path of one: a breadth-first search.
    private func search(
        _ plain: PathPattern, _ selector: PathSelector, _ scope: Scope, _ ends: Expansion
    ) throws(QueryError) -> (operations: [Operation], Scope)? {
        let parts = PatternGraph([plain], where: nil, scope, planner)
        guard parts.ties.count == 1, parts.conjuncts.isEmpty, !parts.ties[0].isBound else { return nil }
        let tie = parts.ties[0]
        guard let step = try step(of: tie, parts.scope) else { return nil }
        let expansion = Expansion(
            from: ends.from, relationship: tie.relationship, to: ends.to,
            direction: Self.direction(step.arrow, isReversed: false), types: step.types, condition: step.condition,
            candidate: step.candidate, isInto: true, excluding: ends.excluding, isReversed: false, mode: tie.mode)
        let search: Operation = .shortest(
            PathSearch(expansion: expansion, range: step.range, wanted: try wanted(selector)))
        return (step.lists.isEmpty ? [search] : [search, .assign(step.lists)], parts.result)
    }

    /// What a search follows, step by step.
    private struct Step {
        var range: RepeatRange
        var arrow: RelationshipPattern.Arrow
        var types: [String]?
        var condition: PlanExpression?
        /// Where the condition finds the relationship.
        var candidate: Slot
        /// The group variables, once the way is found.
        var lists: [Assignment] = []
    }

    /// nil: a search cannot follow it.
    private func step(of tie: PatternGraph.Tie, _ scope: Scope) throws(QueryError) -> Step? {
        switch tie.kind {
        case .single, .selected: return nil
        case .repeated(let range):
            var scope = scope
            if let name = tie.candidateName { scope.bind(name, tie.candidate) }
            return Step(
                range: range, arrow: tie.arrow, types: tie.types, condition: try planner.bind(tie.condition, scope),
                candidate: tie.candidate)
        case .group(let path, let groups):
            return try step(of: path, groups, tie, scope)
        }
    }

    /// A quantified path of one relationship between two nodes. Of a relationship that is followed either way, the
    /// relationship alone does not tell which node is which.
    private func step(
        of path: QuantifiedPath, _ groups: [(name: String, list: Slot)], _ way: PatternGraph.Tie, _ scope: Scope
    ) throws(QueryError) -> Step? {
        var inner = scope
        for group in groups { inner.unbind(group.name) }
        let round = PatternGraph([path.pattern], where: path.predicate, inner, planner)
        guard path.pattern.elements.count == 3, round.nodes.count == 2, let tie = round.ties.first,
            case .single = tie.kind
        else { return nil }
        let needsNodes = round.conjuncts.contains { !$0.needs.isDisjoint(with: round.nodes) }
        guard !needsNodes || tie.arrow != .either else { return nil }
        let expression = Expression(conjunctionOf: round.conjuncts.map(\.expression))
        var condition: PlanExpression? = try planner.bind(expression, round.scope)
        if needsNodes, let rule = condition {
            let (first, last) = tie.arrow == .right ? (tie.from, tie.to) : (tie.to, tie.from)
            condition = .letting(
                first, try call("startNode", .slot(tie.relationship)),
                in: .letting(last, try call("endNode", .slot(tie.relationship)), in: rule))
        }
        let nodes = try call("nodes", .path(start: way.from, relationships: [way.relationship]))
        let lists = groups.map { group in
            let value: PlanExpression =
                switch round.scope[group.name] {
                case tie.from: .slice(nodes, from: nil, to: .constant(.integer(-1)))
                case tie.to: .slice(nodes, from: .constant(.integer(1)), to: nil)
                default: .slot(way.relationship)
                }
            return Assignment(group.list, value)
        }
        return Step(
            range: path.range, arrow: tie.arrow, types: tie.types, condition: condition, candidate: tie.relationship,
            lists: lists)
    }

    private func call(_ name: String, _ argument: PlanExpression) throws(QueryError) -> PlanExpression {
        guard let function = planner.environment.functions[name] else {
            throw .syntax(.unknownFunction, "there is no function `\(name)`")
        }
        return .call(function, [argument])
    }

    /// Any other pattern: all its paths, and a choice among them.
    private func choose(
        _ plain: PathPattern, _ relationships: [String], _ selector: PathSelector, _ scope: Scope, _ ends: Expansion
    ) throws(QueryError) -> (operations: [Operation], Scope) {
        var inner = PipelineBuilder()
        let result = try planner.plan(patterns: [plain], where: nil, scope, &inner)
        let selection = PathSelection(
            pipeline: inner.pipeline, start: ends.from, end: ends.to,
            relationships: relationships.compactMap { result[$0] }, wanted: try wanted(selector),
            bound: result.allSlots.filter { !graph.bound.contains($0) })
        return ([.selectPaths(selection)], result)
    }

    private func isEnd(_ name: String, _ expansion: Expansion) -> Bool {
        graph.scope[name] == expansion.from || graph.scope[name] == expansion.to
    }

    private func wasBound(_ name: String) -> Bool { graph.scope[name].map(graph.bound.contains) ?? false }

    func wanted(_ selector: PathSelector) throws(QueryError) -> PathSelection.Wanted {
        switch selector {
        case .all: preconditionFailure("every path is wanted")
        case .any(let count), .shortest(let count): .count(try planner.bind(count, Scope()))
        case .allShortest: .all
        case .shortestGroups(let count): .groups(try planner.bind(count, Scope()))
        }
    }
}

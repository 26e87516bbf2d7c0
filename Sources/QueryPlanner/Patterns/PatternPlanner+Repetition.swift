import GraphModel
import QuerySyntax
import QueryValues

extension PatternPlanner {
    /// A quantified path as a pipeline for one repeat of it.
    func repeatPath(
        _ expansion: Expansion, _ group: QuantifiedPath, _ groups: [(name: String, list: Slot)]
    ) throws(QueryError) -> Operation {
        // Its own names hide those of the lists outside.
        var scope = graph.scope
        var inner: [String: Slot] = [:]
        for group in groups {
            scope.unbind(group.name)
        }
        // Its ends need names so that one of them can be bound before.
        var pattern = group.pattern
        let first = pattern.elements.nameNode(at: pattern.elements.startIndex, planner)
        let last = pattern.elements.nameNode(at: pattern.elements.index(before: pattern.elements.endIndex), planner)
        let names = pattern.nameRelationships(planner)
        let start = expansion.isReversed ? last : first
        let startSlot = planner.newSlot(start)
        scope.bind(start, startSlot)
        var builder = PipelineBuilder()
        let result = try planner.plan(patterns: [pattern], where: group.predicate, scope, &builder)
        for name in [first, last] + names + groups.map(\.name) { inner[name] = result[name] }
        return .repeatPath(
            Repetition(
                from: expansion.from, to: expansion.to, isInto: expansion.isInto, pipeline: builder.pipeline,
                innerFrom: startSlot, innerTo: inner[expansion.isReversed ? first : last] ?? startSlot,
                innerRelationships: names.compactMap { inner[$0] },
                groups: groups.compactMap { group in inner[group.name].map { (inner: $0, list: group.list) } },
                relationships: expansion.relationship, range: group.range, excluding: expansion.excluding,
                isReversed: expansion.isReversed, mode: expansion.mode))
    }

    /// A pattern with a selector: by a search where it is one repeated relationship, otherwise by choosing among all.
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
        let found = try search(plain, pattern.selector, scope, expansion)
        let (operation, result) =
            if let found { found } else { try choose(plain, relationships, pattern.selector, scope, expansion) }
        let slots = relationships.compactMap { result[$0] }
        builder.append(operation, rows: rows, planner)
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

    /// One repeated relationship: a breadth-first search.
    private func search(
        _ plain: PathPattern, _ selector: PathSelector, _ scope: Scope, _ ends: Expansion
    ) throws(QueryError) -> (Operation, Scope)? {
        let parts = PatternGraph([plain], where: nil, scope, planner)
        guard parts.ties.count == 1, parts.conjuncts.isEmpty, case .repeated(let range) = parts.ties[0].kind,
            !parts.ties[0].isBound
        else { return nil }
        let tie = parts.ties[0]
        var conditions = parts.scope
        if let name = tie.candidateName { conditions.bind(name, tie.candidate) }
        let expansion = Expansion(
            from: ends.from, relationship: tie.relationship, to: ends.to,
            direction: Self.direction(tie.arrow, isReversed: false), types: tie.types,
            condition: try planner.bind(tie.condition, conditions), candidate: tie.candidate, isInto: true,
            excluding: ends.excluding, isReversed: false, mode: tie.mode)
        return (.shortest(PathSearch(expansion: expansion, range: range, wanted: try wanted(selector))), parts.result)
    }

    /// Any other pattern: all its paths, and a choice among them.
    private func choose(
        _ plain: PathPattern, _ relationships: [String], _ selector: PathSelector, _ scope: Scope, _ ends: Expansion
    ) throws(QueryError) -> (Operation, Scope) {
        var inner = PipelineBuilder()
        let result = try planner.plan(patterns: [plain], where: nil, scope, &inner)
        let selection = PathSelection(
            pipeline: inner.pipeline, start: ends.from, end: ends.to,
            relationships: relationships.compactMap { result[$0] }, wanted: try wanted(selector),
            bound: result.allSlots.filter { !graph.bound.contains($0) })
        return (.selectPaths(selection), result)
    }

    private func isEnd(_ name: String, _ expansion: Expansion) -> Bool {
        graph.scope[name] == expansion.from || graph.scope[name] == expansion.to
    }

    private func wasBound(_ name: String) -> Bool { graph.scope[name].map(graph.bound.contains) ?? false }

    private func wanted(_ selector: PathSelector) throws(QueryError) -> PathSelection.Wanted {
        switch selector {
        case .all: preconditionFailure("every path is wanted")
        case .any(let count), .shortest(let count): .count(try planner.bind(count, Scope()))
        case .allShortest: .all
        case .shortestGroups(let count): .groups(try planner.bind(count, Scope()))
        }
    }
}

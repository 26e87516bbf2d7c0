import GraphModel
import QuerySyntax
import QueryValues

extension PatternPlanner {
    /// A pattern of several relationships as a search; nil where a condition reads more than one step, or a variable
    /// stands in two places, so that all its paths have to be looked at.
    func searchPattern(
        _ plain: PathPattern, _ selector: PathSelector, _ scope: Scope, _ ends: Expansion
    ) throws(QueryError) -> (operations: [Operation], Scope)? {
        guard planner.isOn(.patternSearch) else { return nil }
        var pattern = plain
        // That no node is there twice is seen on the way instead of asked of the whole path.
        if pattern.mode == .acyclic { pattern.mode = .trail }
        let graph = PatternGraph([pattern], where: nil, scope, planner)
        let builder = PatternSearchBuilder(planner, graph, known: Set(scope.allSlots))
        guard let parts = try builder.parts(from: ends.from, to: ends.to) else { return nil }
        let search = PatternSearch(
            from: ends.from, to: ends.to, parts: parts, wanted: try wanted(selector), mode: plain.mode)
        return ([.searchPattern(search)], graph.result)
    }
}

/// Takes a pattern's graph apart into steps. Everything is nil where that cannot be.
private struct PatternSearchBuilder {
    private let planner: Planner
    private let graph: PatternGraph
    /// What is bound before the pattern.
    private let known: Set<Slot>

    init(_ planner: Planner, _ graph: PatternGraph, known: Set<Slot>) {
        self.planner = planner
        self.graph = graph
        self.known = known
    }

    func parts(from start: Slot, to end: Slot) throws(QueryError) -> [PatternSearch.Part]? {
        guard let chain = SearchedSteps(graph.ties, from: start), chain.nodes.last == end else { return nil }
        let inner = chain.nodes.dropFirst().dropLast()
        guard Set(inner).count == inner.count, known.isDisjoint(with: inner) else { return nil }
        var parts: [PatternSearch.Part] = []
        for (place, tie) in graph.ties.enumerated() {
            guard var part = try part(tie) else { return nil }
            if place > 0 { part.node = tie.from }
            parts.append(part)
        }
        for conjunct in graph.conjuncts {
            let needs = needs(of: conjunct.expression, graph.scope)
            let condition: PlanExpression = try planner.bind(conjunct.expression, graph.scope)
            if let node = needs.first, needs.count == 1, let place = parts.firstIndex(where: { $0.node == node }) {
                parts[place].condition = .conjunction(parts[place].condition, condition)
            } else if let place = chain.step(reading: needs), case .single = graph.ties[place].kind {
                parts[place].steps[0].condition = .conjunction(parts[place].steps[0].condition, condition)
            } else {
                return nil
            }
        }
        return parts
    }

    private func needs(of expression: Expression, _ scope: Scope) -> Set<Slot> {
        Set(expression.freeVariables.compactMap { scope[$0] }).subtracting(known)
    }

    private func part(_ tie: PatternGraph.Tie) throws(QueryError) -> PatternSearch.Part? {
        guard !tie.isBound else { return nil }
        var part = PatternSearch.Part(
            steps: [], rounds: RepeatRange(1, 1), relationship: tie.relationship, isList: true, groups: [])
        switch tie.kind {
        case .selected: return nil
        case .single:
            part.isList = false
            part.steps = [step(tie, hasEnds: true)]
        case .repeated(let range):
            var scope = graph.scope
            if let name = tie.candidateName { scope.bind(name, tie.candidate) }
            if let condition = tie.condition, !needs(of: condition, scope).isSubset(of: [tie.candidate]) { return nil }
            part.rounds = range
            part.steps = [step(tie, hasEnds: false)]
            part.steps[0].condition = try planner.bind(tie.condition, scope)
        case .group(let path, let groups):
            part.rounds = path.range
            guard try addRound(path, groups, tie.mode, &part) else { return nil }
        }
        return max(part.rounds.lower, part.rounds.upper ?? 0) <= PlanLimits.searchedRounds ? part : nil
    }

    private func step(_ tie: PatternGraph.Tie, hasEnds: Bool) -> PatternSearch.Step {
        PatternSearch.Step(
            direction: PatternPlanner.direction(tie.arrow, isReversed: false), types: tie.types,
            from: !hasEnds || known.contains(tie.from) ? nil : tie.from, relationship: tie.candidate,
            to: !hasEnds || known.contains(tie.to) ? nil : tie.to)
    }

    /// One round of a quantified path, of relationships that are followed once each.
    private func addRound(
        _ path: QuantifiedPath, _ groups: [(name: String, list: Slot)], _ mode: PathMode,
        _ part: inout PatternSearch.Part
    ) throws(QueryError) -> Bool {
        // A mode of its own would hold for each round alone.
        guard path.pattern.mode == .trail || mode == .walk && path.pattern.mode == .walk else { return false }
        var scope = graph.scope
        for group in groups { scope.unbind(group.name) }
        let round = PatternGraph([path.pattern], where: path.predicate, scope, planner)
        guard let first = round.ties.first?.from, let chain = SearchedSteps(round.ties, from: first),
            Set(chain.nodes).count == chain.nodes.count, known.isDisjoint(with: chain.nodes), round.paths.isEmpty
        else { return false }
        for tie in round.ties {
            guard case .single = tie.kind, !tie.isBound else { return false }
            part.steps.append(step(tie, hasEnds: true))
        }
        for conjunct in round.conjuncts {
            let needs = needs(of: conjunct.expression, round.scope)
            let condition: PlanExpression = try planner.bind(conjunct.expression, round.scope)
            if needs.isSubset(of: [first]) {
                part.steps[0].fromCondition = .conjunction(part.steps[0].fromCondition, condition)
            } else if let place = part.steps.firstIndex(where: { $0.to.map { needs == [$0] } ?? false }) {
                part.steps[place].toCondition = .conjunction(part.steps[place].toCondition, condition)
            } else if let place = chain.step(reading: needs) {
                part.steps[place].condition = .conjunction(part.steps[place].condition, condition)
            } else {
                return false
            }
        }
        for group in groups {
            guard let slot = round.scope[group.name] else { return false }
            if let place = chain.nodes.firstIndex(of: slot) {
                part.groups.append(PatternSearch.Group(list: group.list, element: .node(place)))
            } else if let place = chain.relationships.firstIndex(of: slot) {
                part.groups.append(PatternSearch.Group(list: group.list, element: .relationship(place)))
            } else {
                return false
            }
        }
        return true
    }
}

/// Ties that follow each other from end to end.
private struct SearchedSteps {
    private(set) var nodes: [Slot]
    let relationships: [Slot]

    init?(_ ties: [PatternGraph.Tie], from start: Slot) {
        guard !ties.isEmpty else { return nil }
        nodes = [start]
        relationships = ties.map(\.relationship)
        for tie in ties {
            guard tie.from == nodes.last else { return nil }
            nodes.append(tie.to)
        }
    }

    /// The step that has all that a condition reads.
    func step(reading needs: Set<Slot>) -> Int? {
        guard !needs.isEmpty else { return nil }
        return relationships.indices.first { place in
            needs.isSubset(of: [nodes[place], relationships[place], nodes[place + 1]])
        }
    }
}

extension PlanExpression {
    fileprivate static func conjunction(_ left: PlanExpression?, _ right: PlanExpression) -> PlanExpression {
        left.map { .binary(.and, $0, right) } ?? right
    }
}

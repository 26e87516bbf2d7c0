import GraphModel
import QuerySyntax
import QueryValues

/// What a pattern has been matched to so far.
struct PartialMatch {
    var row: Interpreter.Row
    /// Relationships of the whole MATCH, none of which may be there twice.
    var used: Set<RelationshipID> = []
    /// Conditions that are asked when everything is bound.
    var conditions: [Condition] = []
    /// The path under way.
    var nodes: [NodeID] = []
    var relationships: [RelationshipReference] = []

    struct Condition {
        var expression: Expression
        /// Bindings that hold for this condition alone.
        var own: Interpreter.Row = [:]
    }
}

extension Interpreter {
    /// Every way to bind the patterns of one `MATCH`.
    func matches(_ patterns: [PathPattern], _ row: Row) throws -> [Row] {
        var partials = [PartialMatch(row: row)]
        for pattern in patterns {
            partials = try partials.flatMap { try extend($0, by: pattern) }
            if partials.count > 5 * Self.mostRows { throw TooManyRows() }
        }
        return try partials.filter(satisfies).map(\.row)
    }

    private func satisfies(_ partial: PartialMatch) throws -> Bool {
        for condition in partial.conditions {
            let row = partial.row.merging(condition.own) { _, own in own }
            guard try holds(condition.expression, row) else { return false }
        }
        return true
    }

    private func extend(_ start: PartialMatch, by pattern: PathPattern) throws -> [PartialMatch] {
        var begin = start
        (begin.nodes, begin.relationships) = ([], [])
        var partials = try continued(begin, pattern)
        if pattern.selector != .all { partials = try select(try partials.filter(satisfies), pattern.selector) }
        guard let name = pattern.variable else { return partials }
        return partials.map { partial in
            var named = partial
            named.row[name.text] = .path(
                PathValue(nodes: partial.nodes, relationships: partial.relationships.map { RelationshipValue($0) }))
            return named
        }
    }

    /// Every way to go on from the end of the path under way, or from anywhere, along a pattern.
    func continued(_ begin: PartialMatch, _ pattern: PathPattern) throws -> [PartialMatch] {
        var partials = [begin]
        var pending: PathElement?
        for element in pattern.elements {
            switch element {
            case .node(let node):
                if let before = pending {
                    partials = try partials.flatMap { try follow($0, before, pattern.mode) }
                    pending = nil
                    partials = try partials.flatMap { try bind($0, node, to: $0.nodes[$0.nodes.count - 1]) }
                } else if partials.first?.nodes.isEmpty ?? true {
                    partials = try partials.flatMap { partial in
                        try graph.nodeIDs.flatMap { id in
                            var next = partial
                            next.nodes = [id]
                            return try bind(next, node, to: id)
                        }
                    }
                } else {
                    partials = try partials.flatMap { try bind($0, node, to: $0.nodes[$0.nodes.count - 1]) }
                }
            case .relationship: pending = element
            case .quantified:
                if partials.first?.nodes.isEmpty ?? true {
                    partials = partials.flatMap { partial in
                        graph.nodeIDs.map { id in
                            var next = partial
                            next.nodes = [id]
                            return next
                        }
                    }
                }
                partials = try partials.flatMap { try follow($0, element, pattern.mode) }
            }
        }
        return partials
    }

    private func bind(_ partial: PartialMatch, _ node: NodePattern, to id: NodeID) throws -> [PartialMatch] {
        var next = partial
        let name = node.variable?.text ?? hiddenName()
        if let known = next.row[name] {
            guard case .node(id) = known else { return [] }
        }
        next.row[name] = .node(id)
        let variable = Expression(.variable(name), node.span)
        if let labels = node.labels {
            next.conditions.append(.init(expression: Expression(.hasLabels(variable, labels), node.span)))
        }
        next.conditions += Self.equalities(node.properties, of: variable).map { .init(expression: $0) }
        if let predicate = node.predicate { next.conditions.append(.init(expression: predicate)) }
        if node.variable == nil {
            // Names that nobody sees are bound for their conditions only.
            next.row[name] = nil
            for place in partial.conditions.count..<next.conditions.count {
                next.conditions[place].own[name] = .node(id)
            }
        }
        return [next]
    }

    private static func equalities(_ properties: Expression?, of variable: Expression) -> [Expression] {
        guard case .map(let entries)? = properties?.kind else { return [] }
        return entries.map { entry in
            let property = Expression(.property(variable, key: entry.key), variable.span)
            return Expression(.comparison(property, [Comparison(.equal, entry.value)]), variable.span)
        }
    }

    private func follow(_ partial: PartialMatch, _ element: PathElement, _ mode: PathMode) throws -> [PartialMatch] {
        switch element {
        case .node: return []
        case .quantified(let path): return try follow(partial, path, mode)
        case .relationship(let pattern):
            switch pattern.length {
            case .single: return steps(partial, pattern, mode).compactMap { bindSingle($0.0, pattern, $0.1) }
            case .variable(let range), .quantified(let range):
                return ways(partial, pattern, range, mode).compactMap { bindList($0.0, pattern, $0.1) }
            }
        }
    }

    /// Each relationship that goes on from the path's end, in a direction that the pattern allows.
    private func steps(
        _ partial: PartialMatch, _ pattern: RelationshipPattern, _ mode: PathMode
    ) -> [(PartialMatch, RelationshipReference)] {
        let node = partial.nodes[partial.nodes.count - 1]
        var result: [(PartialMatch, RelationshipReference)] = []
        for reference in graph.references where mode == .walk || !partial.used.contains(reference.id) {
            var ends: Set<NodeID> = []
            if pattern.arrow != .left, reference.source == node { ends.insert(reference.target) }
            if pattern.arrow != .right, reference.target == node { ends.insert(reference.source) }
            for end in ends where mode != .acyclic || !partial.nodes.contains(end) {
                var next = partial
                next.nodes.append(end)
                next.relationships.append(reference)
                if mode != .walk { next.used.insert(reference.id) }
                result.append((next, reference))
            }
        }
        return result
    }

    private func conditions(
        _ pattern: RelationshipPattern, _ reference: RelationshipReference, _ name: String
    ) -> [PartialMatch.Condition] {
        let variable = Expression(.variable(name), pattern.span)
        var expressions = Self.equalities(pattern.properties, of: variable)
        if let types = pattern.types { expressions.append(Expression(.hasLabels(variable, types), pattern.span)) }
        let own: Row = [name: .relationship(RelationshipValue(reference))]
        return expressions.map { .init(expression: $0, own: own) }
    }

    private func bindSingle(
        _ partial: PartialMatch, _ pattern: RelationshipPattern, _ reference: RelationshipReference
    ) -> PartialMatch? {
        var next = partial
        next.conditions += conditions(pattern, reference, hiddenName())
        if let predicate = pattern.predicate { next.conditions.append(.init(expression: predicate)) }
        guard let name = pattern.variable?.text else { return next }
        if let known = next.row[name] {
            guard case .relationship(let bound) = known, bound.id == reference.id else { return nil }
        }
        next.row[name] = .relationship(RelationshipValue(reference))
        return next
    }

    /// Ways of as many relationships as the range allows.
    private func ways(
        _ partial: PartialMatch, _ pattern: RelationshipPattern, _ range: RepeatRange, _ mode: PathMode
    ) -> [(PartialMatch, [RelationshipReference])] {
        var result: [(PartialMatch, [RelationshipReference])] = []
        var level: [(PartialMatch, [RelationshipReference])] = [(partial, [])]
        var length = 0
        while !level.isEmpty {
            if length >= range.lower { result += level }
            if length == range.upper ?? .max { break }
            level = level.flatMap { way in
                steps(way.0, pattern, mode).map { ($0.0, way.1 + [$0.1]) }
            }
            length += 1
        }
        return result
    }

    private func bindList(
        _ partial: PartialMatch, _ pattern: RelationshipPattern, _ references: [RelationshipReference]
    ) -> PartialMatch? {
        var next = partial
        for reference in references {
            next.conditions += conditions(pattern, reference, hiddenName())
            guard let predicate = pattern.predicate else { continue }
            let own: Row = pattern.variable.map { [$0.text: .relationship(RelationshipValue(reference))] } ?? [:]
            next.conditions.append(.init(expression: predicate, own: own))
        }
        guard let name = pattern.variable?.text else { return next }
        let list: [RelationshipID] = references.map(\.id)
        if let known = next.row[name] {
            guard case .list(let bound) = known else { return nil }
            let ids = bound.compactMap { value -> RelationshipID? in
                if case .relationship(let relationship) = value { relationship.id } else { nil }
            }
            guard ids == list else { return nil }
        }
        next.row[name] = .list(references.map { .relationship(RelationshipValue($0)) })
        return next
    }
}

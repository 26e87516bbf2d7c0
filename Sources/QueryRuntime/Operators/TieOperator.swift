internal import GraphModel
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// Ties a relationship that is bound already, or a list of them, to the ends of its pattern.
final class TieOperator: Operator {
    private let expansion: Expansion
    private let isList: Bool
    private let fromIsBound: Bool
    private let toIsBound: Bool
    private let condition: Evaluator?

    init(_ expansion: Expansion, isList: Bool, fromIsBound: Bool, toIsBound: Bool, _ condition: Evaluator?) {
        self.expansion = expansion
        self.isList = isList
        self.fromIsBound = fromIsBound
        self.toIsBound = toIsBound
        self.condition = condition
    }

    override func push(_ run: Execution) throws -> Bool {
        var chain: [RelationshipValue] = []
        switch run[expansion.relationship] {
        case .null: return true
        case .relationship(let relationship) where !isList: chain = [relationship]
        case .list(let elements) where isList:
            for case .relationship(let relationship) in elements { chain.append(relationship) }
            guard chain.count == elements.count else { return true }
        default:
            throw QueryError.type(
                .invalidArgumentType, "a pattern's relationship is bound to something that is no relationship")
        }
        if isList, expansion.mode != .walk, Set(chain.map(\.id)).count < chain.count { return true }
        for relationship in chain {
            if run.graph.isDeleted(relationship.id) || run.holds(relationship.id, in: expansion.excluding) {
                return true
            }
            if let types = expansion.types, !types.contains(relationship.reference.type) { return true }
            if let condition {
                if isList { run[expansion.candidate] = .relationship(relationship) }
                guard try condition.truth(run) == true else { return true }
            }
        }
        for start in starts(chain, run) {
            guard let end = end(of: chain, from: start), admits(start, expansion.from, fromIsBound, run),
                admits(end, expansion.to, toIsBound, run), !(expansion.from == expansion.to && start != end)
            else { continue }
            if !fromIsBound { run[expansion.from] = .node(start) }
            if !toIsBound { run[expansion.to] = .node(end) }
            guard try pass(run) else { return false }
        }
        return true
    }

    /// Where the chain may begin.
    private func starts(_ chain: [RelationshipValue], _ run: Execution) -> [NodeID] {
        guard let first = chain.first?.reference else {
            if case .node(let node) = run[expansion.from] { return [node] }
            if case .node(let node) = run[expansion.to] { return [node] }
            return []
        }
        switch expansion.direction {
        case .outgoing?: return [first.source]
        case .incoming?: return [first.target]
        case nil: return first.source == first.target ? [first.source] : [first.source, first.target]
        }
    }

    /// Where the chain leads, if each relationship goes on from the one before in the right direction.
    private func end(of chain: [RelationshipValue], from start: NodeID) -> NodeID? {
        var node = start
        for relationship in chain.map(\.reference) {
            if relationship.source == node, expansion.direction != .incoming {
                node = relationship.target
            } else if relationship.target == node, expansion.direction != .outgoing {
                node = relationship.source
            } else {
                return nil
            }
        }
        return node
    }

    private func admits(_ node: NodeID, _ slot: Slot, _ isBound: Bool, _ run: Execution) -> Bool {
        guard isBound else { return true }
        if case .node(let bound) = run[slot] { return bound == node }
        return false
    }
}

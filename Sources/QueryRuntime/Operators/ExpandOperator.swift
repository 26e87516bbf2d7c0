internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QueryValues

/// Follows one relationship of a node.
final class ExpandOperator: Operator {
    private let expansion: Expansion
    private let condition: Evaluator?

    init(_ expansion: Expansion, _ condition: Evaluator?) {
        self.expansion = expansion
        self.condition = condition
    }

    override func push(_ run: Execution) throws -> Bool {
        guard let node = try run[expansion.from].endOfPattern() else { return true }
        var wanted: NodeID?
        if expansion.isInto {
            guard let bound = try run[expansion.to].endOfPattern() else { return true }
            wanted = bound
        }
        let types = run.graph.numbers(ofTypes: expansion.types)
        return try run.graph.neighbours(of: node, expansion.direction, types: types, to: wanted) { neighbour, side in
            try run.budget.tick()
            if run.holds(neighbour.relationship, in: expansion.excluding) { return true }
            run[expansion.relationship] = .relationship(run.graph.value(neighbour, from: node, side))
            if !expansion.isInto { run[expansion.to] = .node(neighbour.other) }
            if let condition, try condition.truth(run) != true { return true }
            return try pass(run)
        }
    }
}

extension Execution {
    /// Whether a relationship is one of those in the slots, or in lists there.
    func holds(_ relationship: RelationshipID, in slots: [Slot]) -> Bool {
        for slot in slots {
            switch self[slot] {
            case .relationship(let other): if other.id == relationship { return true }
            case .list(let elements):
                for case .relationship(let other) in elements where other.id == relationship { return true }
            default: continue
            }
        }
        return false
    }
}

extension Value {
    /// The node at an end of a pattern; nil for null, which nothing matches.
    func endOfPattern() throws -> NodeID? {
        switch self {
        case .node(let node): return node
        case .null: return nil
        default: throw QueryError.type(.invalidArgumentType, "a pattern's end is bound to something that is no node")
        }
    }
}

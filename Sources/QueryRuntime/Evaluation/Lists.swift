internal import GraphModel
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

extension Value {
    /// The elements of a list; nil for null.
    func elements() throws -> [Value]? {
        switch self {
        case .null: return nil
        case .list(let elements): return elements
        default: throw QueryError.type(.invalidArgumentType, "a list is wanted here")
        }
    }
}

final class ListComprehensionEvaluator: Evaluator {
    private let slot: Slot
    private let list: Evaluator
    private let predicate: Evaluator?
    private let yields: Evaluator

    init(_ slot: Slot, in list: Evaluator, where predicate: Evaluator?, yields: Evaluator) {
        self.slot = slot
        self.list = list
        self.predicate = predicate
        self.yields = yields
    }

    override func value(_ run: Execution) throws -> Value {
        guard let elements = try list.value(run).elements() else { return .null }
        var result = ListBuilder()
        for element in elements {
            try run.budget.tick()
            run[slot] = element
            if let predicate, try predicate.truth(run) != true { continue }
            try result.append(try yields.value(run), run)
        }
        return try result.finish(run)
    }
}

/// `all`, `any`, `none`, `single`, with three-valued logic.
final class QuantifiedEvaluator: PredicateEvaluator {
    private let quantifier: Quantifier
    private let slot: Slot
    private let list: Evaluator
    private let predicate: Evaluator

    init(_ quantifier: Quantifier, _ slot: Slot, in list: Evaluator, where predicate: Evaluator) {
        self.quantifier = quantifier
        self.slot = slot
        self.list = list
        self.predicate = predicate
    }

    override func truth(_ run: Execution) throws -> Bool? {
        guard let elements = try list.value(run).elements() else { return nil }
        var (yes, unknown) = (0, 0)
        for element in elements {
            try run.budget.tick()
            run[slot] = element
            switch try predicate.truth(run) {
            case true?: yes += 1
            case nil: unknown += 1
            case false?: if quantifier == .all { return false }
            }
            switch quantifier {
            case .any where yes > 0: return true
            case .none where yes > 0: return false
            case .single where yes > 1: return false
            default: continue
            }
        }
        if unknown > 0 { return nil }
        switch quantifier {
        case .all, .none: return true
        case .any: return false
        case .single: return yes == 1
        }
    }
}

final class ReduceEvaluator: Evaluator {
    private let accumulator: Slot
    private let start: Evaluator
    private let slot: Slot
    private let list: Evaluator
    private let step: Evaluator
    /// Of `allReduce`: what must hold after every step.
    private let holds: Evaluator?

    init(
        accumulator: Slot, from start: Evaluator, _ slot: Slot, in list: Evaluator, step: Evaluator,
        holds: Evaluator? = nil
    ) {
        self.accumulator = accumulator
        self.start = start
        self.slot = slot
        self.list = list
        self.step = step
        self.holds = holds
    }

    override func value(_ run: Execution) throws -> Value {
        guard let elements = try list.value(run).elements() else { return .null }
        run[accumulator] = try start.value(run)
        var truth: Bool? = true
        for element in elements {
            try run.budget.tick()
            run[slot] = element
            run[accumulator] = try step.value(run)
            guard let holds else { continue }
            truth = Truth.and(truth, try holds.truth(run))
            if truth == false { break }
        }
        return holds == nil ? run[accumulator] : truth.map(Value.boolean) ?? .null
    }
}

/// `CASE`: the first branch whose condition is true.
final class ChoiceEvaluator: Evaluator {
    private let branches: [(condition: Evaluator, result: Evaluator)]
    private let otherwise: Evaluator

    init(_ branches: [(condition: Evaluator, result: Evaluator)], otherwise: Evaluator) {
        self.branches = branches
        self.otherwise = otherwise
    }

    override func value(_ run: Execution) throws -> Value {
        for branch in branches where try branch.condition.truth(run) == true { return try branch.result.value(run) }
        return try otherwise.value(run)
    }
}

/// A value that an expression names by its slot.
final class LettingEvaluator: Evaluator {
    private let slot: Slot
    private let bound: Evaluator
    private let body: Evaluator

    init(_ slot: Slot, _ bound: Evaluator, in body: Evaluator) {
        self.slot = slot
        self.bound = bound
        self.body = body
    }

    override func value(_ run: Execution) throws -> Value {
        run[slot] = try bound.value(run)
        return try body.value(run)
    }
}

final class SliceEvaluator: Evaluator {
    private let base: Evaluator
    private let from: Evaluator?
    private let to: Evaluator?

    init(_ base: Evaluator, from: Evaluator?, to: Evaluator?) {
        self.base = base
        self.from = from
        self.to = to
    }

    override func value(_ run: Execution) throws -> Value {
        try ElementAccess.slice(try base.value(run), from: try from?.value(run), to: try to?.value(run))
    }
}

/// A path from a node along relationships.
final class PathEvaluator: Evaluator {
    private let start: Slot
    private let relationships: [Slot]

    init(start: Slot, relationships: [Slot]) {
        self.start = start
        self.relationships = relationships
    }

    override func value(_ run: Execution) throws -> Value {
        guard case .node(let first) = run[start] else { return .null }
        var nodes = [first]
        var steps: [RelationshipValue] = []
        for slot in relationships {
            switch run[slot] {
            case .relationship(let relationship): Self.extend(&nodes, &steps, relationship)
            case .list(let elements):
                for case .relationship(let relationship) in elements { Self.extend(&nodes, &steps, relationship) }
            default: return .null
            }
        }
        return .path(PathValue(nodes: nodes, relationships: steps))
    }

    private static func extend(
        _ nodes: inout [NodeID], _ steps: inout [RelationshipValue], _ relationship: RelationshipValue
    ) {
        let reference = relationship.reference
        steps.append(relationship)
        nodes.append(reference.source == nodes[nodes.count - 1] ? reference.target : reference.source)
    }
}

internal import GraphModel
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// An expression whose value is true, false or unknown.
class PredicateEvaluator: Evaluator {
    final override func value(_ run: Execution) throws -> Value {
        try truth(run).map(Value.boolean) ?? .null
    }
}

final class NotEvaluator: PredicateEvaluator {
    private let operand: Evaluator

    init(_ operand: Evaluator) { self.operand = operand }

    override func truth(_ run: Execution) throws -> Bool? { Truth.not(try operand.truth(run)) }
}

/// A predicate of two operands.
class BinaryPredicateEvaluator: PredicateEvaluator {
    fileprivate let left: Evaluator
    fileprivate let right: Evaluator

    init(_ left: Evaluator, _ right: Evaluator) {
        self.left = left
        self.right = right
    }
}

/// `AND`: the right side is not computed where the left one decides.
final class AndEvaluator: BinaryPredicateEvaluator {
    override func truth(_ run: Execution) throws -> Bool? {
        let first = try left.truth(run)
        return first == false ? false : Truth.and(first, try right.truth(run))
    }
}

final class OrEvaluator: BinaryPredicateEvaluator {
    override func truth(_ run: Execution) throws -> Bool? {
        let first = try left.truth(run)
        return first == true ? true : Truth.or(first, try right.truth(run))
    }
}

/// Any relation of two values.
final class RelationEvaluator: BinaryPredicateEvaluator {
    private let holds: (Value, Value) throws -> Bool?

    init(_ left: Evaluator, _ right: Evaluator, _ holds: @escaping (Value, Value) throws -> Bool?) {
        self.holds = holds
        super.init(left, right)
    }

    override func truth(_ run: Execution) throws -> Bool? { try holds(try left.value(run), try right.value(run)) }
}

final class ComparisonEvaluator: BinaryPredicateEvaluator {
    private let operation: ComparisonOperator

    init(_ left: Evaluator, _ operation: ComparisonOperator, _ right: Evaluator) {
        self.operation = operation
        super.init(left, right)
    }

    override func truth(_ run: Execution) throws -> Bool? {
        let (a, b) = (try left.value(run), try right.value(run))
        if case .integer(let x) = a, case .integer(let y) = b {
            switch operation {
            case .equal: return x == y
            case .notEqual: return x != y
            case .less: return x < y
            case .lessOrEqual: return x <= y
            case .greater: return x > y
            case .greaterOrEqual: return x >= y
            }
        }
        switch operation {
        case .equal: return Value.equals(a, b)
        case .notEqual: return Truth.not(Value.equals(a, b))
        case .less: return Value.isLess(a, b)
        case .lessOrEqual: return Value.isLessOrEqual(a, b)
        case .greater: return Value.isLess(b, a)
        case .greaterOrEqual: return Value.isLessOrEqual(b, a)
        }
    }
}

final class NullTestEvaluator: PredicateEvaluator {
    private let operand: Evaluator
    private let negated: Bool

    init(_ operand: Evaluator, negated: Bool) {
        self.operand = operand
        self.negated = negated
    }

    override func truth(_ run: Execution) throws -> Bool? {
        if case .null = try operand.value(run) { return !negated }
        return negated
    }
}

final class TypeTestEvaluator: PredicateEvaluator {
    private let operand: Evaluator
    private let type: ValueType
    private let negated: Bool

    init(_ operand: Evaluator, _ type: ValueType, negated: Bool) {
        self.operand = operand
        self.type = type
        self.negated = negated
    }

    override func truth(_ run: Execution) throws -> Bool? { type.includes(try operand.value(run)) != negated }
}

/// Whether the elements that a pattern finds bound are still in the graph.
final class LiveTestEvaluator: PredicateEvaluator {
    private let slot: Slot

    init(_ slot: Slot) { self.slot = slot }

    override func truth(_ run: Execution) -> Bool? { isLive(run[slot], run.graph) }

    private func isLive(_ value: Value, _ graph: QueryGraph) -> Bool {
        switch value {
        case .node(let node): !graph.isDeleted(node)
        case .relationship(let relationship): !graph.isDeleted(relationship.id)
        case .list(let elements): elements.allSatisfy { isLive($0, graph) }
        default: true
        }
    }
}

/// Labels of a node, or the type of a relationship.
final class LabelEvaluator: PredicateEvaluator {
    private let operand: Evaluator
    private let labels: LabelTest

    init(_ operand: Evaluator, _ labels: LabelTest) {
        self.operand = operand
        self.labels = labels
    }

    override func truth(_ run: Execution) throws -> Bool? {
        switch try operand.value(run) {
        case .null: return nil
        case .node(let node): return try labels.holds(of: node, run)
        case .relationship(let relationship): return try labels.holds(ofType: relationship.reference.type, run)
        default: throw QueryError.type(.invalidArgumentType, "only nodes and relationships have labels and types")
        }
    }
}

/// A compiled label expression.
indirect enum LabelTest {
    case name(String)
    case dynamic(Evaluator, isAny: Bool)
    case any
    case not(LabelTest)
    case and(LabelTest, LabelTest)
    case or(LabelTest, LabelTest)

    func holds(of node: NodeID, _ run: Execution) throws -> Bool {
        try holds(run, any: { try !run.graph.labels(of: node).isEmpty }, has: { try run.graph.hasLabel(node, $0) })
    }

    func holds(ofType type: String, _ run: Execution) throws -> Bool {
        try holds(run, any: { true }, has: { $0 == type })
    }

    private func holds(
        _ run: Execution, any: () throws -> Bool, has: (String) throws -> Bool
    ) throws -> Bool {
        switch self {
        case .name(let name): return try has(name)
        case .any: return try any()
        case .not(let operand): return try !operand.holds(run, any: any, has: has)
        case .and(let left, let right):
            return try left.holds(run, any: any, has: has) && right.holds(run, any: any, has: has)
        case .or(let left, let right):
            return try left.holds(run, any: any, has: has) || right.holds(run, any: any, has: has)
        case .dynamic(let names, let isAny):
            let wanted = try names.value(run).names()
            return try isAny ? wanted.contains(where: has) : wanted.allSatisfy(has)
        }
    }
}

extension Value {
    /// The names that a dynamic label or type stands for: a string, or a list of strings.
    func names() throws -> [String] {
        switch self {
        case .string(let name): return [name]
        case .list(let elements): return try elements.flatMap { try $0.names() }
        default: throw QueryError.type(.invalidArgumentType, "a name, or a list of names, is wanted here")
        }
    }
}

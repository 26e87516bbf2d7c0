internal import GraphModel
internal import QueryPlanner
internal import QueryValues

/// An expression ready to be computed: a tree of objects, each of which computes its value from the frame.
class Evaluator {
    func value(_ run: Execution) throws -> Value { preconditionFailure("subclasses compute") }

    /// As a predicate; nil is unknown.
    func truth(_ run: Execution) throws -> Bool? { try value(run).truth() }
}

final class ConstantEvaluator: Evaluator {
    private let constant: Value

    init(_ constant: Value) { self.constant = constant }

    override func value(_ run: Execution) -> Value { constant }
}

final class SlotEvaluator: Evaluator {
    let slot: Slot

    init(_ slot: Slot) { self.slot = slot }

    override func value(_ run: Execution) -> Value { run[slot] }
}

final class ParameterEvaluator: Evaluator {
    private let name: String

    init(_ name: String) { self.name = name }

    override func value(_ run: Execution) throws -> Value { try run.parameter(name) }
}

/// `coalesce`, which does not compute what comes after the first value.
final class FirstValueEvaluator: Evaluator {
    private let choices: [Evaluator]

    init(_ choices: [Evaluator]) { self.choices = choices }

    override func value(_ run: Execution) throws -> Value {
        for choice in choices {
            let value = try choice.value(run)
            if case .null = value { continue }
            return value
        }
        return .null
    }
}

final class ListEvaluator: Evaluator {
    private let items: [Evaluator]

    init(_ items: [Evaluator]) { self.items = items }

    override func value(_ run: Execution) throws -> Value {
        var list = ListBuilder()
        for item in items { try list.append(try item.value(run), run) }
        return try list.finish(run)
    }
}

final class MapEvaluator: Evaluator {
    private let entries: [(key: String, value: Evaluator)]

    init(_ entries: [(key: String, value: Evaluator)]) { self.entries = entries }

    override func value(_ run: Execution) throws -> Value {
        try Value.checkedMap(try entries.map { ($0.key, try $0.value.value(run)) })
    }
}

/// `e {.*, key: value}`
final class MapProjectionEvaluator: Evaluator {
    private let base: Evaluator
    private let includesAll: Bool
    private let entries: [(key: String, value: Evaluator)]

    init(_ base: Evaluator, includesAll: Bool, _ entries: [(key: String, value: Evaluator)]) {
        self.base = base
        self.includesAll = includesAll
        self.entries = entries
    }

    override func value(_ run: Execution) throws -> Value {
        let value = try base.value(run)
        if case .null = value { return .null }
        var result: [(key: String, value: Value)] = []
        if includesAll { result = try value.asMap(run.graph).entries }
        for entry in entries { result.append((entry.key, try entry.value.value(run))) }
        return try Value.checkedMap(result)
    }
}

/// Any expression of one operand.
final class UnaryEvaluator: Evaluator {
    private let operand: Evaluator
    private let compute: (Value, Execution) throws -> Value

    init(_ operand: Evaluator, _ compute: @escaping (Value, Execution) throws -> Value) {
        self.operand = operand
        self.compute = compute
    }

    override func value(_ run: Execution) throws -> Value { try compute(try operand.value(run), run) }
}

/// Any expression of two operands, both always computed.
final class BinaryEvaluator: Evaluator {
    private let left: Evaluator
    private let right: Evaluator
    private let compute: (Value, Value) throws -> Value

    init(_ left: Evaluator, _ right: Evaluator, _ compute: @escaping (Value, Value) throws -> Value) {
        self.left = left
        self.right = right
        self.compute = compute
    }

    override func value(_ run: Execution) throws -> Value { try compute(try left.value(run), try right.value(run)) }
}

final class PropertyEvaluator: Evaluator {
    private let base: Evaluator
    private let key: String

    init(_ base: Evaluator, _ key: String) {
        self.base = base
        self.key = key
    }

    override func value(_ run: Execution) throws -> Value {
        let value = try base.value(run)
        if case .node(let node) = value {
            return try run.graph.property(of: node, key).map { Value($0) } ?? .null
        }
        return try property(value, key, run.context)
    }
}

final class CallEvaluator: Evaluator {
    private let function: Function
    private let arguments: [Evaluator]

    init(_ function: Function, _ arguments: [Evaluator]) {
        self.function = function
        self.arguments = arguments
    }

    override func value(_ run: Execution) throws -> Value {
        try function.evaluate(try arguments.map { try $0.value(run) }, run.context)
    }
}

extension Value {
    /// The entries of a map, or the properties of an element.
    func asMap(_ graph: QueryGraph) throws -> MapValue {
        switch self {
        case .map(let map): return map
        case .node(let node):
            return MapValue(try graph.properties(of: node).map { ($0.key, Value($0.value)) })
        case .relationship(let relationship):
            return MapValue(try graph.properties(of: relationship).map { ($0.key, Value($0.value)) })
        default:
            throw QueryError.type(.invalidArgumentType, "a map, node or relationship is wanted here")
        }
    }
}

import GraphModel
import QuerySyntax
import QueryValues

extension Interpreter {
    /// Whether a predicate is true; unknown is not.
    func holds(_ expression: Expression, _ row: Row, _ known: Known = [:]) throws -> Bool {
        try value(expression, row, known).truth() == true
    }

    /// Values of expressions that were computed before: grouping keys and aggregates.
    typealias Known = [Expression: Value]

    func value(_ expression: Expression, _ row: Row, _ known: Known = [:]) throws -> Value {
        if let value = known[expression] { return value }
        func of(_ part: Expression) throws -> Value { try value(part, row, known) }
        switch expression.kind {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .float(let value): return .float(value)
        case .string(let value): return .string(value)
        case .parameter(let name): return parameters[name] ?? .null
        case .variable(let name):
            guard let value = row[name] else {
                throw QueryError.syntax(.undefinedVariable, "variable `\(name)` is not defined")
            }
            return value
        case .list(let items): return .list(try items.map(of))
        case .map(let entries): return .map(MapValue(try entries.map { ($0.key.text, try of($0.value)) }))
        case .property(let base, let key): return try property(try of(base), key.text, context)
        case .element(let base, let index):
            return try ElementAccess.element(of: try of(base), at: try of(index), context)
        case .slice(let base, let from, let to):
            return try ElementAccess.slice(try of(base), from: try from.map(of), to: try to.map(of))
        case .unary(let operation, let operand): return try unary(operation, try of(operand))
        case .binary(let operation, let left, let right): return try binary(operation, left, right, of)
        case .comparison(let first, let rest): return try chain(try of(first), rest, of)
        case .isNull(let operand, let negated): return .boolean(try of(operand).isNothing != negated)
        case .hasLabels(let operand, let labels): return try has(try of(operand), labels)
        default: return try form(expression, row, known)
        }
    }

    private func unary(_ operation: UnaryOperator, _ operand: Value) throws -> Value {
        switch operation {
        case .not: Value(truth: Truth.not(try operand.truth()))
        case .plus: try Arithmetic.affirm(operand)
        case .minus: try Arithmetic.negate(operand)
        }
    }

    private func binary(
        _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ of: (Expression) throws -> Value
    ) throws -> Value {
        let (a, b) = (try of(left), try of(right))
        switch operation {
        case .or: return Value(truth: Truth.or(try a.truth(), try b.truth()))
        case .xor: return Value(truth: Truth.xor(try a.truth(), try b.truth()))
        case .and: return Value(truth: Truth.and(try a.truth(), try b.truth()))
        case .add: return try Arithmetic.add(a, b)
        case .subtract: return try Arithmetic.subtract(a, b)
        case .multiply: return try Arithmetic.multiply(a, b)
        case .divide: return try Arithmetic.divide(a, b)
        case .modulo: return try Arithmetic.modulo(a, b)
        case .power: return try Arithmetic.power(a, b)
        case .concatenate: return try Arithmetic.concatenate(a, b)
        case .isIn: return Value(truth: try Membership.isIn(a, b))
        case .startsWith: return Value(truth: TextPredicates.startsWith(a, b))
        case .endsWith: return Value(truth: TextPredicates.endsWith(a, b))
        case .contains: return Value(truth: TextPredicates.contains(a, b))
        case .matches: return Value(truth: try TextPredicates.matches(a, b))
        }
    }

    private func chain(
        _ first: Value, _ rest: [Comparison], _ of: (Expression) throws -> Value
    ) throws -> Value {
        var left = first
        var truth: Bool? = true
        for link in rest {
            let right = try of(link.right)
            truth = Truth.and(truth, Self.compare(link.operation, left, right))
            left = right
        }
        return Value(truth: truth)
    }

    private static func compare(_ operation: ComparisonOperator, _ a: Value, _ b: Value) -> Bool? {
        switch operation {
        case .equal: Value.equals(a, b)
        case .notEqual: Truth.not(Value.equals(a, b))
        case .less: Value.isLess(a, b)
        case .lessOrEqual: Value.isLessOrEqual(a, b)
        case .greater: Value.isLess(b, a)
        case .greaterOrEqual: Value.isLessOrEqual(b, a)
        }
    }

    private func has(_ element: Value, _ labels: LabelExpression) throws -> Value {
        switch element {
        case .null: return .null
        case .node(let id): return .boolean(Self.holds(labels, of: Set(try graph.labels(of: id))))
        case .relationship(let relationship): return .boolean(Self.holds(labels, of: [relationship.reference.type]))
        default: throw QueryError.type(.invalidArgumentType, "no labels")
        }
    }

    private static func holds(_ labels: LabelExpression, of names: Set<String>) -> Bool {
        switch labels {
        case .name(let name): names.contains(name.text)
        case .any: !names.isEmpty
        case .not(let operand): !holds(operand, of: names)
        case .and(let left, let right): holds(left, of: names) && holds(right, of: names)
        case .or(let left, let right): holds(left, of: names) || holds(right, of: names)
        case .dynamic: preconditionFailure("random queries have no dynamic labels")
        }
    }
}

extension Value {
    init(truth: Bool?) { self = truth.map(Value.boolean) ?? .null }

    var isNothing: Bool { if case .null = self { true } else { false } }
}

internal import GraphModel
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

extension Compiler {
    /// An expression ready to be computed. Descends by recursion; the parser bounds the nesting.
    func evaluator(_ expression: PlanExpression) -> Evaluator {
        switch expression {
        case .constant(let value): return ConstantEvaluator(value)
        case .parameter(let name): return ParameterEvaluator(name)
        case .slot(let slot): return SlotEvaluator(slot)
        case .list(let items): return ListEvaluator(items.map(evaluator))
        case .map(let entries): return MapEvaluator(entries.map { ($0.key, evaluator($0.value)) })
        case .mapProjection(let base, let includesAll, let entries):
            return MapProjectionEvaluator(
                evaluator(base), includesAll: includesAll, entries.map { ($0.key, evaluator($0.value)) })
        case .property(let base, let key): return PropertyEvaluator(evaluator(base), key)
        case .element(let base, let index): return ElementEvaluator(evaluator(base), evaluator(index))
        case .slice(let base, let from, let to):
            return SliceEvaluator(evaluator(base), from: from.map(evaluator), to: to.map(evaluator))
        case .unary(let operation, let operand): return unary(operation, evaluator(operand))
        case .binary(let operation, let left, let right): return binary(operation, left, right)
        case .comparison(let operation, let left, let right):
            return ComparisonEvaluator(evaluator(left), operation, evaluator(right))
        case .isNull(let operand, let negated): return NullTestEvaluator(evaluator(operand), negated: negated)
        case .hasLabels(let operand, let labels): return LabelEvaluator(evaluator(operand), compile(labels))
        case .isOfType(let operand, let type, let negated):
            return TypeTestEvaluator(evaluator(operand), type, negated: negated)
        case .isLive(let slot): return LiveTestEvaluator(slot)
        case .call(let function, let arguments) where function.name == "coalesce":
            return FirstValueEvaluator(arguments.map(evaluator))
        case .call(let function, let arguments): return CallEvaluator(function, arguments.map(evaluator))
        default: return form(expression)
        }
    }

    /// Those with variables, branches or pipelines of their own.
    private func form(_ expression: PlanExpression) -> Evaluator {
        switch expression {
        case .choose(let branches, let otherwise):
            return ChoiceEvaluator(
                branches.map { (evaluator($0.condition), evaluator($0.result)) }, otherwise: evaluator(otherwise))
        case .letting(let slot, let value, let body):
            return LettingEvaluator(slot, evaluator(value), in: evaluator(body))
        case .listComprehension(let slot, let list, let predicate, let yields):
            return ListComprehensionEvaluator(
                slot, in: evaluator(list), where: predicate.map(evaluator), yields: evaluator(yields))
        case .quantified(let quantifier, let slot, let list, let predicate):
            return QuantifiedEvaluator(quantifier, slot, in: evaluator(list), where: evaluator(predicate))
        case .reduce(let accumulator, let start, let slot, let list, let step):
            return ReduceEvaluator(
                accumulator: accumulator, from: evaluator(start), slot, in: evaluator(list), step: evaluator(step))
        case .allReduce(let accumulator, let start, let slot, let list, let step, let holds):
            return ReduceEvaluator(
                accumulator: accumulator, from: evaluator(start), slot, in: evaluator(list), step: evaluator(step),
                holds: evaluator(holds))
        case .exists(let pipeline): return ExistsEvaluator(pipeline, self)
        case .count(let pipeline): return CountEvaluator(pipeline, self)
        case .collect(let pipeline, let yields): return CollectEvaluator(pipeline, yields, self)
        case .path(let start, let relationships): return PathEvaluator(start: start, relationships: relationships)
        default: preconditionFailure("`evaluator` handles the others")
        }
    }

    private func unary(_ operation: UnaryOperator, _ operand: Evaluator) -> Evaluator {
        switch operation {
        case .not: NotEvaluator(operand)
        case .plus: UnaryEvaluator(operand) { value, _ in try Arithmetic.affirm(value) }
        case .minus: UnaryEvaluator(operand) { value, _ in try Arithmetic.negate(value) }
        }
    }

    private func binary(_ operation: BinaryOperator, _ a: PlanExpression, _ b: PlanExpression) -> Evaluator {
        let (left, right) = (evaluator(a), evaluator(b))
        switch operation {
        case .and: return AndEvaluator(left, right)
        case .or: return OrEvaluator(left, right)
        case .xor:
            return RelationEvaluator(left, right) { a, b in Truth.xor(try a.truth(), try b.truth()) }
        case .add: return BinaryEvaluator(left, right, Arithmetic.add)
        case .subtract: return BinaryEvaluator(left, right, Arithmetic.subtract)
        case .multiply: return BinaryEvaluator(left, right, Arithmetic.multiply)
        case .divide: return BinaryEvaluator(left, right, Arithmetic.divide)
        case .modulo: return BinaryEvaluator(left, right, Arithmetic.modulo)
        case .power: return BinaryEvaluator(left, right, Arithmetic.power)
        case .concatenate: return BinaryEvaluator(left, right, Arithmetic.concatenate)
        case .isIn: return RelationEvaluator(left, right, Membership.isIn)
        case .startsWith: return RelationEvaluator(left, right, TextPredicates.startsWith)
        case .endsWith: return RelationEvaluator(left, right, TextPredicates.endsWith)
        case .contains: return RelationEvaluator(left, right, TextPredicates.contains)
        case .matches:
            if case .constant(.string(let pattern)) = b { return MatchEvaluator(left, pattern) }
            return RelationEvaluator(left, right, TextPredicates.matches)
        }
    }

    func compile(_ labels: PlanLabels) -> LabelTest {
        switch labels {
        case .name(let name): .name(name)
        case .dynamic(let names, let isAny): .dynamic(evaluator(names), isAny: isAny)
        case .any: .any
        case .not(let operand): .not(compile(operand))
        case .and(let left, let right): .and(compile(left), compile(right))
        case .or(let left, let right): .or(compile(left), compile(right))
        }
    }
}

/// `e[i]`
final class ElementEvaluator: Evaluator {
    private let base: Evaluator
    private let index: Evaluator

    init(_ base: Evaluator, _ index: Evaluator) {
        self.base = base
        self.index = index
    }

    override func value(_ run: Execution) throws -> Value {
        try ElementAccess.element(of: try base.value(run), at: try index.value(run), run.context)
    }
}

/// `e =~ 'pattern'`, with the pattern compiled once.
final class MatchEvaluator: PredicateEvaluator {
    private let operand: Evaluator
    private let pattern: String
    private var regex: LinearRegex?

    init(_ operand: Evaluator, _ pattern: String) {
        self.operand = operand
        self.pattern = pattern
    }

    override func truth(_ run: Execution) throws -> Bool? {
        guard case .string(let text) = try operand.value(run) else { return nil }
        let regex = try self.regex ?? LinearRegex(pattern)
        self.regex = regex
        return regex.matches(text)
    }
}

import GraphModel
import QuerySyntax
import QueryValues

extension SemanticAnalyzer {
    mutating func infer(
        _ operation: UnaryOperator, _ operand: Expression, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        switch operation {
        case .not:
            let type = try infer(operand, rules.forPart(takesPatterns: true))
            try require(type, .boolean, operand, "NOT takes a boolean")
            return .boolean
        case .plus, .minus:
            let type = try infer(operand, rules.forPart())
            try require(type, .number, operand, "\(operation.rawValue) takes a number")
            return StaticType(type.kinds.intersection(.number))
        }
    }

    mutating func infer(
        _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        let isLogical = operation == .and || operation == .or || operation == .xor
        let first = try infer(left, rules.forPart(takesPatterns: isLogical))
        let second = try infer(right, rules.forPart(takesPatterns: isLogical))
        switch operation {
        case .and, .or, .xor:
            try require(first, .boolean, left, "\(operation.rawValue) takes booleans")
            try require(second, .boolean, right, "\(operation.rawValue) takes booleans")
            return .boolean
        case .isIn:
            try require(second, .list, right, "IN takes a list")
            return .boolean
        case .startsWith, .endsWith, .contains, .matches:
            return .boolean
        case .add, .subtract, .multiply, .divide, .modulo, .power, .concatenate:
            // Null with anything is null, but what no value would go with is refused all the same.
            let result = StaticType.result(of: operation, first.orAny, second.orAny)
            guard !result.kinds.isEmpty else {
                throw error(
                    .invalidArgumentType,
                    "\(operation.rawValue) does not take \(first.kinds.words) and \(second.kinds.words)",
                    Span(start: left.span.start, end: right.span.end))
            }
            return first.kinds.isEmpty || second.kinds.isEmpty ? .null : result
        }
    }
}

extension StaticType {
    /// An operand that is always null, as one of which nothing is known.
    fileprivate var orAny: StaticType { kinds.isEmpty ? .any : self }

    /// What arithmetic and joining can give; null when they take no two values of these types.
    fileprivate static func result(of operation: BinaryOperator, _ a: StaticType, _ b: StaticType) -> StaticType {
        switch operation {
        case .add: return sum(a, b)
        case .concatenate:
            let list = a.kinds.contains(.list) && b.kinds.contains(.list)
            let joined = a.kinds.intersection(b.kinds).intersection([.string, .bytes])
            return list ? StaticType.list(of: a.element.union(b.element)).union(StaticType(joined)) : StaticType(joined)
        case .subtract:
            var kinds = numbers(a, b)
            if b.kinds.contains(.duration) {
                kinds.formUnion(a.kinds.intersection(ValueKinds.temporal.union(.duration)))
            }
            return StaticType(kinds)
        case .multiply, .divide:
            var kinds = numbers(a, b)
            let scales = a.kinds.contains(.duration) && !b.kinds.isDisjoint(with: .number)
            let isScaled = !a.kinds.isDisjoint(with: .number) && b.kinds.contains(.duration)
            if scales || operation == .multiply && isScaled { kinds.insert(.duration) }
            return StaticType(kinds)
        case .modulo: return StaticType(numbers(a, b))
        case .power: return StaticType(numbers(a, b).isEmpty ? [] : .float)
        default: return .null
        }
    }

    private static func numbers(_ a: StaticType, _ b: StaticType) -> ValueKinds {
        let (x, y) = (a.kinds.intersection(.number), b.kinds.intersection(.number))
        guard !x.isEmpty, !y.isEmpty else { return [] }
        var kinds = x.intersection(y).intersection(.integer)
        if x.union(y).contains(.float) { kinds.insert(.float) }
        return kinds
    }

    private static func sum(_ a: StaticType, _ b: StaticType) -> StaticType {
        var kinds = numbers(a, b)
        let scalar = ValueKinds.any.subtracting([.list, .map, .node, .relationship, .path, .bytes])
        if a.kinds.contains(.string) && !b.kinds.isDisjoint(with: scalar)
            || b.kinds.contains(.string) && !a.kinds.isDisjoint(with: scalar)
        {
            kinds.insert(.string)
        }
        let moment = ValueKinds.temporal.union(.duration)
        if b.kinds.contains(.duration) { kinds.formUnion(a.kinds.intersection(moment)) }
        if a.kinds.contains(.duration) { kinds.formUnion(b.kinds.intersection(moment)) }
        let result = StaticType(kinds)
        guard a.kinds.contains(.list) || b.kinds.contains(.list) else { return result }
        let first = a.kinds.contains(.list) ? a.element.union(a.subtracting(.list)) : a
        let second = b.kinds.contains(.list) ? b.element.union(b.subtracting(.list)) : b
        return result.union(.list(of: first.union(second)))
    }
}

import QuerySyntax
import QueryValues

extension Plan {
    /// An expression as plans show it, nearly as it was written.
    func describe(_ expression: PlanExpression) -> String {
        switch expression {
        case .constant(let value): Self.describe(value)
        case .parameter(let name): "$" + name
        case .slot(let slot): name(slot)
        case .list(let items): "[" + items.map(describe).joined(separator: ", ") + "]"
        case .map(let entries): "{" + entries.map { "\($0.key): \(describe($0.value))" }.joined(separator: ", ") + "}"
        case .mapProjection(let base, _, _): describe(base) + " {…}"
        case .property(let base, let key): describe(base) + "." + key
        case .element(let base, let index): "\(describe(base))[\(describe(index))]"
        case .slice(let base, let from, let to):
            "\(describe(base))[\(from.map(describe) ?? "")..\(to.map(describe) ?? "")]"
        case .unary(let operation, let operand):
            operation == .not ? "NOT \(describe(operand))" : operation.rawValue + describe(operand)
        case .binary(let operation, let left, let right):
            "\(describe(left)) \(operation.rawValue) \(describe(right))"
        case .comparison(let operation, let left, let right):
            "\(describe(left)) \(operation.rawValue) \(describe(right))"
        case .isNull(let operand, let negated): describe(operand) + (negated ? " IS NOT NULL" : " IS NULL")
        case .hasLabels(let operand, let labels): describe(operand) + ":" + describe(labels)
        case .call(let function, let arguments):
            "\(function.name)(\(arguments.map(describe).joined(separator: ", ")))"
        default: describeForm(expression)
        }
    }

    /// The constants that a statement's text can hold.
    private static func describe(_ value: Value) -> String {
        switch value {
        case .boolean(let value): String(value)
        case .integer(let value): String(value)
        case .float(let value): String(value)
        case .string(let text): "'" + text + "'"
        default: "null"
        }
    }

    private func describeForm(_ expression: PlanExpression) -> String {
        switch expression {
        case .isOfType(let operand, _, let negated): describe(operand) + (negated ? " IS NOT :: …" : " IS :: …")
        case .isLive(let slot): name(slot) + " is not deleted"
        case .choose: "CASE …"
        case .letting(_, _, let body): describe(body)
        case .listComprehension(let slot, let list, _, _): "[\(name(slot)) IN \(describe(list)) …]"
        case .quantified(let quantifier, let slot, let list, _):
            "\(quantifier.rawValue)(\(name(slot)) IN \(describe(list)) …)"
        case .reduce(_, _, let slot, let list, _): "reduce(\(name(slot)) IN \(describe(list)) …)"
        case .allReduce(_, _, let slot, let list, _, _): "allReduce(\(name(slot)) IN \(describe(list)) …)"
        case .exists: "EXISTS {…}"
        case .count: "COUNT {…}"
        case .collect: "COLLECT {…}"
        case .path(let start, let relationships):
            "path(" + ([start] + relationships).map(name).joined(separator: ", ") + ")"
        default: preconditionFailure("`describe` handles the others")
        }
    }

    private func describe(_ labels: PlanLabels) -> String {
        switch labels {
        case .name(let name): name
        case .dynamic(let names, let isAny): "$\(isAny ? "any" : "all")(\(describe(names)))"
        case .any: "%"
        case .not(let operand): "!" + describe(operand)
        case .and(let left, let right): "\(describe(left))&\(describe(right))"
        case .or(let left, let right): "(\(describe(left))|\(describe(right)))"
        }
    }
}

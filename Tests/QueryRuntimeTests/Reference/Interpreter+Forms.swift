import GraphModel
import QuerySyntax
import QueryValues

extension Interpreter {
    /// Expressions with variables, patterns or branches of their own.
    func form(_ expression: Expression, _ row: Row, _ known: Known) throws -> Value {
        switch expression.kind {
        case .caseOf(let operand, let branches, let otherwise):
            return try choose(operand, branches, otherwise, row, known)
        case .call(let call): return try perform(call, row, known)
        case .listComprehension(let name, let list, let predicate, let yields):
            guard let elements = try elements(list, row, known) else { return .null }
            return .list(
                try elements.compactMap { element in
                    let inner = row.merging([name.text: element]) { _, new in new }
                    if let predicate, try !holds(predicate, inner, known) { return nil }
                    return try yields.map { try value($0, inner, known) } ?? element
                })
        case .quantified(let quantifier, let name, let list, let predicate):
            guard let elements = try elements(list, row, known) else { return .null }
            let truths = try elements.map { element in
                try value(predicate, row.merging([name.text: element]) { _, new in new }, known).truth()
            }
            return Value(truth: Self.quantify(quantifier, truths))
        case .reduce(let total, let start, let name, let list, let step):
            guard let elements = try elements(list, row, known) else { return .null }
            return try elements.reduce(try value(start, row, known)) { sum, element in
                try value(step, row.merging([total.text: sum, name.text: element]) { _, new in new }, known)
            }
        case .pattern(let pattern): return .boolean(try !matches([pattern], row).isEmpty)
        case .patternComprehension(let pattern, let predicate, let yields):
            return .list(
                try matches([pattern], row).compactMap { inner in
                    if let predicate, try !holds(predicate, inner, known) { return nil }
                    return try value(yields, inner, known)
                })
        case .subquery(let kind, let query):
            let (columns, rows) = try perform(query, row)
            switch kind {
            case .exists: return .boolean(!rows.isEmpty)
            case .count: return .integer(Int64(rows.count))
            case .collect: return .list(rows.map { $0[columns[0]] ?? .null })
            }
        default: preconditionFailure("random queries have no such expression")
        }
    }

    private func elements(_ list: Expression, _ row: Row, _ known: Known) throws -> [Value]? {
        switch try value(list, row, known) {
        case .null: return nil
        case .list(let elements): return elements
        default: throw QueryError.type(.invalidArgumentType, "no list")
        }
    }

    private static func quantify(_ quantifier: Quantifier, _ truths: [Bool?]) -> Bool? {
        let yes = truths.count { $0 == true }
        let unknown = truths.count { $0 == nil }
        switch quantifier {
        case .all: return truths.contains(false) ? false : unknown > 0 ? nil : true
        case .any: return yes > 0 ? true : unknown > 0 ? nil : false
        case .none: return yes > 0 ? false : unknown > 0 ? nil : true
        case .single: return yes > 1 ? false : unknown > 0 ? nil : yes == 1
        }
    }

    private func choose(
        _ operand: Expression?, _ branches: [CaseBranch], _ otherwise: Expression?, _ row: Row, _ known: Known
    ) throws -> Value {
        let subject = try operand.map { try value($0, row, known) }
        for branch in branches {
            for condition in branch.conditions {
                guard case .expression(let expression) = condition else { continue }
                let tested = try value(expression, row, known)
                let isTrue =
                    if let subject { Value.equals(subject, tested) == true } else { try tested.truth() == true }
                if isTrue { return try value(branch.result, row, known) }
            }
        }
        return try otherwise.map { try value($0, row, known) } ?? .null
    }

    private func perform(_ call: FunctionCall, _ row: Row, _ known: Known) throws -> Value {
        let name = call.name.text.lowercased()
        if let first = call.arguments.first, case .pattern(let pattern) = first.kind {
            let found = try matches([pattern], row)
            return name == "exists" ? .boolean(!found.isEmpty) : .integer(Int64(found.count))
        }
        let arguments = try call.arguments.map { try value($0, row, known) }
        guard let function = FunctionCatalog.standard[name] else {
            throw QueryError.syntax(.unknownFunction, "no function `\(name)`")
        }
        return try function.evaluate(arguments, context)
    }
}

import GraphModel
import QuerySyntax
import QueryValues

extension SemanticAnalyzer {
    /// Checks a procedure call, binds what it yields, and gives that as columns.
    mutating func check(
        _ call: ProcedureCall, _ span: Span, isStandalone: Bool
    ) throws(QueryError) -> [OutputColumn] {
        guard let procedure = environment.procedure(call.name.text) else {
            throw QueryError(
                .procedureNotFound, .procedure, .compileTime, "there is no procedure `\(call.name.text)`",
                at: position(of: call.name.span),
                advice: NameSuggestions.question(for: call.name.text, among: environment.procedureNames())
                    ?? "SHOW PROCEDURES lists all.")
        }
        if procedure.isWriting { try noteWrite(span) }
        try check(arguments: call, procedure, isStandalone: isStandalone)
        switch call.yields {
        case .unstated:
            return isStandalone ? procedure.outputs.map { column($0, span) } : []
        case .all:
            guard isStandalone else {
                throw error(
                    .unexpectedSyntax, "YIELD * stands only in a call that is the whole query", span,
                    advice: "Name the columns: YIELD \(procedure.outputs.map(\.name).joined(separator: ", ")).")
            }
            return procedure.outputs.map { column($0, span) }
        case .items(let items, let predicate):
            return try yield(items, procedure.outputs, of: procedure.name, where: predicate)
        }
    }

    private func column(_ field: ProcedureSignature.Field, _ span: Span) -> OutputColumn {
        OutputColumn(name: field.name, type: StaticType(field.kinds), span: span)
    }

    /// Binds columns by their names or others.
    mutating func yield(
        _ items: [YieldItem], _ fields: [ProcedureSignature.Field], of source: String, where predicate: Expression?
    ) throws(QueryError) -> [OutputColumn] {
        var columns: [OutputColumn] = []
        for item in items {
            guard let field = fields.first(where: { $0.name == item.column.text }) else {
                throw error(
                    .undefinedVariable, "\(source) has no column `\(item.column.text)`", item.column.span,
                    advice: NameSuggestions.question(for: item.column.text, among: fields.map(\.name)))
            }
            let name = item.alias ?? item.column
            try checkUnbound(name)
            scope.bind(name.text, StaticType(field.kinds))
            columns.append(OutputColumn(name: name.text, type: StaticType(field.kinds), span: name.span))
        }
        if let predicate { try check(predicate: predicate, .refusingAggregates("in WHERE")) }
        return columns
    }

    private mutating func check(
        arguments call: ProcedureCall, _ procedure: ProcedureSignature, isStandalone: Bool
    ) throws(QueryError) {
        guard let arguments = call.arguments else {
            return try checkImplicit(call, procedure, isStandalone: isStandalone)
        }
        let (least, most) = (procedure.required, procedure.inputs.count)
        guard least...most ~= arguments.count else {
            let wanted = least == most ? "\(most)" : "\(least) to \(most)"
            throw error(
                .invalidNumberOfArguments, "`\(procedure.name)` takes \(wanted) arguments, not \(arguments.count)",
                call.name.span,
                advice: "Write \(procedure.name)(\(procedure.inputs.map(\.name).joined(separator: ", "))).")
        }
        for (argument, input) in zip(arguments, procedure.inputs) {
            let type = try infer(argument, .refusingAggregates("in the arguments of a procedure"))
            let accepted = input.kinds.contains(.float) ? input.kinds.union(.integer) : input.kinds
            try require(type, accepted, argument, "`\(input.name)` of `\(procedure.name)` is \(input.kinds.words)")
        }
    }

    /// Without parentheses, arguments are the parameters of the inputs' names.
    private mutating func checkImplicit(
        _ call: ProcedureCall, _ procedure: ProcedureSignature, isStandalone: Bool
    ) throws(QueryError) {
        guard isStandalone || procedure.inputs.isEmpty else {
            throw error(
                .invalidArgumentPassingMode, "within a query, `\(procedure.name)` needs its arguments in parentheses",
                call.name.span,
                advice: "Write \(procedure.name)(\(procedure.inputs.map { "$" + $0.name }.joined(separator: ", "))).")
        }
        for (place, input) in procedure.inputs.enumerated() {
            if let given = environment.parameters, !given.contains(input.name), place < procedure.required {
                throw QueryError(
                    .missingParameter, .parameterMissing, .compileTime,
                    "`\(procedure.name)` takes the parameter `$\(input.name)`, which is not given",
                    at: position(of: call.name.span), advice: "Give the parameter, or write the argument.")
            }
            parameters.insert(input.name)
        }
    }
}

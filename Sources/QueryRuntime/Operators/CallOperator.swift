internal import GraphModel
internal import QueryPlanner
internal import QueryValues

/// `CALL procedure(…) YIELD …`
final class CallOperator: Operator {
    private let call: ProcedureStep
    private let arguments: [Evaluator]

    init(_ call: ProcedureStep, _ arguments: [Evaluator]) {
        self.call = call
        self.arguments = arguments
    }

    override func push(_ run: Execution) throws -> Bool {
        guard let procedure = run.procedures[call.signature.name] else {
            throw QueryError(
                .procedureNotFound, .procedure, .runtime, "there is no procedure `\(call.signature.name)`")
        }
        var values: [Value] = []
        for (place, input) in call.signature.inputs.enumerated() {
            let value = place < arguments.count ? try arguments[place].value(run) : .null
            values.append(try Self.adapt(value, to: input, of: call.signature))
        }
        var (goesOn, rows) = (true, 0)
        let context = ProcedureContext(
            reader: run.graph.reader, statementTime: run.context.statementTime, memory: run.procedureMemory,
            shouldEnd: run.budget.shouldEnd)
        try procedure.body(values, context) { row in
            if rows == 0 { try run.budget.check() } else { try run.budget.tick() }
            rows += 1
            for output in call.outputs { run[output.slot] = row[output.column] }
            // One that yields nothing is called for what it does.
            if !call.signature.outputs.isEmpty { goesOn = try pass(run) }
            return goesOn
        }
        if call.signature.outputs.isEmpty { return try pass(run) }
        if rows == 0 { try run.budget.check() }
        if rows == 0, call.isOptional {
            for output in call.outputs { run[output.slot] = .null }
            return try pass(run)
        }
        return goesOn
    }

    private static func adapt(
        _ value: Value, to input: ProcedureSignature.Field, of signature: ProcedureSignature
    ) throws -> Value {
        if case .null = value { return .null }
        if input.kinds.contains(value.kind) { return value }
        if input.kinds.contains(.float), case .integer(let number) = value { return .float(Double(number)) }
        throw QueryError.type(
            .invalidArgumentType, "`\(signature.name)` does not take such a value for `\(input.name)`")
    }
}

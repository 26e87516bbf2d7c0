import GraphModel
import QuerySyntax
import QueryValues

extension SemanticAnalyzer {
    mutating func infer(
        aggregate function: AggregateFunction, _ call: FunctionCall, _ span: Span, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        try checkAggregate("\(function.rawValue)()", span, rules)
        guard call.arguments.count == function.arity else {
            throw error(
                .invalidNumberOfArguments,
                "\(function.rawValue)() takes \(function.arity) argument\(function.arity == 1 ? "" : "s"), "
                    + "not \(call.arguments.count)", call.name.span)
        }
        var types: [StaticType] = []
        for (argument, parameter) in zip(call.arguments, function.parameters) {
            let type = try infer(argument, ExpressionRules(aggregates: .nested))
            try checkDeterministic(argument)
            try require(
                type, parameter.kinds, argument,
                "`\(parameter.name)` of \(function.rawValue)() is \(parameter.kinds.words)")
            types.append(type)
        }
        return StaticType.result(of: function, types[0])
    }

    func checkAggregate(_ name: String, _ span: Span, _ rules: ExpressionRules) throws(QueryError) {
        switch rules.aggregates {
        case .allowed: return
        case .nested:
            throw error(
                .nestedAggregation, "\(name) cannot stand inside another aggregate function", span,
                advice: "Compute the inner one in a WITH before.")
        case .refused(let place):
            throw error(
                .invalidAggregation, "\(name) cannot stand \(place)", span,
                advice: "Compute it in a WITH before and use its name here.")
        }
    }

    /// An aggregate of what is another value each time it is computed would depend on how often that is.
    private func checkDeterministic(_ argument: Expression) throws(QueryError) {
        var found: Name?
        argument.forEachSubexpression(subqueries: false) { part in
            guard found == nil, case .call(let call) = part.kind else { return }
            if environment.functions[call.name.text]?.isDeterministic == false { found = call.name }
        }
        guard let found else { return }
        throw error(
            .nonConstantExpression, "\(found.text)() cannot stand inside an aggregate function", found.span,
            advice: "Compute it in a WITH before.")
    }
}

extension StaticType {
    /// What an aggregate function makes of values of a type.
    fileprivate static func result(of function: AggregateFunction, _ argument: StaticType) -> StaticType {
        switch function {
        case .collect: .list(of: argument)
        case .min, .max: argument
        // The sum of nothing is the integer 0.
        case .sum: StaticType(argument.kinds.intersection(function.result).union(.integer))
        case .avg: StaticType(argument.kinds.contains(.duration) ? function.result : .float)
        case .percentileDisc: StaticType(argument.kinds.intersection(.number))
        case .count, .stDev, .stDevP, .percentileCont: StaticType(function.result)
        }
    }
}

/// What the rows of a projection are grouped by, to find expressions that have more than one value in a group.
struct GroupingKeys {
    /// Variables and properties that are items of the projection by themselves.
    private var simple: Set<Expression> = []
    private var variables: Set<String> = []

    init(_ items: [Expression], starred: [String]) {
        variables = Set(starred)
        for item in items where item.isSimpleKey {
            simple.insert(item)
            if case .variable(let name) = item.kind { variables.insert(name) }
        }
    }

    /// The first part of an expression with aggregates that has no single value in a group: outside its aggregates
    /// it may be made of keys, constants and parameters only.
    ///
    /// - Parameter isFixed: whether a variable is the same for all rows.
    func firstAmbiguity(in expression: Expression, isFixed: (String) -> Bool) -> Expression? {
        if expression.isAggregate || simple.contains(expression) { return nil }
        switch expression.kind {
        case .variable(let name):
            return variables.contains(name) || isFixed(name) ? nil : expression
        case .subquery, .pattern:
            return ambiguity(of: expression.freeVariables, expression, isFixed)
        case .mapProjection(_, let items):
            let names = items.compactMap { item in if case .variable(let name) = item { name.text } else { nil } }
            return ambiguity(of: Set(names), expression, isFixed) ?? firstAmbiguity(under: expression, [], isFixed)
        case .listComprehension(let item, _, _, _), .quantified(_, let item, _, _):
            return firstAmbiguity(under: expression, [item.text], isFixed)
        case .reduce(let accumulator, _, let item, _, _), .allReduce(let accumulator, _, let item, _, _, _):
            return firstAmbiguity(under: expression, [accumulator.text, item.text], isFixed)
        case .patternComprehension:
            return ambiguity(of: expression.freeVariables, expression, isFixed)
        default:
            return firstAmbiguity(under: expression, [], isFixed)
        }
    }

    private func ambiguity(
        of names: Set<String>, _ expression: Expression, _ isFixed: (String) -> Bool
    ) -> Expression? {
        names.allSatisfy { variables.contains($0) || isFixed($0) } ? nil : expression
    }

    private func firstAmbiguity(
        under expression: Expression, _ locals: [String], _ isFixed: (String) -> Bool
    ) -> Expression? {
        var found: Expression?
        expression.forEachChild { child in
            guard found == nil else { return }
            found = firstAmbiguity(in: child) { locals.contains($0) || isFixed($0) }
        }
        return found
    }
}

extension Expression {
    /// Whether it is a variable or a property of one: what may stand for itself beside aggregates.
    var isSimpleKey: Bool {
        switch kind {
        case .variable: true
        case .property(let base, _): base.isSimpleKey
        default: false
        }
    }
}

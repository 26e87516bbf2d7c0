import GraphModel
import QuerySyntax
import QueryValues

extension SemanticAnalyzer {
    mutating func infer(
        _ call: FunctionCall, _ span: Span, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        if let aggregate = AggregateFunction(name: call.name.text) {
            return try infer(aggregate: aggregate, call, span, rules)
        }
        let name = call.name.text.lowercased()
        if name == "exists" { return try infer(exists: call, span, rules) }
        guard let function = environment.functions[name] else { throw unknownFunction(call.name) }
        guard !call.isDistinct else {
            throw error(
                .unexpectedSyntax, "DISTINCT stands in aggregate functions only, and `\(function.name)` is none",
                call.name.span)
        }
        try checkCount(of: call, function)
        var arguments: [StaticType] = []
        for (place, argument) in call.arguments.enumerated() {
            let type = try infer(argument, rules.forPart())
            arguments.append(type)
            // The last parameter may be repeated.
            guard let parameter = function.parameters.dropFirst(place).first ?? function.parameters.last else {
                continue
            }
            try require(
                type, parameter.kinds, argument,
                "`\(parameter.name)` of \(function.name)() is \(parameter.kinds.words)")
        }
        return StaticType.result(of: name, arguments) ?? StaticType(function.result)
    }

    private func unknownFunction(_ name: Name) -> QueryError {
        let known = environment.functions.all.map(\.name) + AggregateFunction.allCases.map(\.rawValue)
        return error(
            .unknownFunction, "there is no function `\(name.text)`", name.span,
            advice: NameSuggestions.question(for: name.text, among: known) ?? "SHOW FUNCTIONS lists all.")
    }

    private func checkCount(of call: FunctionCall, _ function: Function) throws(QueryError) {
        let least = function.parameters.count { !$0.isOptional }
        let most = function.isVariadic ? nil : function.parameters.count
        let count = call.arguments.count
        guard count < least || most.map({ count > $0 }) ?? false else { return }
        let wanted =
            switch most {
            case least?: "\(least)"
            case let most?: "\(least) to \(most)"
            case nil: "at least \(least)"
            }
        let names = function.parameters.map { $0.isOptional ? "[\($0.name)]" : $0.name }
        throw error(
            .invalidNumberOfArguments, "\(function.name)() takes \(wanted) arguments, not \(count)", call.name.span,
            advice: "Write \(function.name)(\(names.joined(separator: ", "))\(function.isVariadic ? ", …" : "")).")
    }

    /// `exists(n.key)` and `exists((n)-->())`, the forms from before `IS NOT NULL` and `EXISTS { … }`.
    private mutating func infer(
        exists call: FunctionCall, _ span: Span, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        guard let argument = call.arguments.first, call.arguments.count == 1 else {
            throw error(
                .invalidNumberOfArguments, "exists() takes 1 argument, not \(call.arguments.count)", call.name.span)
        }
        switch argument.kind {
        case .property, .element, .pattern, .patternComprehension:
            try infer(argument, rules.forPart(takesPatterns: true))
        default:
            throw error(
                .invalidArgumentExpression, "exists() takes a property or a pattern", argument.span,
                advice: "Use IS NOT NULL or EXISTS { … }.")
        }
        warn(.deprecatedForm, "exists() is an old form", span, advice: "Use IS NOT NULL or EXISTS { … }.")
        return .boolean
    }
}

extension StaticType {
    /// What functions give whose results are made of their arguments; nil for all others.
    fileprivate static func result(of name: String, _ arguments: [StaticType]) -> StaticType? {
        switch name {
        case "coalesce": arguments.reduce(.null) { $0.union($1) }
        case "head", "last": arguments.first?.element
        case "tail": arguments.first.map { .list(of: $0.element) }
        case "reverse": arguments.first
        case "nodes": .list(of: .node)
        case "relationships": .list(of: .relationship)
        case "labels", "keys", "split": .list(of: .string)
        case "range": .list(of: .integer)
        case "nullif": arguments.first
        default: nil
        }
    }
}

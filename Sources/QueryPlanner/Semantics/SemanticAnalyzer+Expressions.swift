import GraphModel
import QuerySyntax
import QueryValues

extension SemanticAnalyzer {
    /// Checks an expression in the current scope and says what its values can be.
    @discardableResult
    mutating func infer(_ expression: Expression, _ rules: ExpressionRules) throws(QueryError) -> StaticType {
        if let column = scope.column(of: expression) { return column }
        switch expression.kind {
        case .null: return .null
        case .boolean: return .boolean
        case .integer: return .integer
        case .float: return StaticType(.float)
        case .string: return .string
        case .parameter(let name):
            parameters.insert(name)
            return .any
        case .variable(let name): return try variable(name, expression.span)
        case .list(let items):
            var element = StaticType.null
            for item in items { element = element.union(try infer(item, rules.forPart())) }
            return .list(of: element)
        case .map(let entries):
            for entry in entries { try infer(entry.value, rules.forPart()) }
            return .map
        case .mapProjection(let base, let items): return try infer(projection: items, of: base, rules)
        case .property(let base, let key): return try infer(property: key, of: base, rules)
        case .element(let base, let index): return try infer(element: index, of: base, rules)
        case .slice(let base, let from, let to):
            let list = try infer(base, rules.forPart())
            try require(list, .list, base, "a slice is taken of a list")
            for bound in [from, to] {
                guard let bound else { continue }
                let type = try infer(bound, rules.forPart())
                try require(type, .integer, bound, "a bound of a slice is an integer")
            }
            return .list(of: list.element)
        case .unary(let operation, let operand): return try infer(operation, operand, rules)
        case .binary(let operation, let left, let right): return try infer(operation, left, right, rules)
        case .comparison(let first, let rest):
            try infer(first, rules.forPart())
            for link in rest { try infer(link.right, rules.forPart()) }
            return .boolean
        case .isNull(let operand, _), .isOfType(let operand, _, _):
            try infer(operand, rules.forPart())
            return .boolean
        case .hasLabels(let operand, let labels):
            let type = try infer(operand, rules.forPart())
            try require(type, .element, operand, "labels and types are those of a node or a relationship")
            try check(labels, rules.forPart())
            if type.kinds == .node { names.note(.unknownLabel, labels) }
            if type.kinds == .relationship { names.note(.unknownRelationshipType, labels) }
            return .boolean
        default: return try infer(form: expression, rules)
        }
    }

    /// The forms that have branches, patterns or variables of their own, and calls.
    private mutating func infer(form expression: Expression, _ rules: ExpressionRules) throws(QueryError) -> StaticType
    {
        switch expression.kind {
        case .caseOf(let operand, let branches, let otherwise):
            return try infer(caseOf: operand, branches, otherwise, rules)
        case .call(let call): return try infer(call, expression.span, rules)
        case .countRows:
            try checkAggregate("count(*)", expression.span, rules)
            return .integer
        case .listComprehension(let item, let list, let predicate, let yields):
            return try infer(comprehension: item, in: list, where: predicate, yields: yields, rules)
        case .patternComprehension(let pattern, let predicate, let yields):
            return try infer(comprehension: pattern, where: predicate, yields: yields, rules)
        case .quantified(let quantifier, let item, let list, let predicate):
            let element = try infer(list: list, of: "\(quantifier.rawValue)()", rules)
            try binding([(item.text, element)]) { (analyzer) throws(QueryError) in
                try analyzer.check(predicate: predicate, rules.forElements(of: "\(quantifier.rawValue)()"))
            }
            return .boolean
        case .reduce(let accumulator, let start, let item, let list, let step):
            return try infer(reduce: accumulator, start, item, list, step, holds: nil, rules)
        case .allReduce(let accumulator, let start, let item, let list, let step, let holds):
            return try infer(reduce: accumulator, start, item, list, step, holds: holds, rules)
        case .pattern(let pattern): return try infer(pattern: pattern, rules)
        case .subquery(let kind, let query): return try infer(kind, query, expression.span)
        default: preconditionFailure("`infer` handles the others")
        }
    }

    func variable(_ name: String, _ span: Span) throws(QueryError) -> StaticType {
        if let type = scope[name] { return type }
        throw error(
            .undefinedVariable, "the variable `\(name)` is not defined", span,
            advice: NameSuggestions.question(for: name, among: scope.names.sorted()))
    }

    /// Complains when a value can be of none of the kinds that are wanted.
    func require(
        _ type: StaticType, _ wanted: ValueKinds, _ expression: Expression, _ rule: String
    ) throws(QueryError) {
        guard !type.canBe(wanted) else { return }
        throw error(.invalidArgumentType, "\(rule), not \(type.kinds.words)", expression.span)
    }

    /// The same for what stands before `.key` and `[…]`. The conformance suite has type errors there, but for paths an
    /// error of syntax.
    private func requireAccess(
        _ type: StaticType, _ wanted: ValueKinds, _ expression: Expression, _ what: String
    ) throws(QueryError) {
        guard !type.canBe(wanted) else { return }
        throw QueryError(
            .invalidArgumentType, type.kinds == .path ? .syntax : .type, .compileTime,
            "\(type.kinds.words) has no \(what)", at: position(of: expression.span))
    }

    private mutating func infer(
        property key: Name, of base: Expression, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        let type = try infer(base, rules.forPart())
        try requireAccess(type, .keyed, base, "properties")
        if !type.kinds.isEmpty, type.kinds.isSubset(of: .element) { names.note(.unknownPropertyKey, key) }
        return type.kinds.contains(.map) ? .any : .property
    }

    private mutating func infer(
        element index: Expression, of base: Expression, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        let type = try infer(base, rules.forPart())
        try requireAccess(type, ValueKinds.keyed.union(.list), base, "elements")
        try infer(index, rules.forPart())
        if type.kinds.contains(.map) { return .any }
        return type.kinds == .list ? type.element : type.element.union(.property)
    }

    private mutating func infer(
        projection items: [MapProjectionItem], of base: Expression, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        let type = try infer(base, rules.forPart())
        try require(type, [.node, .relationship, .map], base, "a map is projected of a node, a relationship or a map")
        for item in items {
            switch item {
            case .property, .allProperties: continue
            case .variable(let name): _ = try variable(name.text, name.span)
            case .entry(let entry): try infer(entry.value, rules.forPart())
            }
        }
        return .map
    }

    /// Checks label or type names that are computed.
    mutating func check(_ labels: LabelExpression, _ rules: ExpressionRules) throws(QueryError) {
        switch labels {
        case .name, .any: return
        case .dynamic(let names, _):
            let type = try infer(names, rules)
            try require(type, [.string, .list], names, "a computed name is a string or a list of strings")
        case .not(let operand): try check(operand, rules)
        case .and(let left, let right), .or(let left, let right):
            try check(left, rules)
            try check(right, rules)
        }
    }

    /// Checks a condition: its value must be able to be a truth value.
    mutating func check(predicate: Expression, _ rules: ExpressionRules) throws(QueryError) {
        let type = try infer(predicate, rules.forPart(takesPatterns: true))
        try require(type, .boolean, predicate, "a condition is a boolean")
    }

    /// Checks a value that has to be the same for all rows: no variables, no reading of the graph.
    mutating func checkConstant(
        _ expression: Expression, _ wanted: ValueKinds, _ what: String
    ) throws(QueryError) {
        if !expression.freeVariables.isEmpty || expression.contains(where: \.readsRows) {
            throw error(
                .nonConstantExpression, "\(what) cannot depend on variables or on the graph", expression.span,
                advice: "Use a number or a parameter.")
        }
        let type = try inScope(NameScope()) { (analyzer) throws(QueryError) in
            try analyzer.infer(expression, .refusingAggregates("in \(what)"))
        }
        guard type.canBe(wanted) else {
            throw error(.invalidArgumentType, "\(what) is \(wanted.words), not \(type.kinds.words)", expression.span)
        }
    }
}

extension Expression {
    /// Whether it depends on the rows of a query or on the graph by itself.
    fileprivate var readsRows: Bool {
        switch kind {
        case .pattern, .patternComprehension, .subquery: true
        default: isAggregate
        }
    }

    /// The number that a literal says, with a sign in front of it or not.
    var literalInteger: Int64? {
        switch kind {
        case .integer(let value): value
        case .unary(.minus, let operand):
            if case .integer(let value) = operand.kind { 0 &- value } else { nil }
        default: nil
        }
    }
}

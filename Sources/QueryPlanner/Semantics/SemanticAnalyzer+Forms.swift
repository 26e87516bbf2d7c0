import GraphModel
import QuerySyntax
import QueryValues

extension SemanticAnalyzer {
    mutating func infer(
        caseOf operand: Expression?, _ branches: [CaseBranch], _ otherwise: Expression?, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        if let operand { try infer(operand, rules.forPart()) }
        var result = StaticType.null
        for branch in branches {
            for condition in branch.conditions {
                switch condition {
                case .expression(let expression):
                    if operand == nil {
                        try check(predicate: expression, rules)
                    } else {
                        try infer(expression, rules.forPart())
                    }
                case .compares(_, let expression), .tests(_, let expression): try infer(expression, rules.forPart())
                case .isNull, .isOfType: continue
                }
            }
            result = result.union(try infer(branch.result, rules.forPart()))
        }
        if let otherwise { result = result.union(try infer(otherwise, rules.forPart())) }
        return result
    }

    /// Checks the list that a form goes through and gives the type of its elements.
    mutating func infer(
        list: Expression, of form: String, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        let type = try infer(list, rules.forPart())
        try require(type, .list, list, "\(form) goes through a list")
        return type.element
    }

    mutating func infer(
        comprehension item: Name, in list: Expression, where predicate: Expression?, yields: Expression?,
        _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        let form = "a list comprehension"
        let element = try infer(list: list, of: form, rules)
        let result = try binding([(item.text, element)]) { (analyzer) throws(QueryError) -> StaticType in
            if let predicate { try analyzer.check(predicate: predicate, rules.forElements(of: form)) }
            guard let yields else { return element }
            return try analyzer.infer(yields, rules.forElements(of: form))
        }
        return .list(of: result)
    }

    mutating func infer(
        comprehension pattern: PathPattern, where predicate: Expression?, yields: Expression,
        _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        let inner = rules.forElements(of: "a pattern comprehension")
        let result = try inScope(scope) { (analyzer) throws(QueryError) -> StaticType in
            try analyzer.bind([pattern], inner)
            if let predicate { try analyzer.check(predicate: predicate, inner) }
            return try analyzer.infer(yields, inner)
        }
        return .list(of: result)
    }

    mutating func infer(
        reduce accumulator: Name, _ start: Expression, _ item: Name, _ list: Expression, _ step: Expression,
        holds: Expression?, _ rules: ExpressionRules
    ) throws(QueryError) -> StaticType {
        let form = holds == nil ? "reduce()" : "allReduce()"
        guard accumulator.text != item.text else {
            throw error(
                .variableAlreadyBound, "the accumulator and the element of \(form) are both called `\(item.text)`",
                item.span, advice: "Give the element another name.")
        }
        let first = try infer(start, rules.forPart())
        let element = try infer(list: list, of: form, rules)
        // What the steps make of the accumulator would take as many rounds to find out as there are kinds.
        let variables = [(name: accumulator.text, type: StaticType.any), (name: item.text, type: element)]
        return try binding(variables) { (analyzer) throws(QueryError) -> StaticType in
            let last = try analyzer.infer(step, rules.forElements(of: form))
            guard let holds else { return first.union(last) }
            try analyzer.check(predicate: holds, rules.forElements(of: form))
            return .boolean
        }
    }

    /// A pattern as an expression: whether it is there, or the shortest path or paths.
    mutating func infer(pattern: PathPattern, _ rules: ExpressionRules) throws(QueryError) -> StaticType {
        guard pattern.selector != .all || rules.takesPatterns else {
            throw error(
                .unexpectedSyntax, "a pattern is a truth value, which is not wanted here", pattern.span,
                advice: "Use EXISTS { … }, COUNT { … } or a pattern comprehension [… | …].")
        }
        for name in pattern.variables where scope[name.text] == nil {
            throw error(
                .undefinedVariable, "the pattern names `\(name.text)`, which is not defined", name.span,
                advice: NameSuggestions.question(for: name.text, among: scope.names.sorted())
                    ?? "Leave the name out, or use EXISTS { … }, which can name what it finds.")
        }
        try inScope(scope) { (analyzer) throws(QueryError) in
            try analyzer.bind([pattern], rules.forElements(of: "a pattern"))
        }
        switch pattern.selector {
        case .all: return .boolean
        case .allShortest: return .list(of: .path)
        case .any, .shortest, .shortestGroups: return .path
        }
    }

    mutating func infer(
        _ kind: SubqueryKind, _ query: Query, _ span: Span
    ) throws(QueryError) -> StaticType {
        let saved = (writeRefusal, subqueryDepth)
        writeRefusal = .expression(kind)
        subqueryDepth += 1
        defer { (writeRefusal, subqueryDepth) = saved }
        let columns = try inScope(NameScope(inside: scope)) { (analyzer) throws(QueryError) in
            try analyzer.check(query, as: .expression(kind))
        }
        switch kind {
        case .exists: return .boolean
        case .count: return .integer
        case .collect:
            guard columns.count == 1 else {
                throw error(
                    .invalidClauseComposition, "COLLECT { … } returns exactly one column, not \(columns.count)", span)
            }
            return .list(of: columns[0].type)
        }
    }
}

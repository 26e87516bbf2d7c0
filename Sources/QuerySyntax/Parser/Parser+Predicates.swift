import GraphModel

extension Parser {
    /// `e IN l`, `e STARTS WITH s`, `e IS NULL` and their relatives; they group from the left.
    mutating func predicate(_ left: Expression, _ first: Int) throws(QueryError) -> Expression {
        let leftHeight = height
        if at(.is) || at(.doubleColon) { return try isPredicate(left, first) }
        let operation: BinaryOperator
        if take(.in) {
            operation = .isIn
        } else if take(.contains) {
            operation = .contains
        } else if take(.matches) {
            operation = .matches
        } else {
            operation = at(.starts) ? .startsWith : .endsWith
            advance()
            try expect(.with)
        }
        let right = try operators(.additive)
        try reach(max(leftHeight, height) + 1)
        return Expression(.binary(operation, left, right), span(from: first))
    }

    /// `IS NULL`, `IS NOT NULL`, `IS :: T`, `:: T`, `IS A|B`
    private mutating func isPredicate(_ left: Expression, _ first: Int) throws(QueryError) -> Expression {
        let leftHeight = height
        _ = take(.is)
        if let normalized = try normalizedPredicate(left, first) { return normalized }
        let kind: Expression.Kind
        if let condition = try nullOrType() {
            switch condition {
            case .isNull(let negated): kind = .isNull(left, negated: negated)
            case .isOfType(let type, let negated): kind = .isOfType(left, type, negated: negated)
            }
        } else {
            height = 1
            kind = .hasLabels(left, try labels(isPattern: false))
        }
        try reach(max(leftHeight, height) + 1)
        return Expression(kind, span(from: first))
    }

    /// `NORMALIZED`, `NOT NFD NORMALIZED` and their relatives behind `IS`, if they are there: a call of the function
    /// that asks the same.
    private mutating func normalizedPredicate(
        _ left: Expression, _ first: Int
    ) throws(QueryError) -> Expression? {
        let leftHeight = height
        let negation = at(.not) ? 1 : 0
        let form = token(after: negation)
        let hasForm = [.nfc, .nfd, .nfkc, .nfkd].contains(form.keyword)
        guard token(after: negation + (hasForm ? 1 : 0)).keyword == .normalized else { return nil }
        for _ in 0..<negation { advance() }
        var arguments = [left]
        if hasForm {
            arguments.append(Expression(.string(form.keyword?.text ?? ""), span(form)))
            advance()
        }
        advance()
        try reach(leftHeight + 1)
        let whole = span(from: first)
        let function = FunctionCall(name: Name("isNormalized", whole), isDistinct: false, arguments: arguments)
        let call = Expression(.call(function), whole)
        guard negation > 0 else { return call }
        try reach(leftHeight + 2)
        return Expression(.unary(.not, call), whole)
    }

    enum NullOrType {
        case isNull(negated: Bool)
        case isOfType(ValueType, negated: Bool)
    }

    /// What follows `IS`, unless it is labels.
    mutating func nullOrType() throws(QueryError) -> NullOrType? {
        let isNegated = at(.not)
        let next = token(after: isNegated ? 1 : 0)
        let afterNext = token(after: isNegated ? 2 : 1)
        let isTyped = next.kind == .doubleColon || next.keyword == .typed && afterNext.keyword?.beginsType == true
        guard isNegated || isTyped || next.keyword == .null else { return nil }
        if isNegated { advance() }
        height = 1
        if isTyped {
            advance()
            return .isOfType(try valueType(), negated: isNegated)
        }
        if !take(.null) { throw unexpected("`NULL`, `::` or `TYPED`", words: [.null, .typed]) }
        return .isNull(negated: isNegated)
    }
}

import GraphModel

extension Parser {
    /// Whether `CASE` begins an expression here; otherwise it is a variable.
    var beginsCase: Bool {
        let next = token(after: 1)
        if next.kind == .name { return next.infixPrecedence == nil && next.keyword != .as }
        return next.startsExpression
    }

    /// `CASE e WHEN 1, 2 THEN … ELSE … END`, `CASE WHEN p THEN … END`
    mutating func caseExpression() throws(QueryError) -> Expression {
        let first = index
        let outside = try enter()
        advance()
        let operand = at(.when) ? nil : try expression()
        var branches: [CaseBranch] = []
        while take(.when) {
            var conditions: [CaseCondition] = []
            if operand == nil {
                conditions.append(.expression(try expression()))
            } else {
                repeat { conditions.append(try caseCondition()) } while takesComma()
            }
            try expect(.then)
            branches.append(CaseBranch(conditions: conditions, result: try expression()))
        }
        if branches.isEmpty { throw unexpected("`WHEN`", words: [.when]) }
        let otherwise = take(.else) ? try expression() : nil
        if !take(.end) {
            throw unexpected(
                otherwise == nil ? "`WHEN`, `ELSE` or `END`" : "`END`", words: [.when, .else, .end])
        }
        try leave(outside)
        return Expression(.caseOf(operand: operand, branches: branches, otherwise: otherwise), span(from: first))
    }

    /// A value, or a comparison or test without its left side.
    private mutating func caseCondition() throws(QueryError) -> CaseCondition {
        if let comparison = current.comparison {
            advance()
            let right = try operators(.predicate)
            tallest = max(tallest, height)
            return .compares(comparison, right)
        }
        if let operation = textPredicate {
            advance()
            _ = take(.with)
            let right = try operators(.additive)
            tallest = max(tallest, height)
            return .tests(operation, right)
        }
        if at(.is), token(after: 1).kind != .comma, token(after: 1).keyword != .then {
            let first = current
            advance()
            switch try nullOrType() {
            case .isNull(let negated): return .isNull(negated: negated)
            case .isOfType(let type, let negated):
                tallest = max(tallest, height)
                return .isOfType(type, negated: negated)
            case nil:
                throw error(
                    .unexpectedSyntax, "after `WHEN IS` stands `NULL`, `NOT NULL`, `::` or `TYPED`", at: first)
            }
        }
        return .expression(try expression())
    }

    /// `STARTS WITH`, `ENDS WITH` or `=~`, which begin no expression.
    private var textPredicate: BinaryOperator? {
        if at(.matches) { return .matches }
        if at(.starts, .with) { return .startsWith }
        return at(.ends, .with) ? .endsWith : nil
    }
}

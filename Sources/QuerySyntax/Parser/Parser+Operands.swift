import GraphModel

extension Parser {
    /// An operand with the labels that are asked of it: `n.a:A|B`.
    mutating func operandWithLookupsAndLabels() throws(QueryError) -> Expression {
        let first = index
        let operand = try operandWithLookups()
        guard at(.colon) else { return operand }
        let operandHeight = height
        advance()
        let labels = try labels(isPattern: false)
        try reach(max(operandHeight, height) + 1)
        return Expression(.hasLabels(operand, labels), span(from: first))
    }

    /// An operand with properties, elements and slices: `n.a[0][1..2]`.
    mutating func operandWithLookups() throws(QueryError) -> Expression {
        let first = index
        var operand = try operand()
        while true {
            if at(.dot) {
                advance()
                let key = try name("a property key")
                operand = Expression(.property(operand, key: key), span(from: first))
                try reach(height + 1)
            } else if at(.leftBracket) {
                operand = try element(of: operand, first)
            } else {
                return operand
            }
        }
    }

    /// `e[i]`, `e[from..to]`
    private mutating func element(of list: Expression, _ first: Int) throws(QueryError) -> Expression {
        let listHeight = height
        let outside = try enter()
        advance()
        var lower: Expression?
        var upper: Expression?
        if !at(.dotDot) { lower = try expression() }
        let isSlice = take(.dotDot)
        if isSlice, !at(.rightBracket) { upper = try expression() }
        try expect(.rightBracket, isSlice ? "`]`" : "`..` or `]`")
        try leave(outside)
        try reach(max(listHeight + 1, height))
        if let lower, !isSlice { return Expression(.element(list, lower), span(from: first)) }
        return Expression(.slice(list, from: lower, to: upper), span(from: first))
    }

    private mutating func operand() throws(QueryError) -> Expression {
        switch current.kind {
        case .name, .quotedName: return try word()
        case .decimalInteger, .hexInteger, .octalInteger, .floatingPoint, .badNumber:
            return try numberLiteral(isNegative: false)
        case .plainString, .escapedString: return try stringLiteral()
        case .parameter, .quotedParameter: return try parameter()
        case .leftParen: return try parenthesized()
        case .leftBracket: return try list()
        case .leftBrace: return try map()
        default: throw unexpected("an expression")
        }
    }

    private mutating func parenthesized() throws(QueryError) -> Expression {
        let first = index
        if isPattern(at: first) { return try patternExpression() }
        let outside = try enter()
        advance()
        var expression = try expression()
        try expect(.rightParen, "an operator or `)`")
        try leave(outside)
        expression.span = span(from: first)
        return expression
    }

    /// `(a)-->(b)`, `shortestPath((a)-[*]->(b))`
    private mutating func patternExpression() throws(QueryError) -> Expression {
        let first = index
        let outside = try enter()
        let pattern = atShortestPathCall ? try shortestPathCall() : try path(isOperand: true)
        try leave(outside)
        return Expression(.pattern(pattern), span(from: first))
    }

    /// What begins with a word: a constant, a variable, a call and everything that keywords begin.
    private mutating func word() throws(QueryError) -> Expression {
        let next = token(after: 1).kind
        let first = index
        if let keyword = current.keyword {
            switch keyword {
            case .null where next != .leftParen: return constant(.null)
            case .true where next != .leftParen: return constant(.boolean(true))
            case .false where next != .leftParen: return constant(.boolean(false))
            case .not:
                throw error(
                    .unexpectedSyntax, "`NOT` stands here behind an operator that binds more tightly", at: current,
                    advice: "Put the negation in parentheses.")
            case .case where beginsCase: return try caseExpression()
            case .all, .any, .none, .single:
                if next == .leftParen, token(after: 2).kind.isName, token(after: 3).keyword == .in {
                    return try quantified(keyword)
                }
            case .exists, .count, .collect:
                if next == .leftBrace, !isMapProjection(at: index + 1) { return try subquery(keyword) }
                if keyword == .count, next == .leftParen, token(after: 2).kind == .star { return try countRows() }
            case .reduce where next == .leftParen: return try reduce()
            case .allReduce where next == .leftParen: return try allReduce()
            case .shortestPath, .allShortestPaths:
                if next == .leftParen { return try patternExpression() }
            default: break
            }
        }
        if isCall { return try call() }
        let name = nameText(current)
        advance()
        height = 1
        let variable = Expression(.variable(name), span(from: first))
        return at(.leftBrace) ? try mapProjection(of: variable, first) : variable
    }

    private mutating func constant(_ kind: Expression.Kind) -> Expression {
        let span = span(current)
        advance()
        height = 1
        return Expression(kind, span)
    }
}

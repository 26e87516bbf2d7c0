import GraphModel

extension Parser {
    /// An expression of any kind.
    mutating func expression() throws(QueryError) -> Expression {
        let expression = try operators(.or)
        tallest = max(tallest, height)
        return expression
    }

    /// An expression that the `|` of a comprehension may follow.
    mutating func expressionBeforeBar() throws(QueryError) -> Expression {
        let outside = isBeforeBar
        isBeforeBar = true
        let expression = try expression()
        isBeforeBar = outside
        return expression
    }

    /// An expression of operators that bind at least as tightly as `minimum`.
    mutating func operators(_ minimum: Precedence) throws(QueryError) -> Expression {
        let first = index
        var left = minimum <= .not && at(.not) ? try negation() : try signed()
        while let precedence = current.infixPrecedence, precedence >= minimum {
            switch precedence {
            case .or: left = try logical(left, .or, .or, first)
            case .xor: left = try logical(left, .xor, .xor, first)
            case .and: left = try logical(left, .and, .and, first)
            case .comparison: left = try comparisons(left, first)
            case .predicate: left = try predicate(left, first)
            default: left = try arithmetic(left, precedence, first)
            }
        }
        return left
    }

    /// `NOT …`, several of which may follow one another.
    private mutating func negation() throws(QueryError) -> Expression {
        let first = index
        while take(.not) {}
        let last = index
        var expression = try operators(.comparison)
        try reach(height + last - first)
        for place in (first..<last).reversed() {
            expression = Expression(.unary(.not, expression), span(from: place))
        }
        return expression
    }

    /// A chain of one logical operator, as a balanced tree: long chains are common, deep trees are not welcome.
    private mutating func logical(
        _ left: Expression, _ keyword: Keyword, _ operation: BinaryOperator, _ first: Int
    ) throws(QueryError) -> Expression {
        var tallest = height
        advance()
        let second = try operators(operation.precedence.tighter)
        tallest = max(tallest, height)
        if !at(keyword), !left.isBinary(operation), !second.isBinary(operation) {
            try reach(tallest + 1)
            return Expression(.binary(operation, left, second), span(from: first))
        }
        var operands: [Expression] = []
        flatten(left, operation, into: &operands)
        flatten(second, operation, into: &operands)
        while take(keyword) {
            flatten(try operators(operation.precedence.tighter), operation, into: &operands)
            tallest = max(tallest, height)
        }
        try reach(tallest + Int.bitWidth - (operands.count - 1).leadingZeroBitCount)
        return balanced(operands[...], operation)
    }

    /// The operands of a tree of one operator, from left to right.
    private func flatten(_ tree: Expression, _ operation: BinaryOperator, into operands: inout [Expression]) {
        var waiting = [tree]
        while let next = waiting.popLast() {
            if case .binary(operation, let left, let right) = next.kind {
                waiting.append(right)
                waiting.append(left)
            } else {
                operands.append(next)
            }
        }
    }

    private func balanced(_ operands: ArraySlice<Expression>, _ operation: BinaryOperator) -> Expression {
        let first = operands[operands.startIndex]
        if operands.count == 1 { return first }
        let middle = operands.startIndex + (operands.count + 1) / 2
        let left = balanced(operands[..<middle], operation)
        let right = balanced(operands[middle...], operation)
        return Expression(.binary(operation, left, right), Span(start: left.span.start, end: right.span.end))
    }

    /// `a < b <= c`
    private mutating func comparisons(_ left: Expression, _ first: Int) throws(QueryError) -> Expression {
        var comparisons: [Comparison] = []
        var tallest = height
        while let comparison = current.comparison {
            advance()
            comparisons.append(Comparison(comparison, try operators(.predicate)))
            tallest = max(tallest, height)
        }
        try reach(tallest + 1)
        return Expression(.comparison(left, comparisons), span(from: first))
    }

    private mutating func arithmetic(
        _ left: Expression, _ precedence: Precedence, _ first: Int
    ) throws(QueryError) -> Expression {
        guard let operation = current.arithmetic else { throw unexpected("an operator") }
        let leftHeight = height
        advance()
        let right = try operators(precedence.tighter)
        try reach(max(leftHeight, height) + 1)
        return Expression(.binary(operation, left, right), span(from: first))
    }

    /// `-e`, `+e`. A minus in front of a number is a part of it.
    private mutating func signed() throws(QueryError) -> Expression {
        guard at(.minus) || at(.plus) else { return try operandWithLookupsAndLabels() }
        let first = index
        while at(.minus) || at(.plus) { advance() }
        var last = index
        var expression: Expression
        if tokens[last - 1].kind == .minus, current.isNumber, !token(after: 1).looksUp {
            last -= 1
            expression = try numberLiteral(isNegative: true)
            expression.span = span(from: last)
        } else {
            expression = try operandWithLookupsAndLabels()
        }
        try reach(height + last - first)
        for place in (first..<last).reversed() {
            let sign: UnaryOperator = tokens[place].kind == .minus ? .minus : .plus
            expression = Expression(.unary(sign, expression), span(from: place))
        }
        return expression
    }
}

extension Expression {
    fileprivate func isBinary(_ operation: BinaryOperator) -> Bool {
        if case .binary(operation, _, _) = kind { true } else { false }
    }
}

extension Token {
    var isNumber: Bool { kind.isInteger || kind == .floatingPoint || kind == .badNumber }

    /// Whether it looks something up in the operand before it.
    var looksUp: Bool { kind == .dot || kind == .leftBracket || kind == .colon }
}

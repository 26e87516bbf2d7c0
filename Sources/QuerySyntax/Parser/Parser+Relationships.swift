import GraphModel

extension Parser {
    /// Whether a relationship begins here rather than an operator.
    var atRelationship: Bool { isRelationship(at: index) }

    func isRelationship(at place: Int) -> Bool {
        let first = token(at: place).kind
        let second = token(at: place + 1).kind
        if first.isDash { return second.isDash || second == .leftBracket }
        guard first.isLeftArrow, second.isDash else { return false }
        let third = token(at: place + 2).kind
        return third.isDash || third == .leftBracket
    }

    /// `-[r:T*1..3 {key: 1} WHERE p]->{1,3}`
    mutating func relationship() throws(QueryError) -> RelationshipPattern {
        let first = index
        let pointsLeft = current.kind.isLeftArrow
        if pointsLeft { advance() }
        try dash()
        var relationship = RelationshipPattern(arrow: .either, span: Span(start: 0, end: 0))
        if at(.leftBracket) { try detail(&relationship) }
        try dash()
        let pointsRight = current.kind.isRightArrow
        if pointsRight { advance() }
        if pointsLeft != pointsRight { relationship.arrow = pointsLeft ? .left : .right }
        if let range = try quantifier() {
            guard relationship.length == .single else {
                throw error(
                    .invalidRelationshipPattern, "a relationship repeats by `*` or by a quantifier, not by both",
                    at: tokens[first])
            }
            relationship.length = .quantified(range)
        }
        relationship.span = span(from: first)
        return relationship
    }

    private mutating func dash() throws(QueryError) {
        guard current.kind.isDash else { throw unexpected("`-`") }
        advance()
    }

    /// `[r:T*1..3 {key: 1} WHERE p]`
    private mutating func detail(_ relationship: inout RelationshipPattern) throws(QueryError) {
        let outside = try enter()
        advance()
        relationship.variable = try elementVariable(end: .rightBracket)
        if take(.colon) || take(.is) { relationship.types = try labels(isPattern: true) }
        if at(.dotDot) {
            throw error(
                .invalidRelationshipPattern, "a range of lengths begins with `*`", at: current,
                advice: "Write `*..`, `*1..3` or the like.")
        }
        if take(.star) { relationship.length = .variable(try lengths()) }
        relationship.properties = try elementProperties()
        relationship.predicate = try predicate()
        try expect(.rightBracket, "a type, `*`, properties, `WHERE` or `]`")
        try leave(outside)
    }

    /// What follows `*`: nothing, `2`, `1..`, `..3`, `1..3`.
    private mutating func lengths() throws(QueryError) -> RepeatRange {
        switch current.kind {
        case .minus, .floatingPoint, .badNumber:
            throw error(
                .invalidRelationshipPattern, "the lengths of a relationship are whole numbers from 0", at: current)
        default: break
        }
        let lower = try count()
        guard take(.dotDot) else { return RepeatRange(lower ?? 1, lower) }
        if at(.minus) {
            throw error(
                .invalidRelationshipPattern, "the lengths of a relationship are whole numbers from 0", at: current)
        }
        return RepeatRange(lower ?? 1, try count())
    }

    /// `{1,3}`, `{2}`, `{,3}`, `{1,}`, `+`, `*`, if one stands here.
    mutating func quantifier() throws(QueryError) -> RepeatRange? {
        if take(.plus) { return RepeatRange(1, nil) }
        if take(.star) { return RepeatRange(0, nil) }
        let first = current
        guard take(.leftBrace) else { return nil }
        let lower = try count()
        var range = RepeatRange(lower ?? 0, lower)
        if take(.comma) {
            range.upper = try count()
        } else if lower == nil {
            throw unexpected("a number or `,`")
        }
        try expect(.rightBrace, "`,` or `}`")
        if let upper = range.upper, upper < range.lower {
            throw error(.unexpectedSyntax, "the upper end of a quantifier lies below its lower end", at: first)
        }
        return range
    }

    /// A whole number without a sign, if one stands here.
    private mutating func count() throws(QueryError) -> Int? {
        guard current.kind.isInteger else { return nil }
        let token = current
        let digits = bytes[Int(token.start)..<Int(token.end)]
        guard let magnitude = NumberLiteral.magnitude(token.kind, digits), let count = Int(exactly: magnitude) else {
            throw error(.integerOverflow, "the number does not fit into 64 bits", at: token)
        }
        advance()
        return count
    }
}

/// Tells patterns from other expressions by the tokens around their brackets, without reading them.
extension Parser {
    /// Whether the parenthesis at `place` begins a pattern such as `(a)-->(b)` or `(a)((b)-->(c)){1,3}`.
    func isPattern(at place: Int) -> Bool {
        if isStep(at: place) || isQuantifiedPath(at: place, isOperand: true) { return true }
        guard let end = end(of: place) else { return false }
        return isQuantifiedPath(at: end + 1, isOperand: false) && isNode(at: place)
    }

    /// The parenthesis that closes the one at `place`.
    private func end(of place: Int) -> Int? {
        let first = token(at: place)
        return first.kind == .leftParen && first.partner != 0 ? Int(first.partner) : nil
    }

    /// `(a)-`
    private func isStep(at place: Int) -> Bool {
        guard let end = end(of: place) else { return false }
        return drawsRelationship(at: end + 1) && isNode(at: place)
    }

    /// `((a)-->(b)){1,3}`. Where an operand may stand, a plus or a star with another one behind it is an operator.
    private func isQuantifiedPath(at place: Int, isOperand: Bool) -> Bool {
        guard token(at: place + 1).kind == .leftParen, let end = end(of: place) else { return false }
        let next = token(at: end + 2)
        switch token(at: end + 1).kind {
        case .leftBrace: return next.kind == .comma || next.kind.isInteger
        case .plus, .star:
            let isOperator = isOperand && next.startsExpression && next.keyword != .where
            return !isOperator && isStep(at: place + 1)
        default: return false
        }
    }

    /// Whether what stands in the parenthesis at `open` could be a node: `n:A|B {…} WHERE …` in parts.
    private func isNode(at open: Int) -> Bool {
        var place = open + 1
        let first = token(at: place)
        let second = token(at: place + 1).kind
        let isAlone = second == .rightParen || second == .colon || second == .leftBrace
        if first.kind.isName, isAlone || !first.opensElement { place += 1 }
        if token(at: place).kind == .colon || token(at: place).keyword == .is {
            guard let end = endOfLabels(from: place + 1) else { return false }
            place = end
        }
        if token(at: place).kind == .leftBrace, token(at: place).partner != 0 {
            place = Int(token(at: place).partner) + 1
        } else if token(at: place).kind.isParameter {
            place += 1
        }
        return token(at: place).keyword == .where || token(at: place).kind == .rightParen
    }

    /// The place after the labels that begin at `first`; nil where none do.
    private func endOfLabels(from first: Int) -> Int? {
        var place = first
        while true {
            while token(at: place).kind == .exclamation { place += 1 }
            let label = token(at: place)
            switch label.kind {
            case .name where label.keyword == .null || label.keyword == .not || label.keyword == .typed:
                guard token(at: first - 1).kind == .colon else { return nil }
            case .name, .quotedName, .percent: break
            case .dollar, .parameter:
                place += 1
                fallthrough
            case .leftParen:
                guard token(at: place).kind == .leftParen, token(at: place).partner != 0 else { return nil }
                place = Int(token(at: place).partner)
            default: return nil
            }
            place += 1
            switch token(at: place).kind {
            case .bar:
                place += token(at: place + 1).kind == .colon ? 2 : 1
            case .ampersand, .colon: place += 1
            default: return place
            }
        }
    }

    /// Whether a relationship follows a node. `(a)--b` and `(a)-[1]` are arithmetic.
    private func drawsRelationship(at place: Int) -> Bool {
        guard isRelationship(at: place) else { return false }
        let pointsLeft = token(at: place).kind.isLeftArrow
        let second = place + (pointsLeft ? 2 : 1)
        if token(at: second).kind == .leftBracket {
            let end = Int(token(at: second).partner)
            return end != 0 && token(at: end + 1).kind.isDash && looksLikeDetail(second)
        }
        if pointsLeft { return true }
        let third = token(at: second + 1).kind
        return third == .leftParen || third.isRightArrow || third == .leftBrace || third == .plus || third == .star
    }

    /// `[]`, `[r]`, `[r:T …`, `[:T …`, `[*…`, `[r*…`, `[{…`, `[r {…`
    private func looksLikeDetail(_ place: Int) -> Bool {
        let first = token(at: place + 1)
        switch first.kind {
        case .rightBracket, .colon, .star, .leftBrace, .dotDot: return true
        case .name, .quotedName:
            let second = token(at: place + 2)
            switch second.kind {
            case .rightBracket, .colon, .star, .leftBrace, .dotDot, .parameter, .quotedParameter: return true
            default: return first.opensElement || second.opensElement
            }
        default: return first.kind.isParameter && token(at: place + 2).kind == .rightBracket
        }
    }
}

extension Token {
    /// `WHERE` and `IS`, with which a node or relationship without a variable may begin.
    fileprivate var opensElement: Bool { keyword == .where || keyword == .is }
}

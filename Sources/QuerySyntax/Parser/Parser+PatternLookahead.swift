/// Tells patterns from other expressions by the tokens around their brackets, without reading them.
extension Parser {
    /// Whether the parenthesis at `place` begins a pattern such as `(a)-->(b)`.
    func isPattern(at place: Int) -> Bool {
        let first = token(at: place)
        guard first.kind == .leftParen, first.partner != 0 else { return false }
        let after = Int(first.partner) + 1
        if token(at: place + 1).kind == .leftParen { return isQuantifier(at: after) }
        return looksLikeNode(place) && drawsRelationship(at: after)
    }

    private func isQuantifier(at place: Int) -> Bool {
        let inner = token(at: place + 1).kind
        return token(at: place).kind == .leftBrace && (inner == .comma || inner.isInteger)
    }

    /// `()`, `(n)`, `(n:A …`, `(:A …`, `({…`, `(n {…`, `(n $p …`, `(WHERE …`
    private func looksLikeNode(_ place: Int) -> Bool {
        let first = token(at: place + 1)
        switch first.kind {
        case .rightParen, .colon, .leftBrace: return true
        case .name, .quotedName:
            let second = token(at: place + 2)
            switch second.kind {
            case .rightParen, .colon, .leftBrace, .parameter, .quotedParameter: return true
            default: return first.opensElement || second.keyword == .where || second.keyword == .is
            }
        default: return first.kind.isParameter && token(at: place + 2).kind == .rightParen
        }
    }

    /// Whether a relationship follows a node. `(a)--b` and `(a)-[1]` are arithmetic.
    private func drawsRelationship(at place: Int) -> Bool {
        guard isRelationship(at: place) else { return false }
        if token(at: place).kind.isLeftArrow { return true }
        let second = token(at: place + 1)
        guard second.kind == .leftBracket else {
            let third = token(at: place + 2).kind
            return third == .leftParen || third.isRightArrow || third == .leftBrace || third == .plus || third == .star
        }
        return second.partner != 0 && token(at: Int(second.partner) + 1).kind.isDash && looksLikeDetail(place + 1)
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
            default: return first.opensElement || second.keyword == .where || second.keyword == .is
            }
        default: return first.kind.isParameter && token(at: place + 2).kind == .rightBracket
        }
    }
}

extension Token {
    /// `WHERE` and `IS`, with which a node or relationship without a variable may begin.
    fileprivate var opensElement: Bool { keyword == .where || keyword == .is }
}

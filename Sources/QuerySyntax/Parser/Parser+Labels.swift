import GraphModel

extension Parser {
    /// What follows `:` or `IS`: names joined by `&` or `:`, then by `|` or `|:`.
    ///
    /// - Parameter isPattern: the labels stand in the brackets of a pattern, where every `|` is theirs.
    mutating func labels(isPattern: Bool) throws(QueryError) -> LabelExpression {
        var labels = try conjunction()
        var height = self.height
        while at(.bar), isPattern || barIsOfLabels {
            advance()
            _ = take(.colon)
            let right = try conjunction()
            labels = .or(labels, right)
            height = max(height, self.height) + 1
            try reach(height)
        }
        return labels
    }

    private mutating func conjunction() throws(QueryError) -> LabelExpression {
        var labels = try negation()
        var height = self.height
        while at(.ampersand) || at(.colon) {
            advance()
            let right = try negation()
            labels = .and(labels, right)
            height = max(height, self.height) + 1
            try reach(height)
        }
        return labels
    }

    private mutating func negation() throws(QueryError) -> LabelExpression {
        var negations = 0
        while take(.exclamation) { negations += 1 }
        var label = try label()
        try reach(height + negations)
        for _ in 0..<negations { label = .not(label) }
        return label
    }

    private mutating func label() throws(QueryError) -> LabelExpression {
        if let (expression, isAny) = try dynamicLabel() { return .dynamic(expression, isAny: isAny) }
        if at(.leftParen) {
            let outside = try enter()
            advance()
            let labels = try labels(isPattern: true)
            tallest = max(tallest, height)
            try expect(.rightParen, "`|`, `&` or `)`")
            try leave(outside)
            return labels
        }
        height = 1
        if take(.percent) { return .any }
        return .name(try name("a name of a label or type"))
    }

    /// `$(e)`, `$all(e)`, `$any(e)`
    mutating func dynamicLabel() throws(QueryError) -> (Expression, isAny: Bool)? {
        var isAny = false
        switch current.kind {
        case .dollar: break
        case .parameter where token(after: 1).kind == .leftParen:
            switch nameText(current).lowercased() {
            case "any": isAny = true
            case "all": break
            default: return nil
            }
        default: return nil
        }
        let outside = try enter()
        advance()
        try expect(.leftParen, "`(`")
        let expression = try expression()
        try expect(.rightParen, "`)`")
        try leave(outside)
        return (expression, isAny)
    }

    /// Whether a `|` goes on with labels or types. In front of the bar of a comprehension it does where a name follows
    /// that is not the beginning of a longer expression, and the comprehension's bar is still to come.
    var barIsOfLabels: Bool {
        guard isBeforeBar else { return true }
        var next = index + 1
        if token(at: next).kind == .colon { next += 1 }
        switch token(at: next).kind {
        case .exclamation, .percent, .dollar: return hasLaterBar
        case .name, .quotedName:
            switch token(at: next + 1).kind {
            case .bar, .ampersand, .rightParen, .comma: return hasLaterBar
            case .name: return token(at: next + 1).infixPrecedence != nil && hasLaterBar
            default: return false
            }
        default: return false
        }
    }

    /// Whether another `|` follows before the brackets around this place end.
    private var hasLaterBar: Bool { hasBar(from: index + 1) }

    /// Whether a `|` of the comprehension itself comes before the brackets around `first` end.
    func hasBar(from first: Int) -> Bool {
        decide(from: first) { token in token.kind == .bar ? true : nil } ?? false
    }

    /// The first answer to the tokens from `first` to the end of the brackets around it, without those in inner
    /// brackets and in the arguments of types; nil when there is none.
    func decide(from first: Int, _ answer: (Token) -> Bool?) -> Bool? {
        var place = first
        var angles = 0
        while place < tokens.count {
            let token = tokens[place]
            switch token.kind {
            case .leftParen, .leftBracket, .leftBrace:
                if token.partner == 0 { return nil }
                place = Int(token.partner)
            case .rightParen, .rightBracket, .rightBrace, .endOfText, .fault: return nil
            case .less where beginsTypeArguments(at: place): angles += 1
            case .greater where angles > 0: angles -= 1
            default:
                if angles == 0, let answer = answer(token) { return answer }
            }
            place += 1
        }
        return nil
    }

    /// Whether the `<` at `place` follows `:: LIST` or the like, and does not compare.
    private func beginsTypeArguments(at place: Int) -> Bool {
        guard place >= 2 else { return false }
        let type = tokens[place - 1].keyword
        let before = tokens[place - 2]
        guard type == .list || type == .array || type == .any else { return false }
        return before.kind == .doubleColon || before.kind == .less || before.kind == .bar || before.keyword == .typed
    }
}

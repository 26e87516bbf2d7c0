import GraphModel

extension Parser {
    /// What stands in brackets: a list or a comprehension.
    mutating func list() throws(QueryError) -> Expression {
        let first = index
        let outside = try enter()
        let kind = isComprehension ? try comprehension() : try listLiteral()
        try expect(.rightBracket, "`,` or `]`")
        try leave(outside)
        return Expression(kind, span(from: first))
    }

    private mutating func listLiteral() throws(QueryError) -> Expression.Kind {
        advance()
        var elements: [Expression] = []
        if !at(.rightBracket) {
            repeat { elements.append(try expression()) } while takesComma()
        }
        return .list(elements)
    }

    private var isComprehension: Bool {
        let next = token(after: 1)
        if next.kind.isName {
            switch token(after: 2).kind {
            case .equal: return (isPattern(at: index + 3) || isShortestPath(at: index + 3)) && beginsComprehension
            case .name: return token(after: 2).keyword == .in && beginsComprehension
            default: return isShortestPath(at: index + 1) && beginsComprehension
            }
        }
        return next.kind == .leftParen && isPattern(at: index + 1) && hasBar(from: index + 1)
    }

    private func isShortestPath(at place: Int) -> Bool {
        let keyword = token(at: place).keyword
        return (keyword == .shortestPath || keyword == .allShortestPaths) && token(at: place + 1).kind == .leftParen
    }

    /// Whether no comma stands in the brackets here before `WHERE` or `|`: with one, they are a list.
    private var beginsComprehension: Bool {
        var cases = 0
        let answer = decide(from: index + 1) { token in
            switch token.kind {
            case .bar: return true
            case .comma: return cases == 0 ? false : nil
            case .name:
                if token.keyword == .where { return true }
                if token.keyword == .case { cases += 1 }
                if token.keyword == .end { cases = max(cases - 1, 0) }
                return nil
            default: return nil
            }
        }
        return answer ?? true
    }

    private mutating func comprehension() throws(QueryError) -> Expression.Kind {
        advance()
        if current.kind.isName, token(after: 1).keyword == .in {
            let name = try variable()
            advance()
            let list = try expressionBeforeBar()
            let condition = take(.where) ? try expressionBeforeBar() : nil
            let result = take(.bar) ? try expression() : nil
            return .listComprehension(name, in: list, where: condition, yields: result)
        }
        let pattern = try pathPattern()
        let condition = take(.where) ? try expressionBeforeBar() : nil
        try expect(.bar, "`WHERE` or `|`")
        return .patternComprehension(pattern, where: condition, yields: try expression())
    }

    /// `{key: e}`
    mutating func map() throws(QueryError) -> Expression {
        let first = index
        let outside = try enter()
        advance()
        var entries: [MapEntry] = []
        if !at(.rightBrace) {
            repeat { entries.append(try mapEntry()) } while takesComma()
        }
        try expect(.rightBrace, "`,` or `}`")
        try leave(outside)
        return Expression(.map(entries), span(from: first))
    }

    private mutating func mapEntry() throws(QueryError) -> MapEntry {
        let key = try name("a key")
        try expect(.colon, "`:`")
        return MapEntry(key: key, value: try expression())
    }

    /// Whether a brace behind a word that begins subqueries makes a map projection: `count {.a, b: 1}`.
    func isMapProjection(at place: Int) -> Bool {
        let first = token(at: place + 1).kind
        let second = token(at: place + 2).kind
        if first == .dot { return true }
        return first.isName && (second == .colon || second == .comma || second == .rightBrace)
    }

    /// `n {.name, .*, other, key: 1}`
    mutating func mapProjection(of base: Expression, _ first: Int) throws(QueryError) -> Expression {
        let outside = try enter()
        advance()
        var items: [MapProjectionItem] = []
        if !at(.rightBrace) {
            repeat { items.append(try mapProjectionItem()) } while takesComma()
        }
        try expect(.rightBrace, "`,` or `}`")
        tallest = max(tallest, 1)
        try leave(outside)
        return Expression(.mapProjection(base, items), span(from: first))
    }

    private mutating func mapProjectionItem() throws(QueryError) -> MapProjectionItem {
        if take(.dot) {
            return take(.star) ? .allProperties : .property(try name("a property key or `*`"))
        }
        if current.kind.isName, token(after: 1).kind == .colon { return .entry(try mapEntry()) }
        return .variable(try name("`.key`, `.*`, a variable or a key"))
    }
}

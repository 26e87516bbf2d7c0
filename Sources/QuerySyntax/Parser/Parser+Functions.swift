import GraphModel

extension Parser {
    /// Whether names with dots between them and a parenthesis after them stand here.
    var isCall: Bool {
        var place = index + 1
        while token(at: place).kind == .dot, token(at: place + 1).kind.isName { place += 2 }
        return token(at: place).kind == .leftParen
    }

    /// `namespace.name(DISTINCT a, b)`
    mutating func call() throws(QueryError) -> Expression {
        let first = index
        var name = try name("the name of a function")
        while take(.dot) { name.text += "." + (try self.name("a name")).text }
        name.span = span(from: first)
        let outside = try enter()
        advance()
        let isDistinct = takeDistinct()
        let arguments = name.text.lowercased() == "trim" ? try trimArguments(&name) : try listedArguments()
        try expect(.rightParen, "`,` or `)`")
        try leave(outside)
        let call = FunctionCall(name: name, isDistinct: isDistinct, arguments: arguments)
        return Expression(.call(call), span(from: first))
    }

    /// `count(*)`
    mutating func countRows() throws(QueryError) -> Expression {
        let first = index
        advance()
        advance()
        advance()
        try expect(.rightParen, "`)`")
        height = 1
        return Expression(.countRows, span(from: first))
    }

    /// `all(x IN list WHERE p)`
    mutating func quantified(_ keyword: Keyword) throws(QueryError) -> Expression {
        let first = index
        let quantifier: Quantifier =
            switch keyword {
            case .any: .any
            case .none: .none
            case .single: .single
            default: .all
            }
        advance()
        let outside = try enter()
        advance()
        let name = try variable()
        try expect(.in)
        let list = try expression()
        try expect(.where)
        let predicate = try expression()
        try expect(.rightParen, "an operator or `)`")
        try leave(outside)
        return Expression(.quantified(quantifier, name, in: list, where: predicate), span(from: first))
    }

    /// `reduce(total = 0, x IN list | total + x)`
    mutating func reduce() throws(QueryError) -> Expression {
        let first = index
        let outside = try enter()
        let fold = try foldParts()
        try expect(.rightParen, "an operator or `)`")
        try leave(outside)
        return Expression(
            .reduce(accumulator: fold.accumulator, from: fold.start, fold.name, in: fold.list, step: fold.step),
            span(from: first))
    }

    /// `allReduce(total = 0, x IN list | total + x, total < 10)`
    mutating func allReduce() throws(QueryError) -> Expression {
        let first = index
        let outside = try enter()
        let fold = try foldParts()
        try expect(.comma, "an operator or `,`")
        let predicate = try expression()
        try expect(.rightParen, "an operator or `)`")
        try leave(outside)
        return Expression(
            .allReduce(
                accumulator: fold.accumulator, from: fold.start, fold.name, in: fold.list, step: fold.step,
                holds: predicate),
            span(from: first))
    }

    private struct Fold {
        var accumulator: Name
        var start: Expression
        var name: Name
        var list: Expression
        var step: Expression
    }

    /// `reduce(total = 0, x IN list | total + x`
    private mutating func foldParts() throws(QueryError) -> Fold {
        advance()
        advance()
        let accumulator = try variable()
        try expect(.equal, "`=`")
        let start = try expression()
        try expect(.comma, "an operator or `,`")
        let name = try variable()
        try expect(.in)
        let list = try expressionBeforeBar()
        try expect(.bar, "`|`")
        let step = try expression()
        return Fold(accumulator: accumulator, start: start, name: name, list: list, step: step)
    }

    /// `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`
    mutating func subquery(_ keyword: Keyword) throws(QueryError) -> Expression {
        let first = index
        let kind: SubqueryKind = keyword == .exists ? .exists : keyword == .count ? .count : .collect
        advance()
        let outside = try enter()
        advance()
        let query = try subqueryBody()
        try expect(.rightBrace, "a clause or `}`")
        try leave(outside)
        return Expression(.subquery(kind, query), span(from: first))
    }

    /// A query, or patterns with a condition, which are a `MATCH`.
    private mutating func subqueryBody() throws(QueryError) -> Query {
        let first = index
        guard beginsPattern else { return try query() }
        let patterns = try patterns()
        let match = MatchClause(isOptional: false, patterns: patterns, predicate: try predicate())
        let span = span(from: first)
        return Query(first: SingleQuery(clauses: [Clause(.match(match), span)], span: span))
    }

    private var beginsPattern: Bool {
        if at(.leftParen) { return true }
        guard current.kind.isName else { return false }
        let next = token(after: 1)
        if next.kind == .equal || atShortestPathCall { return true }
        guard let keyword = current.keyword else { return false }
        switch keyword {
        case .shortest, .any, .all, .acyclic, .trail, .walk: return true
        default: return false
        }
    }
}

import GraphModel

extension Parser {
    /// A whole text.
    mutating func statement() throws(QueryError) -> Statement {
        let first = index
        let mode: Statement.Mode = take(.explain) ? .explain : take(.profile) ? .profile : .run
        let time = try statementTime()
        let body = try statementBody(isPrefixed: index > first)
        let span = span(from: first)
        while take(.semicolon) {}
        if !at(.endOfText) {
            throw unexpected("a clause or the end of the query", words: Parser.continuations)
        }
        return Statement(mode: mode, time: time, body: body, span: span)
    }

    /// `AS OF COMMIT n`, `AS OF datetime('…')`
    private mutating func statementTime() throws(QueryError) -> StatementTime? {
        guard at(.as, .of) else { return nil }
        advance()
        advance()
        let number = token(after: 1).kind
        if at(.commit), number.isInteger || number.isParameter {
            advance()
            return .commit(try expression())
        }
        return .moment(try expression())
    }

    private mutating func statementBody(isPrefixed: Bool) throws(QueryError) -> Statement.Body {
        if let command = try definition() { return .definition(command) }
        if at(.show), token(after: 1).kind == .name { return .show(try show()) }
        if at(.terminate), token(after: 1).kind == .name { return .show(try terminate()) }
        if at(.endOfText), !isPrefixed { throw unexpected("a query") }
        return .query(try query(words: Parser.statements))
    }

    /// Queries joined by `UNION`.
    ///
    /// - Parameter words: what a mistyped first word may have meant.
    mutating func query(words: [Keyword] = Parser.clauses) throws(QueryError) -> Query {
        var query = Query(first: try singleQuery(words: words))
        while at(.union) {
            let union = current
            let first = index
            advance()
            let keepsRepeats = take(.all)
            if !keepsRepeats { _ = take(.distinct) }
            if let before = query.others.first, before.keepsRepeats != keepsRepeats {
                throw error(
                    .invalidClauseComposition, "UNION and UNION ALL cannot be mixed in one query", at: union,
                    advice: "Put one of them into a subquery: CALL { … UNION … }.")
            }
            let next = try singleQuery(words: Parser.clauses)
            query.others.append(UnionPart(keepsRepeats: keepsRepeats, query: next, span: span(from: first)))
        }
        return query
    }

    private mutating func singleQuery(words: [Keyword]) throws(QueryError) -> SingleQuery {
        let first = index
        let clauses = try clauses(words: words)
        if clauses.count > 1 { try checkYields(clauses) }
        return SingleQuery(clauses: clauses, span: span(from: first))
    }

    /// One clause or more.
    mutating func clauses(words: [Keyword] = Parser.clauses) throws(QueryError) -> [Clause] {
        var clauses: [Clause] = []
        while let clause = try clause() { clauses.append(clause) }
        if clauses.isEmpty { throw unexpected("a clause", words: words) }
        return clauses
    }

    /// `YIELD *` stands only in calls that are a query of their own.
    private func checkYields(_ clauses: [Clause]) throws(QueryError) {
        for clause in clauses {
            if case .call(let call) = clause.kind, call.yields == .all {
                throw QueryError.syntax(
                    .unexpectedSyntax, "`YIELD *` needs the columns' names where other clauses surround the call",
                    at: position(clause.span.start), advice: "Name the columns: YIELD a, b.")
            }
        }
    }
}

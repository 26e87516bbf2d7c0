import GraphModel

extension Parser {
    /// `CALL …` of a procedure or a subquery.
    mutating func call(isOptional: Bool) throws(QueryError) -> Clause.Kind {
        advance()
        if at(.leftBrace) { return .subquery(try subqueryCall(.leadingWith, isOptional: isOptional)) }
        if at(.leftParen) {
            let imports = try imports()
            return .subquery(try subqueryCall(imports, isOptional: isOptional))
        }
        return .call(try procedureCall(isOptional: isOptional))
    }

    /// `(a, b)`, `(*)`, `()`
    private mutating func imports() throws(QueryError) -> SubqueryCall.Imports {
        advance()
        var imports = SubqueryCall.Imports.all
        if !take(.star) {
            var names: [Name] = []
            if !at(.rightParen) {
                repeat { names.append(try variable()) } while takesComma()
            }
            imports = .variables(names)
        }
        try expect(.rightParen, "`,` or `)`")
        return imports
    }

    private mutating func subqueryCall(
        _ imports: SubqueryCall.Imports, isOptional: Bool
    ) throws(QueryError) -> SubqueryCall {
        let outside = try enter()
        try expect(.leftBrace, "`{`")
        let query = try query()
        try expect(.rightBrace, "a clause or `}`")
        try leave(outside)
        return SubqueryCall(imports: imports, query: query, isOptional: isOptional, batches: try batches())
    }

    /// `IN TRANSACTIONS OF n ROWS ON ERROR CONTINUE REPORT STATUS AS s`, if it is there.
    private mutating func batches() throws(QueryError) -> SubqueryCall.Batches? {
        guard take(.in) else { return nil }
        try expect(.transactions)
        var batches = SubqueryCall.Batches(rows: nil, onError: .fail)
        var statesError = false
        while true {
            if at(.of), batches.rows == nil {
                advance()
                batches.rows = try expression()
                if !take(.rows), !take(.row) { throw unexpected("`ROWS`", words: [.rows]) }
            } else if at(.on, .error), !statesError {
                advance()
                advance()
                statesError = true
                batches.onError = try onError()
            } else if at(.report, .status), batches.status == nil {
                advance()
                advance()
                try expect(.as)
                batches.status = try variable()
            } else {
                return batches
            }
        }
    }

    private mutating func onError() throws(QueryError) -> SubqueryCall.Batches.OnError {
        if take(.continue) { return .goOn }
        if take(.break) { return .stop }
        if take(.fail) { return .fail }
        throw unexpected("`CONTINUE`, `BREAK` or `FAIL`", words: [.continue, .break, .fail])
    }

    private mutating func procedureCall(isOptional: Bool) throws(QueryError) -> ProcedureCall {
        let first = index
        var name = try name("the name of a procedure, `{` or `(`")
        while take(.dot) { name.text += "." + (try self.name("a name")).text }
        name.span = span(from: first)
        var call = ProcedureCall(name: name, arguments: nil, yields: .unstated, isOptional: isOptional)
        if at(.leftParen) { call.arguments = try arguments() }
        if take(.yield) { call.yields = try yields() }
        return call
    }

    /// `(a, b)`
    mutating func arguments() throws(QueryError) -> [Expression] {
        let outside = try enter()
        advance()
        let arguments = try listedArguments()
        try expect(.rightParen, "`,` or `)`")
        try leave(outside)
        return arguments
    }

    /// `a, b`, or nothing, in front of a closing parenthesis.
    mutating func listedArguments() throws(QueryError) -> [Expression] {
        var arguments: [Expression] = []
        if !at(.rightParen) {
            repeat { arguments.append(try expression()) } while takesComma()
        }
        return arguments
    }

    private mutating func yields() throws(QueryError) -> ProcedureCall.Yields {
        if take(.star) { return .all }
        if take(.minus) { return .items([], where: nil) }
        let items = try yieldItems()
        return .items(items, where: try predicate())
    }

    mutating func yieldItems() throws(QueryError) -> [YieldItem] {
        var items: [YieldItem] = []
        repeat {
            let column = try name("the name of a column")
            items.append(YieldItem(column: column, alias: take(.as) ? try variable() : nil))
        } while takesComma()
        return items
    }
}

import GraphModel

extension Parser {
    /// The clause that begins here; nil where none does.
    mutating func clause() throws(QueryError) -> Clause? {
        let first = index
        guard let kind = try clauseKind() else { return nil }
        return Clause(kind, span(from: first))
    }

    private mutating func clauseKind() throws(QueryError) -> Clause.Kind? {
        guard let keyword = current.keyword else { return nil }
        switch keyword {
        case .match: return .match(try match(isOptional: false))
        case .optional: return try optionalClause()
        case .unwind: return try unwind()
        case .with: return try with()
        case .return:
            advance()
            return .returning(try projection())
        case .finish:
            advance()
            return .finish
        case .create:
            advance()
            return .create(try patterns())
        case .merge: return try merge()
        case .set:
            advance()
            return .set(try setItems())
        case .remove:
            advance()
            return .remove(try removeItems())
        case .delete, .detach, .nodetach: return try delete()
        case .foreach: return try forEach()
        case .call: return try call(isOptional: false)
        case .load, .use, .using: return try refusedClause()
        default: return nil
        }
    }

    private mutating func refusedClause() throws(QueryError) -> Clause.Kind? {
        let next = token(after: 1)
        switch current.keyword {
        case .load where next.keyword == .csv:
            throw refused(
                "a query cannot read files or the network: LOAD CSV is not available",
                advice: "Import the file with `faultline import`, or pass its rows as a parameter and UNWIND it.",
                at: current)
        case .use where next.kind.isName:
            throw refused("a query reads the one graph of its store: USE is not available", at: current)
        case .using where next.kind == .name:
            throw refused("the planner takes no hints: USING is not available", at: current)
        default: return nil
        }
    }

    private mutating func optionalClause() throws(QueryError) -> Clause.Kind {
        advance()
        if at(.match) { return .match(try match(isOptional: true)) }
        if at(.call) { return try call(isOptional: true) }
        throw unexpected("`MATCH` or `CALL`", words: [.match, .call])
    }

    private mutating func match(isOptional: Bool) throws(QueryError) -> MatchClause {
        advance()
        let patterns = try patterns()
        return MatchClause(isOptional: isOptional, patterns: patterns, predicate: try predicate())
    }

    /// `WHERE …`, if it is there.
    mutating func predicate() throws(QueryError) -> Expression? {
        take(.where) ? try expression() : nil
    }

    private mutating func unwind() throws(QueryError) -> Clause.Kind {
        advance()
        let list = try expression()
        try expect(.as)
        return .unwind(list, as: try variable())
    }

    private mutating func with() throws(QueryError) -> Clause.Kind {
        advance()
        let projection = try projection()
        return .with(projection, where: try predicate())
    }

    private mutating func forEach() throws(QueryError) -> Clause.Kind {
        advance()
        let outside = try enter()
        try expect(.leftParen, "`(`")
        let name = try variable()
        try expect(.in)
        let list = try expressionBeforeBar()
        try expect(.bar, "`|`")
        let updates = try clauses()
        try expect(.rightParen, "an updating clause or `)`")
        try leave(outside)
        return .forEach(name, in: list, updates)
    }

    private mutating func merge() throws(QueryError) -> Clause.Kind {
        advance()
        let pattern = try pathPattern()
        var actions: [MergeAction] = []
        while at(.on) {
            advance()
            let isOnCreate = take(.create)
            if !isOnCreate, !take(.match) { throw unexpected("`CREATE` or `MATCH`", words: [.create, .match]) }
            try expect(.set)
            actions.append(MergeAction(isOnCreate: isOnCreate, items: try setItems()))
        }
        return .merge(pattern, actions)
    }

    private mutating func delete() throws(QueryError) -> Clause.Kind {
        let isDetaching = take(.detach)
        if !isDetaching { _ = take(.nodetach) }
        try expect(.delete)
        var elements = [try expression()]
        while takesComma() { elements.append(try expression()) }
        return .delete(elements, isDetaching: isDetaching)
    }
}

import GraphModel

extension Parser {
    /// What follows `WITH` and `RETURN`, without `WHERE`.
    mutating func projection() throws(QueryError) -> Projection {
        var projection = Projection(items: [])
        projection.isDistinct = takeDistinct()
        if take(.star) {
            projection.includesAll = true
            if !takesComma() { return try projectionEnd(projection) }
        }
        repeat { projection.items.append(try projectionItem()) } while takesComma()
        return try projectionEnd(projection)
    }

    /// `DISTINCT`, unless it is the name of a variable.
    mutating func takeDistinct() -> Bool {
        guard at(.distinct) else { return false }
        let next = token(after: 1)
        if next.kind == .name, next.infixPrecedence != nil || next.keyword == .as { return false }
        guard next.kind == .star || next.startsExpression else { return false }
        advance()
        return true
    }

    private mutating func projectionItem() throws(QueryError) -> ProjectionItem {
        let first = index
        let expression = try expression()
        let written = span(from: first)
        let alias = take(.as) ? try variable() : nil
        return ProjectionItem(
            expression: expression, alias: alias, columnName: alias?.text ?? string(written.start, written.end))
    }

    private mutating func projectionEnd(_ items: Projection) throws(QueryError) -> Projection {
        var projection = items
        projection.order = try sortItems()
        projection.skip = try skip()
        projection.limit = try limit()
        return projection
    }

    /// `ORDER BY …`, if it is there.
    mutating func sortItems() throws(QueryError) -> [SortItem] {
        guard take(.order) else { return [] }
        try expect(.by)
        var items: [SortItem] = []
        repeat {
            let key = try expression()
            let isDescending = take(.desc) || take(.descending)
            if !isDescending, !take(.asc) { _ = take(.ascending) }
            items.append(SortItem(expression: key, isDescending: isDescending))
        } while takesComma()
        return items
    }

    mutating func skip() throws(QueryError) -> Expression? {
        take(.skip) || take(.offset) ? try expression() : nil
    }

    mutating func limit() throws(QueryError) -> Expression? {
        take(.limit) ? try expression() : nil
    }
}

extension Token {
    /// Whether an expression may begin with it.
    var startsExpression: Bool {
        switch kind {
        case .name, .quotedName, .parameter, .quotedParameter, .plainString, .escapedString, .decimalInteger,
            .hexInteger,
            .octalInteger, .floatingPoint, .badNumber, .leftParen, .leftBracket, .leftBrace, .plus, .minus:
            true
        default: false
        }
    }
}

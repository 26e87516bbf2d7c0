import GraphModel
import QuerySyntax
import QueryValues

extension SemanticAnalyzer {
    /// Checks `CALL … { … }` and binds what it returns.
    mutating func check(_ call: SubqueryCall, _ span: Span) throws(QueryError) {
        if let batches = call.batches { try check(batches, span) }
        subqueryDepth += 1
        defer {
            subqueryDepth -= 1
            if call.batches != nil { batches.areOpen = false }
        }
        var columns: [OutputColumn]
        switch call.imports {
        case .all:
            columns = try inScope(NameScope(inside: scope)) { (analyzer) throws(QueryError) in
                try analyzer.check(call.query, as: .call)
            }
        case .variables(let names):
            var imported: [String: StaticType] = [:]
            for name in names { imported[name.text] = try variable(name.text, name.span) }
            columns = try inScope(NameScope(inside: imported)) { (analyzer) throws(QueryError) in
                try analyzer.check(call.query, as: .call)
            }
        case .leadingWith:
            columns = try check(importing: call.query, span)
        }
        for column in columns {
            guard scope[column.name] == nil else {
                throw error(
                    .variableAlreadyBound, "the subquery returns `\(column.name)`, which is bound outside of it",
                    column.span, advice: "Give the column another name with AS.")
            }
        }
        for column in columns { scope.bind(column.name, column.type) }
        if let status = call.batches?.status {
            try checkUnbound(status)
            scope.bind(status.text, .map)
        }
    }

    private mutating func check(_ batches: SubqueryCall.Batches, _ span: Span) throws(QueryError) {
        guard subqueryDepth == 0 else {
            throw error(
                .invalidClauseComposition, "IN TRANSACTIONS cannot stand inside of another subquery", span)
        }
        guard !isWriting || self.batches.areFound else {
            throw error(
                .invalidClauseComposition, "IN TRANSACTIONS cannot follow a clause that writes", span,
                advice: "Write in the subquery, or with another statement.")
        }
        self.batches = (true, true)
        try noteWrite(span)
        guard let rows = batches.rows else { return }
        if let number = rows.literalInteger, number < 1 {
            throw error(
                number < 0 ? .negativeIntegerArgument : .invalidArgumentValue,
                "a transaction has at least one row", rows.span)
        }
        try checkConstant(rows, .integer, "the number of rows of a transaction")
    }

    /// Checks a subquery that says in a leading `WITH` what it sees of the outside; each of its parts says it anew.
    private mutating func check(importing query: Query, _ span: Span) throws(QueryError) -> [OutputColumn] {
        let imports = query.parts.map(\.importedNames)
        if imports.contains(where: { $0 != nil }) {
            warn(
                .deprecatedForm, "a subquery that begins with WITH to see variables is an old form", span,
                advice: "Name them in front: CALL (…) { … }.")
        }
        // A leading WITH is checked where its names are known; what follows it sees no others.
        var scopes: [NameScope] = []
        for (part, names) in zip(query.parts, imports) {
            var inner = NameScope()
            for name in names ?? [] { inner.bind(name.text, try variable(name.text, name.span)) }
            if part.importsAll { for variable in scope.starred { inner.bind(variable.name, variable.type) } }
            scopes.append(inner)
        }
        return try check(query, as: .call, in: scopes)
    }
}

extension SingleQuery {
    private var leadingProjection: Projection? {
        guard case .with(let projection, nil)? = clauses.first?.kind else { return nil }
        let isPlain =
            !projection.isDistinct && projection.order.isEmpty && projection.skip == nil && projection.limit == nil
        return isPlain ? projection : nil
    }

    /// Whether a leading `WITH *` takes everything.
    fileprivate var importsAll: Bool { leadingProjection?.includesAll ?? false }

    /// The variables that a leading `WITH` takes from outside; nil when it does something else, so that the outside is
    /// not seen.
    fileprivate var importedNames: [Name]? {
        guard let projection = leadingProjection else { return nil }
        var names: [Name] = []
        for item in projection.items {
            guard case .variable(let name) = item.expression.kind, item.alias == nil || item.alias?.text == name
            else { return nil }
            names.append(Name(name, item.expression.span))
        }
        return names
    }
}

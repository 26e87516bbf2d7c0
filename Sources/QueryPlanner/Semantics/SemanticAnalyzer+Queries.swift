import GraphModel
import QuerySyntax
import QueryValues

/// Where a query stands.
enum QueryPlace: Hashable {
    case statement
    /// `CALL { … }`
    case call
    /// `EXISTS { … }` and its relatives.
    case expression(SubqueryKind)

    var isExpression: Bool {
        if case .expression = self { true } else { false }
    }
}

extension SemanticAnalyzer {
    /// Checks a query in the current scope and gives the columns that it returns.
    ///
    /// - Parameter scopes: for each part of a `UNION` the scope that it begins in, if that is another one.
    mutating func check(
        _ query: Query, as place: QueryPlace, in scopes: [NameScope]? = nil
    ) throws(QueryError) -> [OutputColumn] {
        try checkUnions(of: query)
        let isAlone = query.others.isEmpty
        let first = try inScope(scopes?[0] ?? scope) { (analyzer) throws(QueryError) in
            try analyzer.check(query.first, as: place, isAlone: isAlone)
        }
        var columns = first
        for (index, part) in query.others.enumerated() {
            let others = try inScope(scopes?[index + 1] ?? scope) { (analyzer) throws(QueryError) in
                try analyzer.check(part.query, as: place, isAlone: false)
            }
            guard Set(others.map(\.name)) == Set(first.map(\.name)) else {
                throw error(
                    .differentColumnsInUnion,
                    "UNION joins rows with the same columns, but these have \(others.list) and those before it "
                        + "\(first.list)", part.span, advice: "Give the columns the same names with AS.")
            }
            for index in columns.indices {
                guard let other = others.first(where: { $0.name == columns[index].name }) else { continue }
                columns[index].type = columns[index].type.union(other.type)
            }
        }
        return columns
    }

    private func checkUnions(of query: Query) throws(QueryError) {
        guard let first = query.others.first else { return }
        for part in query.others where part.keepsRepeats != first.keepsRepeats {
            throw error(
                .invalidClauseComposition, "UNION and UNION ALL cannot be mixed", part.span,
                advice: "Join those of one kind in a CALL { … } of their own.")
        }
    }

    private mutating func check(
        _ query: SingleQuery, as place: QueryPlace, isAlone: Bool
    ) throws(QueryError) -> [OutputColumn] {
        try checkOrder(of: query, as: place, isAlone: isAlone)
        var columns: [OutputColumn] = []
        for clause in query.clauses {
            switch clause.kind {
            case .returning(let projection):
                columns = try check(projection, where: nil, .result(place), clause.span)
            case .call(let call):
                let isStandalone = place == .statement && isAlone && query.clauses.count == 1
                let outputs = try check(call, clause.span, isStandalone: isStandalone)
                if isStandalone { columns = outputs }
            default:
                try check(clause)
            }
        }
        return columns
    }

    /// Checks which clauses may follow each other and which may be the last.
    private func checkOrder(
        of query: SingleQuery, as place: QueryPlace, isAlone: Bool
    ) throws(QueryError) {
        guard let last = query.clauses.last else {
            throw error(.invalidClauseComposition, "a query has at least one clause", query.span)
        }
        for clause in query.clauses.dropLast() where clause.isEnd {
            throw error(
                .invalidClauseComposition, "\(clause.name) is the last clause of a query", clause.span,
                advice: "Use WITH to go on.")
        }
        switch place {
        case .expression(.exists), .expression(.count): return
        case .expression(.collect):
            if case .returning = last.kind { return }
            throw error(
                .invalidClauseComposition, "COLLECT { … } ends with RETURN, not with \(last.name)", last.span)
        case .statement, .call:
            guard !last.isEnd, !last.canEnd(isAlone: isAlone && query.clauses.count == 1, environment) else { return }
            throw error(
                .invalidClauseComposition, "a query cannot end with \(last.name)", last.span,
                advice: "Add a RETURN, or a clause that writes.")
        }
    }

    /// Checks a clause that returns no columns, and leaves the scope that follows it.
    private mutating func check(_ clause: Clause) throws(QueryError) {
        switch clause.kind {
        case .match(let match): try check(match, clause.span)
        case .unwind(let list, let variable):
            let type = try infer(list, .refusingAggregates("in UNWIND"))
            try checkUnbound(variable)
            // What is no list is one row.
            let scalar = type.subtracting(.list)
            scope.bind(variable.text, type.kinds.contains(.list) ? type.element.union(scalar) : scalar)
        case .with(let projection, let predicate):
            _ = try check(projection, where: predicate, .with, clause.span)
        case .subquery(let call): try check(call, clause.span)
        case .create, .merge, .set, .remove, .delete, .forEach:
            try noteWrite(clause.span)
            try check(update: clause)
        case .finish, .returning, .call: return
        }
    }

    /// Refuses a variable that has a meaning already.
    func checkUnbound(_ name: Name) throws(QueryError) {
        if scope[name.text] != nil { throw alreadyBound(name) }
    }

    func alreadyBound(_ name: Name, _ how: String = "") -> QueryError {
        error(
            .variableAlreadyBound, "the variable `\(name.text)` is bound already" + (how.isEmpty ? "" : " " + how),
            name.span, advice: "Choose another name.")
    }
}

extension [OutputColumn] {
    /// The names for a message.
    fileprivate var list: String { isEmpty ? "none" : map { "`\($0.name)`" }.joined(separator: ", ") }
}

extension Clause {
    /// Whether nothing may follow it.
    fileprivate var isEnd: Bool {
        switch kind {
        case .returning, .finish: true
        default: false
        }
    }

    /// Whether a query may end with it.
    fileprivate func canEnd(isAlone: Bool, _ environment: SemanticEnvironment) -> Bool {
        switch kind {
        case .returning, .finish, .create, .merge, .set, .remove, .delete, .forEach: return true
        case .match, .unwind, .with: return false
        case .call(let call):
            // A procedure that gives no rows is called for what it does.
            return isAlone || environment.procedure(call.name.text)?.outputs.isEmpty ?? true
        case .subquery(let call):
            guard case .returning? = call.query.first.clauses.last?.kind else { return true }
            return false
        }
    }

    /// Its first word or words.
    var name: String {
        switch kind {
        case .match(let match): match.isOptional ? "OPTIONAL MATCH" : "MATCH"
        case .unwind: "UNWIND"
        case .with: "WITH"
        case .returning: "RETURN"
        case .finish: "FINISH"
        case .create: "CREATE"
        case .merge: "MERGE"
        case .set: "SET"
        case .remove: "REMOVE"
        case .delete(_, let isDetaching): isDetaching ? "DETACH DELETE" : "DELETE"
        case .forEach: "FOREACH"
        case .call, .subquery: "CALL"
        }
    }
}

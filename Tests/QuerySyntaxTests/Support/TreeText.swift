import QuerySyntax

/// A tree in words without the places and the names of columns, which the layout of a text decides.
func treeText(_ statement: Statement) -> String {
    var text = ""
    dump(statement, to: &text)
    var kept = ""
    for line in text.split(separator: "\n") {
        if line.contains("columnName:") || line.contains("- start:") || line.contains("- end:") { continue }
        var rest = line
        while let range = rest.firstRange(of: "Span(start: ") {
            kept += rest[..<range.lowerBound]
            rest = rest[range.upperBound...].drop { $0 != ")" }
        }
        kept += rest + "\n"
    }
    return kept
}

/// The single expression that a text is.
func parsed(_ text: String) throws -> Expression { try QueryParser.parseExpression(text) }

/// The kind of the only clause of a query.
func onlyClause(_ text: String) throws -> Clause.Kind? {
    let clauses = try clauses(text)
    return clauses.count == 1 ? clauses[0].kind : nil
}

func clauses(_ text: String) throws -> [Clause] {
    guard case .query(let query) = try QueryParser.parse(text).body else { return [] }
    return query.first.clauses
}

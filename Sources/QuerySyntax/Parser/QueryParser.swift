public import GraphModel

/// Reads statements of the query language.
///
///     let statement = try QueryParser.parse("MATCH (n:Server) RETURN n.name")
///
/// Reading takes time and memory linear in the length of the text, except that lists and parenthesised parts may be
/// looked over once more for each level of nesting.
public struct QueryParser {
    /// The statement that the text is; a semicolon may follow it.
    ///
    /// What can be told from the grammar alone is checked here. Names, kinds of values and the order of clauses are
    /// not.
    ///
    /// - Throws: `QueryError` with a position for the first place that does not fit; `query.nestingLimit` and
    ///   `query.memoryLimit` for texts beyond `SyntaxLimits`.
    public static func parse(_ text: String) throws(QueryError) -> Statement {
        var parser = try Parser(text)
        return try parser.statement()
    }

    /// The expression that the text is.
    ///
    /// - Throws: as `parse(_:)`.
    public static func parseExpression(_ text: String) throws(QueryError) -> Expression {
        var parser = try Parser(text)
        let expression = try parser.expression()
        if !parser.at(.endOfText) { throw parser.unexpected("the end of the expression", words: Parser.operators) }
        return expression
    }

    /// Whether a text that a person is still typing is a statement already.
    public static func completeness(of text: String) -> Completeness {
        do {
            var parser = try Parser(text)
            do {
                _ = try parser.statement()
                return .complete
            } catch {
                return parser.endedEarly(error) ? .incomplete : .invalid(error)
            }
        } catch {
            return .invalid(error)
        }
    }

    public enum Completeness: Hashable, Sendable {
        /// The text parses.
        case complete
        /// The text ends inside of a statement, a string, a quoted name or a comment; or says nothing so far.
        case incomplete
        /// No continuation makes it a statement.
        case invalid(QueryError)
    }
}

extension Parser {
    /// Whether an error is that the text ends too early.
    func endedEarly(_ error: QueryError) -> Bool {
        error.detail == .unexpectedSyntax && (at(.endOfText) || at(.fault) && fault?.wantsMore == true)
    }
}

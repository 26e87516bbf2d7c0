public import GraphModel
public import QueryValues

/// One small test of the language: a query, what is there before, and what must come of it.
///
/// ```
/// # A comment.
/// --- counts every node
/// given: CREATE (:A); CREATE (:B)
/// query: MATCH (n) RETURN count(n) AS n
/// rows:
/// | n |
/// | 2 |
/// ```
///
/// A case starts with `---` and its name, which no other case of the file has. Sections start at the beginning of a
/// line and may come in any order; what they hold stands behind the colon or on the lines below:
/// - `given:` statements with semicolons between them, run on an empty graph.
/// - `parameters:` a table of names and values.
/// - `query:` one statement, exactly once.
/// - `rows:` a table of the rows in any order, `rows in order:`, or `rows: none` for a query without columns.
/// - `effects:` all side effects, such as `+nodes 1, -labels 2`, or `none`.
/// - `error:` a code such as `query.undefinedVariable`, and where in the query, such as `at 1:8`, if that matters.
/// - `plan:` the text of the plan.
/// - `warning:` a warning; several sections for several warnings.
public struct LanguageCase: Hashable, Sendable {
    public enum Expectation: Hashable, Sendable {
        case rows(ExpectedRows)
        case effects(SideEffects)
        /// Line and column within the query, from 1.
        case error(code: String, line: Int?, column: Int?)
        case plan(String)
        case warning(String)
    }

    public var name: String
    public var position: SourcePosition
    public var given: [String]
    public var parameters: [String: QueryValue]
    public var query: String
    /// At least one, in the order in which they stand.
    public var expectations: [Expectation]

    public init(
        name: String, position: SourcePosition, given: [String] = [], parameters: [String: QueryValue] = [:],
        query: String, expectations: [Expectation]
    ) {
        self.name = name
        self.position = position
        self.given = given
        self.parameters = parameters
        self.query = query
        self.expectations = expectations
    }
}

public import QueryValues

/// A query engine that tells what it thinks of a query besides running it.
public protocol LanguageEngine: ConformanceEngine {
    /// What a query would do, without running it.
    ///
    /// - Throws: `QueryError` as `run` would before it reads anything.
    func explain(_ query: String, parameters: [String: QueryValue]) throws -> QueryExplanation
}

public struct QueryExplanation: Hashable, Sendable {
    /// As `EXPLAIN` shows it.
    public var plan: String
    public var warnings: [String]

    public init(plan: String, warnings: [String] = []) {
        self.plan = plan
        self.warnings = warnings
    }
}

public import QueryValues

/// A query engine on a graph of its own, as the runner of conformance scenarios sees it.
public protocol ConformanceEngine: AnyObject {
    /// Runs one statement and commits what it wrote.
    ///
    /// - Throws: `QueryError` for what the language calls an error, after which the graph is as it was before. Anything
    ///   else that is thrown is a failure of the scenario.
    func run(
        _ query: String, parameters: [String: QueryValue], procedures: [MockProcedure]
    ) throws -> ConformanceResult

    /// All that is in the graph now.
    func graphState() throws -> GraphState
}

/// Makes an engine with an empty graph. Called on any thread.
public typealias ConformanceEngineFactory = @Sendable () throws -> any ConformanceEngine

/// The rows that a query gave.
public struct ConformanceResult: Hashable, Sendable {
    /// None for a query that returns nothing.
    public var columns: [String]
    /// As many values as there are columns.
    public var rows: [[QueryValue]]

    public init(columns: [String] = [], rows: [[QueryValue]] = []) {
        self.columns = columns
        self.rows = rows
    }
}

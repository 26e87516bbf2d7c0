import GraphModel
import GraphStore
import QueryConformance
import QueryPlanner
import QueryRuntime
import QueryValues
import TestSupport

/// The query engine on a store of its own, whose clock stands still unless it is moved.
final class StoreEngine: LanguageEngine {
    private let folder: TemporaryFolder
    let store: GraphStore
    let engine: QueryEngine
    /// What every request of `run` is given.
    var limits = QueryLimits()
    var disabledRewrites: Set<Rewrite> = []

    init(procedures: [Procedure] = [], clock: @escaping @Sendable () -> Timestamp = { StoreEngine.start }) throws {
        folder = try temporaryFolder()
        store = try GraphStore.create(at: folder.path("store"))
        engine = QueryEngine(store, procedures: ProcedureTable(procedures), clock: clock, random: { 0.5 })
    }

    /// Noon of the first of March 2026, UTC.
    static let start = Timestamp(microsecondsSinceEpoch: 1_772_366_400_000_000)

    static let metadata = CommitMetadata(author: "test", source: "test", reason: nil, time: start)

    func request(_ query: String, _ parameters: [String: QueryValue] = [:]) -> QueryRequest {
        QueryRequest(query, parameters: parameters, limits: limits, disabledRewrites: disabledRewrites)
    }

    func run(
        _ query: String, parameters: [String: QueryValue], procedures: [MockProcedure]
    ) throws -> ConformanceResult {
        try run(request(query, parameters)).result
    }

    @discardableResult
    func run(_ request: QueryRequest) throws -> (result: ConformanceResult, summary: QuerySummary) {
        var result = ConformanceResult()
        let summary = try engine.run(request, Self.metadata) { row in
            result.rows.append(row)
            return true
        }
        result.columns = summary.columns
        return (result, summary)
    }

    /// The rows of a query.
    @discardableResult
    func rows(_ query: String, _ parameters: [String: QueryValue] = [:]) throws -> [[QueryValue]] {
        try run(request(query, parameters)).result.rows
    }

    func explain(_ query: String, parameters: [String: QueryValue]) throws -> QueryExplanation {
        let summary = try run(request("EXPLAIN " + query, parameters)).summary
        return QueryExplanation(plan: summary.plan ?? "", warnings: summary.warnings.map { "\($0)" })
    }

    func graphState() throws -> GraphState { try GraphState(of: store.snapshot()) }
}

public import GraphModel
public import GraphStore
internal import QueryPlanner
internal import QuerySyntax
public import QueryValues

/// Runs queries on a store: text → tree → checks → plan → operators → rows.
///
/// Safe to use from any thread; a query runs on the thread that asks, one that writes on the store's writer thread.
public final class QueryEngine: Sendable {
    let store: GraphStore
    let functions: FunctionCatalog
    let procedures: ProcedureTable
    let clock: @Sendable () -> Timestamp
    let random: @Sendable () -> Double
    let isReadOnly: Bool
    let cache = PlanCache()
    let shelf = TopologyShelf()
    let running = RunningTransactions()

    /// - Parameter isReadOnly: refuses statements that write.
    public init(
        _ store: GraphStore, functions: FunctionCatalog = .standard, procedures: ProcedureTable = ProcedureTable([]),
        isReadOnly: Bool = false, clock: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> Double
    ) {
        self.store = store
        self.functions = functions
        self.procedures = procedures
        self.clock = clock
        self.random = random
        self.isReadOnly = isReadOnly
    }

    /// Runs a statement and hands each row to `emit`, until that returns false.
    ///
    /// Rows of a statement that only reads come while it runs; those of one that writes come when its commit is
    /// durable. Nothing of a statement that fails is kept, but for the batches of `CALL { … } IN TRANSACTIONS` that
    /// were done before.
    ///
    /// - Parameters:
    ///   - metadata: of the commit that a writing statement makes.
    ///   - begin: gets the names of the columns before the first row, also when there is none; not for `EXPLAIN`.
    /// - Throws: `QueryError`, and `StoreError` for what the store refuses or cannot read.
    @discardableResult
    public func run(
        _ request: QueryRequest, _ metadata: CommitMetadata, columns begin: ([String]) throws -> Void = { _ in },
        _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        let checked = try check(request)
        let now = clock()
        let transaction = running.open(
            author: metadata.author, at: now, statement: request.text, isWriting: checked.isWriting)
        defer { running.close(transaction) }
        let asked = Asked(request: request, checked: checked, transaction: transaction, time: now)
        if asked.mode != .explain { try begin(checked.report.columns.map(\.name)) }
        switch checked.statement.body {
        case .query(let query):
            guard checked.isWriting else { return try read(query, asked, snapshot(for: asked), emit) }
            return checked.report.commitsInBatches
                ? try writeInBatches(query, asked, metadata, emit) : try write(query, asked, metadata, emit)
        case .definition(let command): return try define(command, metadata)
        case .show(let command): return try show(command, asked, emit)
        }
    }

    /// Whether a statement may change the graph or its definitions.
    ///
    /// - Throws: `QueryError` for a text that is no sound statement.
    public func isWriting(_ request: QueryRequest) throws -> Bool {
        try checkText(of: request).isWriting
    }

    private func write(
        _ query: Query, _ asked: Asked, _ metadata: CommitMetadata, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        let result = try store.write(metadata) { writer in try perform(query, asked, in: writer) }
        var (summary, rows) = result.value
        summary.version = result.commit
        for row in rows { guard try emit(row) else { break } }
        return summary
    }
}

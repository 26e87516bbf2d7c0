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

    public init(
        _ store: GraphStore, functions: FunctionCatalog = .standard, procedures: ProcedureTable = ProcedureTable([]),
        clock: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> Double
    ) {
        self.store = store
        self.functions = functions
        self.procedures = procedures
        self.clock = clock
        self.random = random
    }

    /// Runs a statement and hands each row to `emit`, until that returns false.
    ///
    /// Rows of a statement that only reads come while it runs; those of one that writes come when its commit is
    /// durable. Nothing of a statement that fails is kept.
    ///
    /// - Parameter metadata: of the commit that a writing statement makes.
    /// - Throws: `QueryError`, and `StoreError` for what the store refuses or cannot read.
    @discardableResult
    public func run(
        _ request: QueryRequest, _ metadata: CommitMetadata, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        let statement = try QueryParser.parse(request.text)
        let report = try SemanticAnalyzer.check(statement, environment(for: request))
        switch statement.body {
        case .query(let query):
            return report.isWriting && statement.mode != .explain
                ? try write(query, statement, request, metadata, emit)
                : try read(query, statement, request, emit)
        case .definition(let command): return try define(command, metadata)
        case .show(let command): return try show(command, request, emit)
        }
    }

    private func environment(for request: QueryRequest) -> SemanticEnvironment {
        SemanticEnvironment(
            functions: functions, procedure: { [procedures] in procedures[$0]?.signature },
            procedureNames: { [procedures] in procedures.all.map(\.signature.name) },
            text: SourceText(request.text), parameters: Set(request.parameters.keys))
    }

    private func plan(_ query: Query, _ request: QueryRequest, _ reader: GraphReader) throws(QueryError) -> Plan {
        try QueryPlanner.plan(
            query,
            PlanningEnvironment(
                functions: functions, procedure: { [procedures] in procedures[$0]?.signature },
                statistics: StoreStatistics(reader: reader), disabled: request.disabledRewrites))
    }

    private func read(
        _ query: Query, _ statement: Statement, _ request: QueryRequest, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        let snapshot = try snapshot(at: statement.time, request)
        let plan = try plan(query, request, snapshot)
        var summary = QuerySummary(columns: plan.columns.map(\.name), version: snapshot.commit)
        let run = try execute(plan, statement, request, QueryGraph(snapshot), writing: nil, &summary, emit)
        describe(plan, statement, run, &summary)
        return summary
    }

    private func write(
        _ query: Query, _ statement: Statement, _ request: QueryRequest, _ metadata: CommitMetadata,
        _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        var rows: [[QueryValue]] = []
        let result = try store.write(metadata) { writer in
            rows = []
            let plan = try plan(query, request, writer)
            var summary = QuerySummary(columns: plan.columns.map(\.name), version: writer.commit)
            let graph = QueryGraph(writer)
            let writing = WriteBuffer(writer, graph)
            let run = try execute(plan, statement, request, graph, writing: writing, &summary) { row in
                rows.append(row)
                return true
            }
            try writing.finish()
            summary.counters = writing.counters
            describe(plan, statement, run, &summary)
            return summary
        }
        var summary = result.value
        summary.version = result.commit
        for row in rows { guard try emit(row) else { break } }
        return summary
    }

    private func execute(
        _ plan: Plan, _ statement: Statement, _ request: QueryRequest, _ graph: QueryGraph, writing: WriteBuffer?,
        _ summary: inout QuerySummary, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> Execution {
        let now = clock()
        let context = FunctionContext(
            statementTime: now, transactionTime: now, clock: clock, random: random, graph: graph)
        let run = Execution(
            slots: plan.slotNames.count, graph: graph, context: context,
            parameters: request.parameters.mapValues { Value($0) }, writing: writing, procedures: procedures,
            budget: Budget(request.limits, request.control, clock: clock),
            countedSteps: statement.mode == .profile ? plan.stepCount : 0)
        if statement.mode != .explain {
            summary.rows = try perform(plan, run, isCounting: statement.mode == .profile, request, emit)
        }
        return run
    }

    /// Runs a plan and hands out its rows; the number of them.
    func perform(
        _ plan: Plan, _ run: Execution, isCounting: Bool, _ request: QueryRequest,
        _ emit: ([QueryValue]) throws -> Bool
    ) throws -> Int {
        var given = 0
        try withoutActuallyEscaping(emit) { emit in
            let outlet = ResultOperator(plan.columns.map(\.slot)) { row in
                given += 1
                guard given <= request.limits.rows else {
                    throw QueryError(
                        .rowLimit, .limit, .runtime, "the result has more than \(request.limits.rows) rows",
                        advice: "add LIMIT, or raise the limit `rows`")
                }
                return try emit(row)
            }
            try Compiler(isCounting: isCounting).compile(plan.pipeline, into: outlet).perform(run)
        }
        return given
    }

    private func describe(_ plan: Plan, _ statement: Statement, _ run: Execution, _ summary: inout QuerySummary) {
        if statement.mode == .run { return }
        summary.plan = plan.text(rows: statement.mode == .profile ? run.rowCounts : nil)
    }
}

/// The end of a statement's pipeline: makes complete values of the columns.
private final class ResultOperator: Operator {
    private let slots: [Slot]
    private let emit: ([QueryValue]) throws -> Bool

    init(_ slots: [Slot], _ emit: @escaping ([QueryValue]) throws -> Bool) {
        self.slots = slots
        self.emit = emit
    }

    override func push(_ run: Execution) throws -> Bool {
        try run.budget.tick()
        return try emit(try slots.map { try run.graph.materialize(run[$0]) })
    }
}

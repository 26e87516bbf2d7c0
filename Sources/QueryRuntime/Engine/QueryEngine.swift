public import GraphModel
public import GraphStore
internal import QueryPlanner
internal import QuerySyntax
public import QueryValues
internal import Schema

/// Runs queries on a store: text → tree → checks → plan → operators → rows.
///
/// Safe to use from any thread; a query runs on the thread that asks, one that writes on the store's writer thread.
public final class QueryEngine: Sendable {
    let store: GraphStore
    let functions: FunctionCatalog
    let procedures: ProcedureTable
    let clock: @Sendable () -> Timestamp
    let random: @Sendable () -> Double
    private let isReadOnly: Bool
    private let cache = PlanCache()
    private let shelf = TopologyShelf()

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
    /// durable. Nothing of a statement that fails is kept.
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
        let key = PlanCache.Key(request)
        let checked = try check(request, key)
        if checked.statement.mode != .explain {
            if checked.report.isWriting { try requireWritable(request) }
            try begin(checked.report.columns.map(\.name))
        }
        switch checked.statement.body {
        case .query(let query):
            let asked = Asked(request: request, key: key, checked: checked, query: query)
            return checked.report.isWriting && checked.statement.mode != .explain
                ? try write(asked, metadata, emit) : try read(asked, emit)
        case .definition(let command): return try define(command, metadata)
        case .show(let command): return try show(command, request, emit)
        }
    }

    /// Whether a statement may change the graph or its definitions.
    ///
    /// - Throws: `QueryError` for a text that is no sound statement.
    public func isWriting(_ request: QueryRequest) throws -> Bool {
        let checked = try check(request, PlanCache.Key(request))
        return checked.report.isWriting && checked.statement.mode != .explain
    }

    private func requireWritable(_ request: QueryRequest) throws(QueryError) {
        if isReadOnly {
            throw QueryError(
                .notAllowed, .semantic, .compileTime, "this statement writes, and the store was opened for reading",
                advice: "Open it for writing.")
        }
        if request.asOf != nil {
            throw QueryError(
                .notAllowed, .semantic, .compileTime, "this statement writes, and the past cannot be written",
                advice: "Leave out AS OF.")
        }
    }

    private func check(_ request: QueryRequest, _ key: PlanCache.Key) throws -> PlanCache.Checked {
        if let known = cache.checked(key) { return known }
        let statement = try QueryParser.parse(request.text)
        let environment = SemanticEnvironment(
            functions: functions, procedure: { [procedures] in procedures[$0]?.signature },
            procedureNames: { [procedures] in procedures.all.map(\.signature.name) },
            text: SourceText(request.text), parameters: key.parameters,
            knownNames: SemanticEnvironment.KnownNames(try store.snapshot()))
        let checked = PlanCache.Checked(statement, try SemanticAnalyzer.check(statement, environment))
        // A warning of a name that is not there holds until somebody uses it: such a statement is checked anew.
        if checked.report.warnings.isEmpty { cache.note(checked, key) }
        return checked
    }

    /// A query on its way.
    private struct Asked {
        let request: QueryRequest
        let key: PlanCache.Key
        let checked: PlanCache.Checked
        let query: Query

        var mode: Statement.Mode { checked.statement.mode }
    }

    private func read(_ asked: Asked, _ emit: ([QueryValue]) throws -> Bool) throws -> QuerySummary {
        let graph = QueryGraph(try snapshot(at: asked.checked.statement.time, asked.request))
        return try perform(asked, graph, writing: nil, emit)
    }

    private func write(
        _ asked: Asked, _ metadata: CommitMetadata, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        var rows: [[QueryValue]] = []
        let result = try store.write(metadata) { writer in
            rows = []
            let graph = QueryGraph(writer)
            let writing = WriteBuffer(writer, graph)
            var summary = try perform(asked, graph, writing: writing) { row in
                rows.append(row)
                return true
            }
            try writing.finish()
            summary.counters = writing.counters
            return summary
        }
        var summary = result.value
        summary.version = result.commit
        for row in rows { guard try emit(row) else { break } }
        return summary
    }

    /// Runs a query on a version of the graph, with a program of the cache where there is one.
    private func perform(
        _ asked: Asked, _ graph: QueryGraph, writing: WriteBuffer?, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        let basis = PlanCache.Basis(graph.reader)
        let isCounting = asked.mode == .profile
        let known = isCounting ? nil : cache.takeProgram(asked.key, basis)
        let program = try known ?? Program(plan(asked, graph.reader), isCounting: isCounting)
        let plan = program.plan
        var summary = QuerySummary(columns: plan.columns.map(\.name), version: graph.reader.commit)
        summary.warnings = asked.checked.report.warnings
        let run = execution(slots: plan.slotNames.count, asked.request, graph, writing: writing)
        if isCounting { run.countSteps(plan.stepCount) }
        if asked.mode != .explain {
            defer { if !isCounting { cache.give(program, asked.key, basis) } }
            summary.rows = try program.perform(run, mostRows: asked.request.limits.rows, emit)
        }
        if asked.mode != .run { summary.plan = plan.text(rows: isCounting ? run.rowCounts : nil) }
        return summary
    }

    private func plan(_ asked: Asked, _ reader: GraphReader) throws(QueryError) -> Plan {
        try QueryPlanner.plan(
            asked.query,
            PlanningEnvironment(
                functions: functions, procedure: { [procedures] in procedures[$0]?.signature },
                statistics: StoreStatistics(reader: reader), disabled: asked.request.disabledRewrites))
    }

    /// A run of a plan, about to begin.
    func execution(
        slots: Int, _ request: QueryRequest, _ graph: QueryGraph, writing: WriteBuffer?,
        procedures: ProcedureTable? = nil
    ) -> Execution {
        let now = clock()
        return Execution(
            slots: slots, graph: graph,
            context: FunctionContext(
                statementTime: now, transactionTime: now, clock: clock, random: random, graph: graph),
            parameters: request.parameters.mapValues { Value($0) }, writing: writing,
            walks: TopologyWalks(writing == nil ? store : nil, graph.reader, shelf),
            procedures: procedures ?? self.procedures,
            budget: Budget(request.limits, request.control, clock: clock))
    }
}

extension PlanCache.Key {
    init(_ request: QueryRequest) {
        self.init(
            text: request.text, disabled: request.disabledRewrites, parameters: Set(request.parameters.keys))
    }
}

extension SemanticEnvironment.KnownNames {
    /// The names that elements have or had, and those that the schema declares.
    fileprivate init(_ reader: GraphReader) {
        let schema = reader.schema
        let attributes = schema.classes.flatMap { schema.attributes(of: $0.code).map(\.name) }
        self.init(
            labels: Set(reader.knownLabels + schema.classes.map(\.name)),
            types: Set(reader.knownTypes + schema.relationshipTypes.map(\.name)),
            propertyKeys: Set(reader.knownPropertyKeys + attributes))
    }
}

extension PlanCache.Basis {
    init(_ reader: GraphReader) {
        // Planning a graph whose counter cannot be read as if it were empty costs time only.
        let nodes = (try? reader.nodeCount()) ?? 0
        self.init(definitions: reader.definitionsCommit, magnitude: Int.bitWidth - nodes.leadingZeroBitCount)
    }
}

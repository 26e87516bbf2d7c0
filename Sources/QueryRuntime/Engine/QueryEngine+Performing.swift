internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// A statement that passed the checks, on its way.
struct Asked {
    let request: QueryRequest
    let checked: CheckedStatement
    let transaction: RunningTransaction
    /// When the statement began.
    let time: Timestamp

    var mode: Statement.Mode { checked.statement.mode }
    /// Whether it says which version of the graph it reads.
    var namesVersion: Bool { checked.statement.time != nil || request.asOf != nil }
}

extension QueryEngine {
    func read(
        _ query: Query, _ asked: Asked, _ snapshot: GraphSnapshot, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        try perform(query, asked, QueryGraph(snapshot), writing: nil, emit)
    }

    /// Runs a query as a part of a commit in the making. The rows are for when the writer is free again: whoever takes
    /// them may take long.
    func perform(
        _ query: Query, _ asked: Asked, in writer: GraphWriter
    ) throws -> (summary: QuerySummary, rows: [[QueryValue]]) {
        var rows: [[QueryValue]] = []
        let graph = QueryGraph(writer)
        let writing = asked.checked.isWriting ? WriteBuffer(writer, graph) : nil
        var summary = try perform(query, asked, graph, writing: writing) { row in
            rows.append(row)
            return true
        }
        if let writing {
            try writing.finish()
            summary.counters = writing.counters
        }
        return (summary, rows)
    }

    /// Runs a query on a version of the graph, with a program of the cache where there is one.
    private func perform(
        _ query: Query, _ asked: Asked, _ graph: QueryGraph, writing: WriteBuffer?,
        _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        let basis = CheckedStatement.Basis(graph.reader)
        let isCounting = asked.mode == .profile
        let known = isCounting ? nil : asked.checked.takeProgram(basis)
        let program = try known ?? Program(plan(query, asked, graph.reader), isCounting: isCounting)
        let run = execution(slots: program.plan.slotNames.count, asked, graph, writing: writing)
        var summary = self.summary(program.plan, asked, graph.reader.commit)
        if isCounting { run.stepCounts = StepCounts(program.plan.stepCount) }
        if asked.mode != .explain {
            defer { if !isCounting { asked.checked.give(program, basis) } }
            summary.rows = try program.perform(run, mostRows: asked.request.limits.rows) { row in
                asked.transaction.countRow()
                return try emit(row)
            }
        }
        if asked.mode != .run { summary.plan = program.plan.text(rows: run.stepCounts?.rows) }
        return summary
    }

    func summary(_ plan: Plan, _ asked: Asked, _ version: CommitNumber) -> QuerySummary {
        var summary = QuerySummary(columns: plan.columns.map(\.name), version: version)
        summary.warnings = asked.checked.report.warnings
        return summary
    }

    func plan(_ query: Query, _ asked: Asked, _ reader: GraphReader) throws(QueryError) -> Plan {
        try QueryPlanner.plan(
            query,
            PlanningEnvironment(
                functions: functions, procedure: { [procedures] in procedures[$0]?.signature },
                statistics: StoreStatistics(reader: reader), disabled: asked.request.disabledRewrites))
    }

    /// A run of a plan, about to begin.
    func execution(
        slots: Int, _ asked: Asked, _ graph: QueryGraph, writing: WriteBuffer?, procedures: ProcedureTable? = nil
    ) -> Execution {
        Execution(
            slots: slots, graph: graph,
            context: FunctionContext(
                statementTime: asked.time, transactionTime: asked.transaction.began, clock: clock, random: random,
                graph: graph),
            parameters: asked.request.parameters.mapValues { Value($0) }, writing: writing,
            walks: TopologyWalks(writing == nil ? store : nil, graph.reader, shelf),
            procedures: procedures ?? self.procedures,
            budget: budget(of: asked))
    }

    func budget(of asked: Asked) -> Budget {
        Budget(asked.request.limits, asked.request.control, asked.transaction, clock: clock)
    }
}

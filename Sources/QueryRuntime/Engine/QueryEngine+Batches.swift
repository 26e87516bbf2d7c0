internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

extension QueryEngine {
    /// Runs a statement with `CALL { … } IN TRANSACTIONS`: it reads first, and then makes commit after commit.
    func writeInBatches(
        _ query: Query, _ asked: Asked, _ metadata: CommitMetadata, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        let plan = try plan(query, asked, store.snapshot())
        let counts = asked.mode == .profile ? StepCounts(plan.stepCount) : nil
        let begin = { (graph: QueryGraph, writing: WriteBuffer?) in
            let run = self.execution(slots: plan.slotNames.count, asked, graph, writing: writing)
            run.stepCounts = counts
            return run
        }
        let batches = BatchWriter(
            store, { self.dated(metadata) }, id: asked.transaction.id, budget(of: asked), begin)
        let program = Program(plan, isCounting: counts != nil)
        let rows = try program.perform(in: batches, mostRows: asked.request.limits.rows) { row in
            asked.transaction.countRow()
            return try emit(row)
        }
        var summary = summary(plan, asked, try batches.version ?? store.snapshot().commit)
        summary.rows = rows
        summary.counters = batches.counters
        summary.plan = counts.map { plan.text(rows: $0.rows) }
        return summary
    }

    /// With the time now: that of a commit, not of the statement or transaction that makes it in the end.
    func dated(_ metadata: CommitMetadata) -> CommitMetadata {
        var metadata = metadata
        metadata.time = clock()
        return metadata
    }
}

import GraphModel
import QuerySyntax

extension Planner {
    /// `CALL { … } IN TRANSACTIONS`: takes all rows before the first batch, and what follows reads a version in which
    /// all batches are done, so that nothing is left to settle.
    func plan(
        _ batches: SubqueryCall.Batches, of call: SubqueryCall, _ body: PipelineBuilder, _ columns: [Plan.Column],
        outside: Scope, _ result: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> Scope {
        var (result, status): (Scope, Slot?) = (result, nil)
        if let name = batches.status { (result, status) = binding(name, result) }
        let step = BatchedCall(
            pipeline: body.pipeline, size: try bind(batches.rows, Scope()), onError: batches.onError,
            columns: columns.map(\.slot), isOptional: call.isOptional, status: status, keeping: outside.allSlots)
        builder.append(.batches(step), rows: builder.rows * (columns.isEmpty ? 1 : max(1, body.rows)), self)
        builder.isWriting = true
        builder.hasOpenReads = false
        return result
    }
}

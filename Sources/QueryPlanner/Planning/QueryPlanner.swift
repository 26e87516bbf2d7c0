public import GraphModel
public import QuerySyntax
import QueryValues

/// The way from a checked statement to its plan.
///
/// One method a clause; each adds steps to the pipeline and gives the scope that the next clause sees. Patterns are
/// ordered by `PatternPlanner`.
public enum QueryPlanner {
    /// Plans a query that `SemanticAnalyzer` has passed.
    ///
    /// Cost: microseconds; counters are looked up for the labels and types that patterns name.
    public static func plan(
        _ query: Query, _ environment: PlanningEnvironment
    ) throws(QueryError) -> Plan {
        let planner = Planner(environment, isDeleting: query.parts.contains { $0.clauses.contains(where: \.deletes) })
        var (builder, columns) = try planner.plan(query: query, Scope())
        if columns.isEmpty { builder.append(.finish, rows: 0, planner) }
        var pipeline = builder.pipeline
        if planner.isOn(.pruningExpand) {
            pipeline = DistinctEnds.mark(pipeline, wantsDuplicates: true, readAfter: Set(columns.map(\.slot)))
        }
        pipeline = GroupedScans(planner: planner).fuse(pipeline)
        guard planner.stepCount <= PlanLimits.steps else {
            throw .syntax(
                .nestingLimit, "the statement takes \(planner.stepCount) steps, and \(PlanLimits.steps) are the most",
                advice: "send it as several statements, or as one that works through a list with UNWIND")
        }
        return Plan(
            pipeline: pipeline, columns: columns, slotNames: planner.slotNames,
            isWriting: builder.isWriting, stepCount: planner.stepCount)
    }

    /// An expression without variables, and how many slots computing it takes.
    public static func plan(
        constant expression: Expression, _ environment: PlanningEnvironment
    ) throws(QueryError) -> (expression: PlanExpression, slotCount: Int) {
        let planner = Planner(environment)
        let bound: PlanExpression = try planner.bind(expression, Scope())
        return (bound, planner.slotNames.count)
    }
}

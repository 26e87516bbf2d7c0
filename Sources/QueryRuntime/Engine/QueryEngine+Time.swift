internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

extension QueryEngine {
    /// The version of the graph that a statement reads.
    func snapshot(for asked: Asked) throws -> GraphSnapshot {
        switch asked.checked.statement.time {
        case nil: return try asked.request.asOf.map { try store.snapshot(asOf: $0) } ?? store.snapshot()
        case .commit(let expression):
            guard case .integer(let number) = try constant(expression, asked), number >= 0 else {
                throw QueryError.argument(.invalidArgumentValue, "AS OF COMMIT takes the number of a commit")
            }
            return try store.snapshot(asOf: CommitNumber(UInt64(number)))
        case .moment(let expression):
            guard let moment = try constant(expression, asked).timestamp else {
                throw QueryError.argument(.invalidArgumentValue, "AS OF takes a datetime")
            }
            return try store.snapshot(asOf: try store.snapshot().commitNumber(at: moment))
        }
    }

    /// The value of an expression without variables.
    func constant(_ expression: Expression, _ asked: Asked) throws -> Value {
        let latest = try store.snapshot()
        let environment = PlanningEnvironment(
            functions: functions, procedure: { _ in nil }, statistics: StoreStatistics(reader: latest))
        let plan = try QueryPlanner.plan(constant: expression, environment)
        let run = execution(slots: plan.slotCount, asked, QueryGraph(latest), writing: nil)
        return try Compiler(isCounting: false).evaluator(plan.expression).value(run)
    }
}

extension Value {
    /// An instant; of a time without a zone, in UTC.
    fileprivate var timestamp: Timestamp? {
        let (seconds, nanoseconds): (Int64, Int32)
        switch self {
        case .zonedDateTime(let moment): (seconds, nanoseconds) = (moment.secondsSinceEpoch, moment.nanoseconds)
        case .localDateTime(let moment): (seconds, nanoseconds) = (moment.secondsSinceEpoch, moment.nanoseconds)
        default: return nil
        }
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? nil : Timestamp(microsecondsSinceEpoch: product + Int64(nanoseconds / 1_000))
    }
}

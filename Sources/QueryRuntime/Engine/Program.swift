internal import GraphModel
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// A plan compiled to operators: what one run at a time can use, again and again.
///
/// Goes from thread to thread through `PlanCache`, which hands it to one run at a time.
final class Program: @unchecked Sendable {
    let plan: Plan
    private let routine: Routine
    private let outlet: ResultOperator

    init(_ plan: Plan, isCounting: Bool) {
        self.plan = plan
        outlet = ResultOperator(plan.columns.map(\.slot))
        routine = Compiler(isCounting: isCounting).compile(plan.pipeline, into: outlet)
    }

    /// Runs the plan and hands out its rows; how many there were.
    func perform(_ run: Execution, mostRows: Int, _ emit: ([QueryValue]) throws -> Bool) throws -> Int {
        try withoutActuallyEscaping(emit) { emit in
            outlet.begin(mostRows: mostRows, emit)
            defer { outlet.end() }
            try routine.perform(run)
            return outlet.count
        }
    }
}

/// The end of a statement's pipeline: makes complete values of the columns.
private final class ResultOperator: Operator {
    private let slots: [Slot]
    private var emit: (([QueryValue]) throws -> Bool)?
    private var mostRows = 0
    private(set) var count = 0

    init(_ slots: [Slot]) { self.slots = slots }

    func begin(mostRows: Int, _ emit: @escaping ([QueryValue]) throws -> Bool) {
        self.emit = emit
        self.mostRows = mostRows
        count = 0
    }

    func end() { emit = nil }

    override func push(_ run: Execution) throws -> Bool {
        try run.budget.tick()
        count += 1
        guard count <= mostRows else {
            throw QueryError(
                .rowLimit, .limit, .runtime, "the result has more than \(mostRows) rows",
                advice: "add LIMIT, or raise the limit `rows`")
        }
        var row: [QueryValue] = []
        row.reserveCapacity(slots.count)
        for slot in slots { row.append(try run.graph.materialize(run[slot])) }
        return try emit?(row) ?? true
    }
}

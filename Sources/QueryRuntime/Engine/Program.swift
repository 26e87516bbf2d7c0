internal import GraphModel
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// A plan compiled to operators: what one run at a time can use, again and again.
///
/// Goes from thread to thread through `CheckedStatement`, which hands it to one run at a time.
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
        try perform(mostRows: mostRows, emit) { try routine.perform(run) }
    }

    /// Runs a plan that commits in batches. Each subquery in transactions holds its rows until all before it has been
    /// read, and the version that was read let go of: pages that the batches replace can be used again.
    func perform(in batches: BatchWriter, mostRows: Int, _ emit: ([QueryValue]) throws -> Bool) throws -> Int {
        try perform(mostRows: mostRows, emit) {
            try batches.read { run in try routine.perform(run) }
            while let step = batches.next() { try step.perform(batches) }
        }
    }

    private func perform(
        mostRows: Int, _ emit: ([QueryValue]) throws -> Bool, _ body: () throws -> Void
    ) throws -> Int {
        try withoutActuallyEscaping(emit) { emit in
            outlet.begin(mostRows: mostRows, emit)
            defer { outlet.end() }
            try body()
            return outlet.count
        }
    }
}

/// The end of a statement's pipeline: makes complete values of the columns.
private final class ResultOperator: Operator {
    private let slots: [Slot]
    private var emit: (([QueryValue]) throws -> Bool)?
    private var mostRows = 0
    private var kept = KeptMemory()
    private(set) var count = 0

    init(_ slots: [Slot]) { self.slots = slots }

    func begin(mostRows: Int, _ emit: @escaping ([QueryValue]) throws -> Bool) {
        self.emit = emit
        self.mostRows = mostRows
        kept = KeptMemory()
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
        for slot in slots { row.append(try run.graph.materialize(run[slot], &kept, run)) }
        // The rows of a statement that writes wait for its commit.
        if run.writing == nil { kept.release(run) }
        return try emit?(row) ?? true
    }
}

internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QueryValues

/// One run of a plan: the frame of its variables, and what it may know and use.
///
/// There is one row at a time, in the frame: every variable of the statement has its own place, and an operator that
/// pushes a row on has put its variables there. So nothing is copied from operator to operator; those that keep rows
/// save the places that are still needed.
final class Execution {
    /// Of as many places as the plan has slots.
    let frame: UnsafeMutableBufferPointer<Value>
    let graph: QueryGraph
    let context: FunctionContext
    let parameters: [String: Value]
    let writing: WriteBuffer?
    let walks: TopologyWalks
    let procedures: ProcedureTable
    let procedureMemory = ProcedureMemory()
    var budget: Budget
    /// Of the thread that runs it.
    lazy var stack = StackRoom()
    /// Of `PROFILE`.
    var stepCounts: StepCounts?
    /// Of a statement that commits in batches.
    var batches: BatchWriter?

    init(
        slots: Int, graph: QueryGraph, context: FunctionContext, parameters: [String: Value], writing: WriteBuffer?,
        walks: TopologyWalks, procedures: ProcedureTable, budget: Budget
    ) {
        frame = .allocate(capacity: slots)
        frame.initialize(repeating: .null)
        self.graph = graph
        self.context = context
        self.parameters = parameters
        self.writing = writing
        self.walks = walks
        self.procedures = procedures
        self.budget = budget
    }

    deinit {
        frame.deinitialize()
        frame.deallocate()
    }

    @inline(__always)
    subscript(slot: Slot) -> Value {
        _read { yield frame[slot] }
        _modify { yield &frame[slot] }
    }

    func countRow(ofStep number: Int) { stepCounts?.rows[number] += 1 }

    func parameter(_ name: String) throws -> Value {
        guard let value = parameters[name] else {
            throw QueryError(
                .missingParameter, .parameterMissing, .runtime, "parameter `$\(name)` was not given",
                advice: "Give it a value: `--param \(name)=…` on the command line, `:param \(name) => …` in the shell.")
        }
        return value
    }
}

/// How many rows each step of a plan pushed on, by the step's number.
final class StepCounts {
    var rows: [Int]

    init(_ steps: Int) { rows = Array(repeating: 0, count: steps) }
}

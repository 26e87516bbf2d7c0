import GraphModel
import QuerySyntax
import QueryValues

/// Makes the plan of a statement that the semantic pass found sound.
final class Planner {
    let environment: PlanningEnvironment
    private(set) var slotNames: [String] = []
    private(set) var stepCount = 0

    init(_ environment: PlanningEnvironment) { self.environment = environment }

    func isOn(_ rewrite: Rewrite) -> Bool { !environment.disabled.contains(rewrite) }

    func newSlot(_ name: String = "") -> Slot {
        slotNames.append(name)
        return slotNames.count - 1
    }

    func step(_ operation: Operation, rows: Double) -> Step {
        stepCount += 1
        return Step(operation, estimatedRows: rows, number: stepCount - 1)
    }
}

/// A pipeline in the making.
struct PipelineBuilder {
    var steps: [Step] = []
    /// Rows expected after the last step.
    var rows: Double = 1
    /// Whether rows may come one by one from reading the graph, so that a write would be seen by what still reads.
    var hasOpenReads = false
    /// Whether something was written that has not been done for all rows yet.
    var hasOpenWrites = false
    /// Whether anything is written.
    var isWriting = false

    mutating func append(_ operation: Operation, rows: Double? = nil, _ planner: Planner) {
        if let rows { self.rows = rows }
        steps.append(planner.step(operation, rows: self.rows))
    }

    /// Makes all writes so far done for all rows before the next step reads.
    mutating func settleWrites(keeping scope: Scope, _ planner: Planner) {
        guard hasOpenWrites else { return }
        append(.barrier(keeping: scope.allSlots), planner)
        hasOpenWrites = false
        hasOpenReads = false
    }

    /// Makes all reads so far done before the next step writes.
    mutating func settleReads(keeping scope: Scope, _ planner: Planner) {
        guard hasOpenReads else { return }
        append(.barrier(keeping: scope.allSlots), planner)
        hasOpenReads = false
    }

    var pipeline: Pipeline { Pipeline(steps) }
}

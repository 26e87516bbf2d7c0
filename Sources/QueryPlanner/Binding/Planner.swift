import GraphModel
import QuerySyntax
import QueryValues

/// Makes the plan of a statement that the semantic pass found sound.
final class Planner {
    let environment: PlanningEnvironment
    /// Whether the statement deletes, so that its variables may hold what is gone.
    let isDeleting: Bool
    private(set) var slotNames: [String] = []
    private(set) var stepCount = 0

    init(_ environment: PlanningEnvironment, isDeleting: Bool = false) {
        self.environment = environment
        self.isDeleting = isDeleting
    }

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
    /// What was written that has not been done for all rows yet.
    var openWrites = OpenWrites.none
    /// Whether anything is written.
    var isWriting = false

    mutating func append(_ operation: Operation, rows: Double? = nil, _ planner: Planner) {
        if let rows { self.rows = rows }
        steps.append(planner.step(operation, rows: self.rows))
    }

    /// Makes all writes so far done for all rows before the next step reads.
    mutating func settleWrites(keeping scope: Scope, _ planner: Planner) {
        if openWrites != .none { settle(keeping: scope, planner) }
    }

    /// Makes all reads so far done before the next step writes.
    mutating func settleReads(keeping scope: Scope, _ planner: Planner) {
        if hasOpenReads { settle(keeping: scope, planner) }
    }

    private mutating func settle(keeping scope: Scope, _ planner: Planner) {
        append(.barrier(keeping: scope.allSlots), planner)
        openWrites = .none
        hasOpenReads = false
    }

    var pipeline: Pipeline { Pipeline(steps) }
}

/// What a clause wrote, by what the next clause that writes has to wait for.
enum OpenWrites: Int, Comparable {
    case none
    /// New elements, which nothing else knows yet.
    case creations
    /// Changes of elements that other rows may know too.
    case changes
    case deletions

    static func < (a: OpenWrites, b: OpenWrites) -> Bool { a.rawValue < b.rawValue }
}

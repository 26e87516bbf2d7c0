public import GraphModel
public import QueryValues

/// A place in the frame: every variable of a statement, named or not, has one of its own for the whole statement.
public typealias Slot = Int

/// How a statement is carried out.
public struct Plan: Sendable {
    public struct Column: Sendable, Hashable {
        public var name: String
        public var slot: Slot

        public init(name: String, slot: Slot) {
            self.name = name
            self.slot = slot
        }
    }

    public var pipeline: Pipeline
    /// Of the rows that the statement gives, in order; empty for one that only writes.
    public var columns: [Column]
    /// What is shown of each slot.
    public var slotNames: [String]
    public var isWriting: Bool
    /// How many steps there are, those of pipelines within included.
    public var stepCount: Int

    public init(pipeline: Pipeline, columns: [Column], slotNames: [String], isWriting: Bool, stepCount: Int) {
        self.pipeline = pipeline
        self.columns = columns
        self.slotNames = slotNames
        self.isWriting = isWriting
        self.stepCount = stepCount
    }
}

/// Steps through which rows are pushed, one after the other. It begins with one row, what the frame holds already.
public struct Pipeline: Sendable {
    public var steps: [Step]

    public init(_ steps: [Step] = []) { self.steps = steps }
}

/// One step of a pipeline: for each row that comes, it pushes none, one or several on.
public struct Step: Sendable {
    public var operation: Operation
    /// How many rows the planner expects it to push on, for one run of its pipeline.
    public var estimatedRows: Double
    /// Of the whole plan, from 0: where counts of a run are kept.
    public var number: Int

    public init(_ operation: Operation, estimatedRows: Double, number: Int) {
        self.operation = operation
        self.estimatedRows = estimatedRows
        self.number = number
    }
}

internal import QueryPlanner
internal import QueryValues

/// One step of a pipeline at work: takes the row in the frame, and pushes none, one or several on.
class Operator {
    /// What comes after; the last of a pipeline is an outlet, which has nothing.
    final var next: Operator?

    /// Takes a row. False: no more rows are wanted.
    func push(_ run: Execution) throws -> Bool { preconditionFailure("subclasses push") }

    /// No more rows come. Those that keep rows push them on now.
    func finish(_ run: Execution) throws { try next?.finish(run) }

    /// Forgets what an earlier run left.
    func reset() { next?.reset() }

    @inline(__always)
    final func pass(_ run: Execution) throws -> Bool {
        try next?.push(run) ?? true
    }
}

/// A pipeline ready to run.
final class Routine {
    private let first: Operator

    init(_ first: Operator) { self.first = first }

    /// Runs it for the row that the frame holds.
    func perform(_ run: Execution) throws {
        first.reset()
        _ = try first.push(run)
        try first.finish(run)
    }
}

/// Counts the rows that come through, for `PROFILE`.
final class CountingOperator: Operator {
    private let number: Int

    init(_ number: Int) { self.number = number }

    override func push(_ run: Execution) throws -> Bool {
        run.countRow(ofStep: number)
        return try pass(run)
    }
}

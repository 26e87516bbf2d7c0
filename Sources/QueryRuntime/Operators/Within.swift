internal import GraphModel
internal import QueryPlanner
internal import QueryValues

/// An operator with a pipeline of its own, which it runs for each row.
class WithinOperator: Operator {
    private final class Outlet: Operator {
        unowned var owner: WithinOperator?

        override func push(_ run: Execution) throws -> Bool { try owner?.accept(run) ?? true }
    }

    private let routines: [Routine]
    /// Whether what follows wants more rows.
    private var goesOn = true
    private(set) final var accepted = 0

    init(_ pipelines: [Pipeline], _ compiler: Compiler) {
        let outlet = Outlet()
        routines = pipelines.map { compiler.compile($0, into: outlet) }
        super.init()
        outlet.owner = self
    }

    /// Runs the pipelines, whose rows are pushed on. False: no more are wanted.
    final func runWithin(_ run: Execution) throws -> Bool {
        goesOn = true
        accepted = 0
        for routine in routines {
            try routine.perform(run)
            if !goesOn { break }
        }
        return goesOn
    }

    /// A row of the pipeline.
    func accept(_ run: Execution) throws -> Bool {
        accepted += 1
        goesOn = try pass(run)
        return goesOn
    }
}

/// `CALL { … }`: every row of the subquery, or, of one that gives none on purpose, the row itself after it.
final class ApplyOperator: WithinOperator {
    private let isUnit: Bool

    init(_ pipeline: Pipeline, isUnit: Bool, _ compiler: Compiler) {
        self.isUnit = isUnit
        super.init([pipeline], compiler)
    }

    override func accept(_ run: Execution) throws -> Bool { isUnit ? true : try super.accept(run) }

    override func push(_ run: Execution) throws -> Bool {
        let goesOn = try runWithin(run)
        return isUnit ? try pass(run) : goesOn
    }
}

/// `UNION`, branch after branch.
final class UnionOperator: WithinOperator {
    override func push(_ run: Execution) throws -> Bool { try runWithin(run) }
}

/// `OPTIONAL`: nulls where there is no row.
final class OptionalOperator: WithinOperator {
    private let nulls: [Slot]

    init(_ pipeline: Pipeline, nulls: [Slot], _ compiler: Compiler) {
        self.nulls = nulls
        super.init([pipeline], compiler)
    }

    override func push(_ run: Execution) throws -> Bool {
        let goesOn = try runWithin(run)
        if accepted > 0 { return goesOn }
        for slot in nulls { run[slot] = .null }
        return try pass(run)
    }
}

/// `FOREACH`: the pipeline for each element, then the row itself.
final class ForEachOperator: WithinOperator {
    private let slot: Slot
    private let list: Evaluator

    init(_ slot: Slot, in list: Evaluator, _ pipeline: Pipeline, _ compiler: Compiler) {
        self.slot = slot
        self.list = list
        super.init([pipeline], compiler)
    }

    override func accept(_ run: Execution) -> Bool { true }

    override func push(_ run: Execution) throws -> Bool {
        for element in try list.value(run).elements() ?? [] {
            try run.budget.tick()
            run[slot] = element
            _ = try runWithin(run)
        }
        return try pass(run)
    }
}

/// Of the rows of a pipeline, those with the shortest paths.
final class SelectPathsOperator: WithinOperator {
    private let selection: PathSelection
    private let count: Evaluator?
    private var rows: RowStore
    private var lengths: [Int] = []

    init(_ selection: PathSelection, _ count: Evaluator?, _ compiler: Compiler) {
        self.selection = selection
        self.count = count
        rows = RowStore(selection.bound)
        super.init([selection.pipeline], compiler)
    }

    override func accept(_ run: Execution) throws -> Bool {
        var length = 0
        for slot in selection.relationships {
            switch run[slot] {
            case .list(let elements): length += elements.count
            default: length += 1
            }
        }
        lengths.append(length)
        try rows.append(run)
        return true
    }

    override func push(_ run: Execution) throws -> Bool {
        rows.reset()
        lengths = []
        _ = try runWithin(run)
        defer { rows.removeAll(run) }
        let order = lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
        var wanted = try count?.value(run).rowCount("SHORTEST") ?? 1
        var isGrouped = true
        switch selection.wanted {
        case .count: isGrouped = false
        case .all: wanted = 1
        case .groups: break
        }
        var taken = 0
        var last = -1
        for row in order {
            if !isGrouped || lengths[row] != last { taken += 1 }
            if taken > wanted { break }
            last = lengths[row]
            rows.restore(row, run)
            guard try pass(run) else { return false }
        }
        return true
    }
}

internal import GraphModel
internal import QueryPlanner
internal import QueryValues

final class FilterOperator: Operator {
    private let predicate: Evaluator

    init(_ predicate: Evaluator) { self.predicate = predicate }

    override func push(_ run: Execution) throws -> Bool {
        try predicate.truth(run) == true ? try pass(run) : true
    }
}

final class AssignOperator: Operator {
    private let assignments: [(slot: Slot, value: Evaluator)]

    init(_ assignments: [(slot: Slot, value: Evaluator)]) { self.assignments = assignments }

    override func push(_ run: Execution) throws -> Bool {
        for assignment in assignments { run[assignment.slot] = try assignment.value.value(run) }
        return try pass(run)
    }
}

final class UnwindOperator: Operator {
    private let list: Evaluator
    private let slot: Slot

    init(_ list: Evaluator, _ slot: Slot) {
        self.list = list
        self.slot = slot
    }

    override func push(_ run: Execution) throws -> Bool {
        let value = try list.value(run)
        switch value {
        case .null: return true
        case .list(let elements):
            for element in elements {
                try run.budget.tick()
                run[slot] = element
                guard try pass(run) else { return false }
            }
            return true
        default:
            run[slot] = value
            return try pass(run)
        }
    }
}

/// `UNWIND range(from, to, step)`, without making the list.
final class UnwindRangeOperator: Operator {
    private let bounds: [Evaluator]
    private let slot: Slot

    init(_ bounds: [Evaluator], _ slot: Slot) {
        self.bounds = bounds
        self.slot = slot
    }

    override func push(_ run: Execution) throws -> Bool {
        guard let range = try IntegerRange(try bounds.map { try $0.value(run) }) else { return true }
        var current = range.first
        var left = range.count
        while left > 0 {
            try run.budget.tick()
            run[slot] = .integer(current)
            guard try pass(run) else { return false }
            left -= 1
            current &+= range.step
        }
        return true
    }
}

final class SkipOperator: Operator {
    private let count: Evaluator
    private var left: Int?

    init(_ count: Evaluator) { self.count = count }

    override func push(_ run: Execution) throws -> Bool {
        let left = try self.left ?? count.value(run).rowCount("SKIP")
        self.left = max(0, left - 1)
        return left > 0 ? true : try pass(run)
    }

    override func reset() {
        left = nil
        super.reset()
    }
}

final class LimitOperator: Operator {
    private let count: Evaluator
    private var left: Int?

    init(_ count: Evaluator) { self.count = count }

    override func push(_ run: Execution) throws -> Bool {
        let left = try self.left ?? count.value(run).rowCount("LIMIT")
        guard left > 0 else { return false }
        self.left = left - 1
        let goesOn = try pass(run)
        return goesOn && left > 1
    }

    override func finish(_ run: Execution) throws {
        // Even of no rows the limit must be a number.
        if left == nil { _ = try count.value(run).rowCount("LIMIT") }
        try super.finish(run)
    }

    override func reset() {
        left = nil
        super.reset()
    }
}

final class DistinctOperator: Operator {
    private let slots: [Slot]
    private var seen = DistinctValues()
    private var kept = KeptMemory()
    /// The row that was kept last.
    private var last: [Value]

    init(_ slots: [Slot]) {
        self.slots = slots
        last = Array(repeating: .null, count: slots.count)
    }

    override func push(_ run: Execution) throws -> Bool {
        let inserted = slots.count == 1 ? seen.insert(run[slots[0]]) : seen.insert(slots.map { run[$0] })
        guard var weight = inserted else { return true }
        for (place, slot) in slots.enumerated() {
            weight += run[slot].weight(beside: last[place])
            last[place] = run[slot]
        }
        try kept.add(weight, run)
        return try pass(run)
    }

    override func finish(_ run: Execution) throws {
        kept.release(run)
        seen = DistinctValues()
        try super.finish(run)
    }

    override func reset() {
        (seen, kept) = (DistinctValues(), KeptMemory())
        super.reset()
    }
}

/// Takes all rows before it hands on the first.
final class BarrierOperator: Operator {
    private var rows: RowStore

    init(keeping slots: [Slot]) { rows = RowStore(slots) }

    override func push(_ run: Execution) throws -> Bool {
        try rows.append(run)
        return true
    }

    override func finish(_ run: Execution) throws {
        for row in 0..<rows.count {
            rows.restore(row, run)
            guard try pass(run) else { break }
        }
        rows.removeAll(run)
        try super.finish(run)
    }

    override func reset() {
        rows.reset()
        super.reset()
    }
}

final class FinishOperator: Operator {
    override func push(_ run: Execution) throws -> Bool { true }
}

extension Value {
    /// A number of rows to skip or to give.
    func rowCount(_ what: String) throws -> Int {
        guard case .integer(let count) = self else {
            throw QueryError(
                .invalidArgumentType, .syntax, .runtime, "`\(what)` takes an integer that is not negative")
        }
        guard count >= 0 else {
            throw QueryError(
                .negativeIntegerArgument, .syntax, .runtime, "`\(what)` takes an integer that is not negative")
        }
        return Int(count)
    }
}

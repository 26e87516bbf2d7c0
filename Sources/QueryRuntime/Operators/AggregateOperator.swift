internal import QueryPlanner
internal import QueryValues

/// Makes one row of all rows with equal keys.
final class AggregateOperator: Operator {
    struct Column {
        var slot: Slot
        var function: AggregateFunction?
        var isDistinct: Bool
        var argument: Evaluator?
        var parameter: Evaluator?

        func makeAccumulator() -> Accumulator {
            function?.makeAccumulator(distinct: isDistinct) ?? Accumulator.countingRows()
        }
    }

    private let keys: [(slot: Slot, value: Evaluator)]
    private let columns: [Column]
    private var places: [GroupingKey: Int] = [:]
    private var groups: [Group] = []

    private struct Group {
        /// As the first row of the group had them: equivalent values may differ, as 1 and 1.0 do.
        var keys: [Value]
        var accumulators: [Accumulator]
    }

    init(keys: [(slot: Slot, value: Evaluator)], _ columns: [Column]) {
        self.keys = keys
        self.columns = columns
    }

    override func push(_ run: Execution) throws -> Bool {
        let place = try place(run)
        for (column, accumulator) in zip(columns, groups[place].accumulators) {
            guard let argument = column.argument else {
                try accumulator.add(.null)
                continue
            }
            try accumulator.add(try argument.value(run), parameter: try column.parameter?.value(run))
        }
        return true
    }

    private func place(_ run: Execution) throws -> Int {
        if keys.isEmpty {
            if groups.isEmpty { addGroup([]) }
            return 0
        }
        let values = try keys.map { try $0.value.value(run) }
        let key = GroupingKey(values)
        if let known = places[key] { return known }
        try run.budget.keep(keys.count + columns.count)
        addGroup(values)
        places[key] = groups.count - 1
        return groups.count - 1
    }

    private func addGroup(_ keys: [Value]) {
        groups.append(Group(keys: keys, accumulators: columns.map { $0.makeAccumulator() }))
    }

    override func finish(_ run: Execution) throws {
        // Without keys there is a group even of no rows.
        if groups.isEmpty, keys.isEmpty { addGroup([]) }
        let finished = groups
        (places, groups) = ([:], [])
        for group in finished {
            for (key, value) in zip(keys, group.keys) { run[key.slot] = value }
            for (column, accumulator) in zip(columns, group.accumulators) {
                run[column.slot] = try accumulator.finish()
            }
            guard try pass(run) else { break }
        }
        run.budget.release(finished.count * (keys.count + columns.count))
        try super.finish(run)
    }

    override func reset() {
        (places, groups) = ([:], [])
        super.reset()
    }
}

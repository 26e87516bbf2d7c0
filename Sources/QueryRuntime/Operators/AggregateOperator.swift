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
        /// How many rows the row stands for; nil: itself.
        var weight: Slot?

        func makeAccumulator() -> Accumulator {
            function?.makeAccumulator(distinct: isDistinct) ?? Accumulator.countingRows()
        }
    }

    private let keys: [(slot: Slot, value: Evaluator)]
    private let columns: [Column]
    private var places: [GroupingKey: Int] = [:]
    private var groups: [Group] = []
    private var kept = KeptMemory()
    /// Bytes of a group without what its keys refer to and its accumulators keep.
    private let groupWeight: Int

    private struct Group {
        /// As the first row of the group had them: equivalent values may differ, as 1 and 1.0 do.
        var keys: [Value]
        var accumulators: [Accumulator]
    }

    init(keys: [(slot: Slot, value: Evaluator)], _ columns: [Column]) {
        self.keys = keys
        self.columns = columns
        groupWeight = 128 + GroupingKey.entryWeight + columns.count * 64
    }

    override func push(_ run: Execution) throws -> Bool {
        let place = try place(run)
        for (column, accumulator) in zip(columns, groups[place].accumulators) {
            let value = try column.argument?.value(run) ?? .null
            let parameter = try column.parameter?.value(run)
            let bytes: Int
            if let weight = column.weight, case .integer(let times) = run[weight] {
                bytes = try accumulator.add(value, parameter: parameter, times: Int(times))
            } else {
                bytes = try accumulator.add(value, parameter: parameter)
            }
            if bytes != 0 { try kept.add(bytes, run) }
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
        let last = groups.last?.keys ?? Array(repeating: .null, count: values.count)
        try kept.add(zip(values, last).reduce(groupWeight) { $0 + $1.0.weight(beside: $1.1) }, run)
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
        kept.release(run)
        try super.finish(run)
    }

    override func reset() {
        (places, groups, kept) = ([:], [], KeptMemory())
        super.reset()
    }
}

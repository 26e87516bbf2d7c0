internal import QueryPlanner
internal import QueryValues

/// `ORDER BY`; with a limit after it, only so many of the first rows are kept, in a heap.
final class SortOperator: Operator {
    private struct Key {
        /// Of the rows that are kept.
        var column: Int
        var isDescending: Bool
    }

    private let slots: [Slot]
    /// Keys that are none of the slots: the columns behind these.
    private let computed: [Evaluator]
    private let keys: [Key]
    private let skip: Evaluator?
    private let limit: Evaluator?
    private var rows: RowStore
    /// Places of rows: as they came, or as a heap with the last row of the order on top.
    private var order: [Int] = []
    private var most: Int?

    init(
        _ keys: [(value: Evaluator, isDescending: Bool)], keeping slots: [Slot], skip: Evaluator?, limit: Evaluator?
    ) {
        var computed: [Evaluator] = []
        self.keys = keys.map { value, isDescending in
            if let slot = (value as? SlotEvaluator)?.slot, let column = slots.firstIndex(of: slot) {
                return Key(column: column, isDescending: isDescending)
            }
            computed.append(value)
            return Key(column: slots.count + computed.count - 1, isDescending: isDescending)
        }
        self.slots = slots
        self.computed = computed
        self.skip = skip
        self.limit = limit
        rows = RowStore(slots, extra: computed.count, isReplacing: limit != nil)
    }

    override func push(_ run: Execution) throws -> Bool {
        let most = try self.most ?? wanted(run)
        self.most = most
        guard most > 0 else { return false }
        let extra = try computed.map { try $0.value(run) }
        if order.count < most {
            order.append(rows.count)
            try rows.append(run, extra)
            if order.count == most { for place in stride(from: most / 2, through: 0, by: -1) { sink(place) } }
        } else if precedes(extra, order[0], run) {
            try rows.replace(order[0], run, extra)
            sink(0)
        }
        return true
    }

    private func wanted(_ run: Execution) throws -> Int {
        guard let limit = try limit?.value(run).rowCount("LIMIT") else { return .max }
        let (sum, overflow) = limit.addingReportingOverflow(try skip?.value(run).rowCount("SKIP") ?? 0)
        return overflow ? .max : sum
    }

    override func finish(_ run: Execution) throws {
        // Rows that are equal under the order stay as they came.
        order.sort { a, b in
            let difference = compare(a, b)
            return difference != 0 ? difference < 0 : a < b
        }
        for row in order {
            rows.restore(row, run)
            guard try pass(run) else { break }
        }
        rows.removeAll(run)
        order = []
        try super.finish(run)
    }

    override func reset() {
        rows.reset()
        (order, most) = ([], nil)
        super.reset()
    }

    private func compare(_ a: Int, _ b: Int) -> Int {
        for key in keys {
            let difference = Value.order(rows[a, key.column], rows[b, key.column])
            if difference != 0 { return key.isDescending ? -difference : difference }
        }
        return 0
    }

    /// Whether what the frame and the computed keys hold comes before a row.
    private func precedes(_ extra: [Value], _ row: Int, _ run: Execution) -> Bool {
        for key in keys {
            let value = key.column < slots.count ? run[slots[key.column]] : extra[key.column - slots.count]
            let difference = Value.order(value, rows[row, key.column])
            if difference != 0 { return key.isDescending ? difference > 0 : difference < 0 }
        }
        return false
    }

    private func sink(_ start: Int) {
        var place = start
        while true {
            var largest = place
            for child in [2 * place + 1, 2 * place + 2] where child < order.count {
                if compare(order[child], order[largest]) > 0 { largest = child }
            }
            if largest == place { return }
            order.swapAt(place, largest)
            place = largest
        }
    }
}

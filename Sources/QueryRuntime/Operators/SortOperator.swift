internal import QueryPlanner
internal import QueryValues

/// `ORDER BY`; with a limit after it, only so many of the first rows are kept, in a heap.
final class SortOperator: Operator {
    private let keys: [(value: Evaluator, isDescending: Bool)]
    private let skip: Evaluator?
    private let limit: Evaluator?
    private let slots: [Slot]
    private var rows: RowStore
    /// Key values of each row, one row after the other.
    private var keyValues: [Value] = []
    /// Places of rows: as they came, or as a heap with the last row of the order on top.
    private var order: [Int] = []
    private var most: Int?

    init(
        _ keys: [(value: Evaluator, isDescending: Bool)], keeping slots: [Slot], skip: Evaluator?, limit: Evaluator?
    ) {
        self.keys = keys
        self.slots = slots
        self.skip = skip
        self.limit = limit
        rows = RowStore(slots)
    }

    override func push(_ run: Execution) throws -> Bool {
        let most = try self.most ?? wanted(run)
        self.most = most
        guard most > 0 else { return false }
        let candidate = try keys.map { try $0.value.value(run) }
        if order.count < most {
            order.append(rows.count)
            keyValues += candidate
            try rows.append(run)
            if order.count == most { for place in stride(from: most / 2, through: 0, by: -1) { sink(place) } }
        } else if precedes(candidate, order[0]) {
            let row = order[0]
            keyValues.replaceSubrange(row * keys.count..<(row + 1) * keys.count, with: candidate)
            rows.replace(row, run)
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
        (keyValues, order) = ([], [])
        try super.finish(run)
    }

    override func reset() {
        rows = RowStore(slots)
        (keyValues, order, most) = ([], [], nil)
        super.reset()
    }

    private func compare(_ a: Int, _ b: Int) -> Int {
        for key in keys.indices {
            let difference = Value.order(keyValues[a * keys.count + key], keyValues[b * keys.count + key])
            if difference != 0 { return keys[key].isDescending ? -difference : difference }
        }
        return 0
    }

    private func precedes(_ candidate: [Value], _ row: Int) -> Bool {
        for key in keys.indices {
            let difference = Value.order(candidate[key], keyValues[row * keys.count + key])
            if difference != 0 { return keys[key].isDescending ? difference > 0 : difference < 0 }
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

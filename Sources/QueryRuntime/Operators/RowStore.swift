internal import QueryPlanner
internal import QueryValues

/// Rows that wait: the values of some slots of each and others beside them, one row after the other.
struct RowStore {
    private let slots: [Slot]
    private let width: Int
    /// Rows that are replaced are weighed alone, so that what they weighed can be taken back.
    private let isReplacing: Bool
    private var values: [Value] = []
    private var kept = KeptMemory()
    private(set) var count = 0

    /// - Parameter extra: how many values each row has beside those of its slots, in the columns behind these.
    init(_ slots: [Slot], extra: Int = 0, isReplacing: Bool = false) {
        self.slots = slots
        self.isReplacing = isReplacing
        width = slots.count + extra
    }

    subscript(row: Int, column: Int) -> Value { values[row * width + column] }

    mutating func append(_ run: Execution, _ extra: [Value] = []) throws {
        var weight = 0
        for column in 0..<width {
            let value = column < slots.count ? run[slots[column]] : extra[column - slots.count]
            let isAlone = isReplacing || count == 0
            weight += isAlone ? value.weight : value.weight(beside: self[count - 1, column])
            values.append(value)
        }
        count += 1
        try kept.add(weight, run)
    }

    /// Replaces a row by what the frame holds.
    mutating func replace(_ row: Int, _ run: Execution, _ extra: [Value] = []) throws {
        var weight = 0
        for column in 0..<width {
            let value = column < slots.count ? run[slots[column]] : extra[column - slots.count]
            weight += value.weight - self[row, column].weight
            values[row * width + column] = value
        }
        try kept.add(weight, run)
    }

    /// Puts a row back into the frame.
    func restore(_ row: Int, _ run: Execution) {
        for (column, slot) in slots.enumerated() { run[slot] = self[row, column] }
    }

    mutating func removeAll(_ run: Execution) {
        kept.release(run)
        reset()
    }

    /// Forgets the rows of an earlier run.
    mutating func reset() {
        kept = KeptMemory()
        values = []
        count = 0
    }
}

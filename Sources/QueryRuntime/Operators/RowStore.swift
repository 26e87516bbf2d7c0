internal import QueryPlanner
internal import QueryValues

/// Rows that wait: the values of some slots of each, one row after the other.
struct RowStore {
    let slots: [Slot]
    private var values: [Value] = []
    private(set) var count = 0

    init(_ slots: [Slot]) { self.slots = slots }

    mutating func append(_ run: Execution) throws {
        try run.budget.keep(slots.count)
        for slot in slots { values.append(run[slot]) }
        count += 1
    }

    /// Puts a row back into the frame.
    func restore(_ row: Int, _ run: Execution) {
        var place = row * slots.count
        for slot in slots {
            run[slot] = values[place]
            place += 1
        }
    }

    /// Replaces a row by what the frame holds.
    mutating func replace(_ row: Int, _ run: Execution) {
        var place = row * slots.count
        for slot in slots {
            values[place] = run[slot]
            place += 1
        }
    }

    mutating func removeAll(_ run: Execution) {
        run.budget.release(values.count)
        values = []
        count = 0
    }
}

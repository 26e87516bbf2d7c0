/// What one operator or expression keeps, counted in the budget of the run until it is released.
struct KeptMemory {
    private var bytes = 0

    /// Throws `query.memoryLimit` when the query keeps too much. A negative number takes back.
    mutating func add(_ more: Int, _ run: Execution) throws {
        bytes += more
        try run.budget.keep(more)
    }

    mutating func release(_ run: Execution) {
        run.budget.release(bytes)
        bytes = 0
    }
}

internal import QueryValues

/// A list that grows element by element.
struct ListBuilder {
    private var elements: [Value] = []
    private var kept = KeptMemory()

    mutating func append(_ value: Value, _ run: Execution) throws {
        try ValueLimits.checkElements(elements.count + 1)
        try kept.add(value.weight(beside: elements.last ?? .null), run)
        elements.append(value)
    }

    /// The list, which is now the caller's; the builder is empty again.
    mutating func finish(_ run: Execution) throws -> Value {
        kept.release(run)
        defer { elements = [] }
        return try Value.checkedList(elements)
    }
}

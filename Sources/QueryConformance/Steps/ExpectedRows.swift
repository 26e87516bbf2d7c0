internal import GraphModel

/// The rows that a scenario expects of a query.
public struct ExpectedRows: Hashable, Sendable {
    public var columns: [String]
    /// As many values as there are columns.
    public var rows: [[ConformanceValue]]
    /// Whether the rows come in this order.
    public var isOrdered: Bool
    /// Whether the elements of lists, at any depth, may come in any order.
    public var ignoresListOrder: Bool

    public init(
        columns: [String], rows: [[ConformanceValue]], isOrdered: Bool = false, ignoresListOrder: Bool = false
    ) {
        self.columns = columns
        self.rows = rows
        self.isOrdered = isOrdered
        self.ignoresListOrder = ignoresListOrder
    }

    init(_ table: Table, isOrdered: Bool = false, ignoresListOrder: Bool = false) throws {
        self.init(
            columns: table.rows.first?.cells ?? [],
            rows: try table.rows.dropFirst().map { row in
                try row.cells.map { try ConformanceValue(reading: $0, at: row.position) }
            },
            isOrdered: isOrdered, ignoresListOrder: ignoresListOrder)
    }
}

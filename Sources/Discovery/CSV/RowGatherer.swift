/// Gathers the cells of rows for sinks that take rows.
final class RowGatherer {
    private let columns: TableColumns
    /// The column of the class or type.
    private let kind: Int
    /// By column: whether it is no property and says something all the same, so that rows that fill it are records.
    private let needsRecord: [Bool]
    private let cells: UnsafeMutableBufferPointer<TableCell>

    init(_ columns: TableColumns, kind: Int, needsRecord: [Bool]) {
        self.columns = columns
        self.kind = kind
        self.needsRecord = needsRecord
        cells = .allocate(capacity: columns.keys.count)
    }

    deinit { cells.deallocate() }

    /// The reader's current row, which has all columns; nil when it has to become a record. Valid until the reader
    /// moves.
    func row(of reader: CSVReader) -> TableRow? {
        guard let kind = reader.bytes(kind), !kind.isEmpty else { return nil }
        var count = 0
        for column in columns.keys.indices where !reader.isEmpty(column) {
            if columns.keys[column] != nil {
                guard let text = reader.bytes(column) else { return nil }
                cells.initializeElement(at: count, to: TableCell(column: column, text: text))
                count += 1
            } else if needsRecord[column] {
                return nil
            }
        }
        return TableRow(
            columns: columns, line: reader.line, kind: kind, cells: UnsafeBufferPointer(rebasing: cells[..<count]))
    }
}

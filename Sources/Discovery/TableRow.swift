/// The columns of one table in which every row states an item, or every row a relationship.
///
/// One object a table: a sink that takes rows keeps under it what it works out about the columns.
public final class TableColumns: Sendable {
    /// The file, for positions.
    public let file: String
    /// By column: the property that its cells state; nil for columns that say something else.
    public let keys: [String?]

    public init(file: String, keys: [String?]) {
        self.file = file
        self.keys = keys
    }
}

/// A cell of a row that states a property.
public struct TableCell: BitwiseCopyable {
    public var column: Int
    /// UTF-8; never empty.
    public var text: UnsafeRawBufferPointer
}

/// What one row of a table states, as bytes of the input that stay in place only while a sink looks at them.
///
/// Millions of rows pass this way without a string for any of their cells.
public struct TableRow {
    public let columns: TableColumns
    /// From 1.
    public let line: Int
    /// The class of an item, or the type of a relationship.
    public let kind: UnsafeRawBufferPointer
    /// Those with text, in the order of the columns.
    public let cells: UnsafeBufferPointer<TableCell>
}

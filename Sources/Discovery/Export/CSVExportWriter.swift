import GraphModel

/// Writes items, or relationships, as CSV with the conventional columns of docs/importers/csv.md, for spreadsheets.
///
/// Values lose their types and lists become text with `|` between their elements; the interchange format keeps all.
public struct CSVExportWriter: RecordWriter, Sendable {
    /// What the rows are.
    public enum Table: Sendable {
        case items
        case relationships
    }

    private let table: Table
    private let columns: [String]
    private var output: [UInt8] = []

    /// Writes the header.
    ///
    /// - Parameter columns: The attributes of all records that will follow; others are left out.
    public init(_ table: Table, columns: ExportColumns) {
        self.table = table
        switch table {
        case .items:
            self.columns = ExportColumns.ordered(columns.items)
            CSVRowText.append(["class", "id"] + self.columns, to: &output)
        case .relationships:
            self.columns = ExportColumns.ordered(columns.relationships)
            CSVRowText.append(["from", "type", "to"] + self.columns, to: &output)
        }
    }

    public var pendingBytes: Int { output.count }

    public mutating func take() -> [UInt8] {
        let bytes = output
        output = []
        return bytes
    }

    public mutating func write(_ record: DiscoveredRecord) {
        switch (table, record) {
        case (.items, .item(let item)):
            CSVRowText.append(
                [item.ciClass, item.exportText] + cells(item.attributes + item.groups.map(\.property)), to: &output)
        case (.relationships, .relationship(let it)):
            CSVRowText.append(
                [it.source.exportText, it.type, it.target.exportText] + cells(it.properties), to: &output)
        default: return
        }
    }

    public mutating func finish() {}

    private func cells(_ properties: [Property]) -> [String] {
        columns.map { column in properties.first { $0.key == column }?.value.exportText ?? "" }
    }
}

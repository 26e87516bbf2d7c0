import GraphModel

/// Writes items, or relationships, as CSV with the conventional columns of docs/import-csv.md, for spreadsheets.
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
            row(["class", "id"] + self.columns)
        case .relationships:
            self.columns = ExportColumns.ordered(columns.relationships)
            row(["from", "type", "to"] + self.columns)
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
            row([item.ciClass, item.exportText] + cells(item.attributes + item.groups.map(\.property)))
        case (.relationships, .relationship(let it)):
            row([it.source.exportText, it.type, it.target.exportText] + cells(it.properties))
        default: return
        }
    }

    public mutating func finish() {}

    private func cells(_ properties: [Property]) -> [String] {
        columns.map { column in properties.first { $0.key == column }?.value.exportText ?? "" }
    }

    private mutating func row(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.append(0x2C) }
            field(cell)
        }
        output.append(contentsOf: [0x0D, 0x0A])
    }

    /// In quotes where the text would be read otherwise without them.
    private mutating func field(_ text: String) {
        let utf8 = Array(text.utf8)
        let blanks: [UInt8?] = [0x20, 0x09]
        let isBlankAtEnd = blanks.contains(utf8.first) || blanks.contains(utf8.last)
        guard isBlankAtEnd || utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
            output += utf8
            return
        }
        output.append(0x22)
        for byte in utf8 {
            if byte == 0x22 { output.append(0x22) }
            output.append(byte)
        }
        output.append(0x22)
    }
}

import GraphModel

/// The names of a file's columns, from its first row.
struct CSVHeader {
    let file: String
    let names: [String]

    /// Reads the first row; nil when the file has none.
    ///
    /// - Throws: `import.badRecord` when two columns have one name.
    init?(_ reader: CSVReader) throws(ImportError) {
        guard try reader.nextRow() else { return nil }
        file = reader.name
        names = (0..<reader.fieldCount).map { reader.text($0) }
        for (index, name) in names.enumerated() where !name.isEmpty && names[..<index].contains(name) {
            throw ImportError(
                .badRecord, "two columns are called `\(name)`", at: reader.position(index),
                advice: "Rename one of them.")
        }
        if let nameless = names.firstIndex(where: { $0.utf8.count > Limits.nameBytes }) {
            throw ImportError(
                .limit, "the name of a column is longer than \(Limits.nameBytes) bytes", at: reader.position(nameless))
        }
    }

    subscript(_ name: String) -> Int? { names.firstIndex(of: name) }

    /// Refuses a row that has more or fewer fields than there are columns.
    func check(_ reader: CSVReader) throws(ImportError) {
        guard reader.fieldCount != names.count else { return }
        let found = reader.fieldCount == 1 ? "1 field" : "\(reader.fieldCount) fields"
        throw ImportError(
            .badRecord, "the row has \(found), and the header \(names.count)",
            at: reader.position(min(reader.fieldCount, names.count)),
            advice: "Put fields that contain the separator in double quotes.")
    }

    /// The text of a cell that must not be empty.
    func required(_ column: Int, _ row: CSVReader) throws(ImportError) -> String {
        guard row.isEmpty(column) else { return row.text(column) }
        throw ImportError(.badRecord, "`\(names[column])` is empty", at: row.position(column))
    }
}

internal import Discovery
internal import GraphModel
internal import GraphStore

/// What a packer knows of a table's columns for the items of one class, or the relationships of one type.
final class RowPlan {
    /// The packer's number of the class or type.
    let number: UInt32
    /// The column that names the redundancy group of a relationship.
    let groupColumn: Int?
    /// By column of the table, plain values only: every cell of millions of rows passes here.
    private var columns: [Column]
    /// By column: the property.
    private let keys: [String]
    /// By column: what the texts of those that do not take any text stand for.
    private let known: [EncodedTexts]
    /// How many columns must have a value.
    private let requiredColumns: Int

    private struct Column: BitwiseCopyable {
        /// The packer's number of the key, once a cell was seen.
        var number: UInt16?
        let takesAnyText: Bool
        let isRequired: Bool
    }

    /// - Parameter encode: the encoded value that a text of a property stands for; nil when that takes a look at the
    ///   record.
    private let encode: (_ key: String, _ text: String) -> [UInt8]?

    /// How rows with these columns identify an item beyond its name; nil where they do not.
    let identifierRules: IdentifierRules?

    /// Nil when the table lacks a property that must be there.
    init?(
        number: UInt32, _ table: TableColumns, required: Set<String>, identifierRules: IdentifierRules? = nil,
        takesAnyText: (String) -> Bool,
        encode: @escaping (_ key: String, _ text: String) -> [UInt8]?
    ) {
        self.number = number
        self.encode = encode
        let keys = table.keys.map { $0 ?? "" }
        self.keys = keys
        self.identifierRules = identifierRules.flatMap { rules in
            rules.looksBeyondNames && !rules.attributes.isDisjoint(with: keys) ? rules : nil
        }
        known = keys.map { _ in EncodedTexts() }
        groupColumn = keys.firstIndex(of: ConventionalProperty.group)
        columns = table.keys.map { key in
            Column(takesAnyText: key.map(takesAnyText) ?? false, isRequired: key.map(required.contains) ?? false)
        }
        requiredColumns = required.count
        guard columns.count(where: \.isRequired) == requiredColumns else { return nil }
    }

    /// Whether a column states the property.
    func has(_ key: String) -> Bool { keys.contains(key) }

    /// Appends the properties that a row states; false when it has to become a record. The bytes that they refer to
    /// stay until the next row.
    func append(
        _ cells: UnsafeBufferPointer<TableCell>, to properties: inout [EncodedProperty],
        _ elements: inout ElementPacker
    ) -> Bool {
        var missing = requiredColumns
        for cell in cells {
            let column = columns[cell.column]
            guard let number = column.number ?? number(of: cell.column, &elements) else { return false }
            if column.isRequired { missing -= 1 }
            if column.takesAnyText {
                properties.append(EncodedProperty(number, .text, cell.text))
                continue
            }
            let value = known[cell.column].value(cell.text, encode: { encode(keys[cell.column], $0) })
            guard let value else { return false }
            properties.append(EncodedProperty(number, .value, value))
        }
        return missing == 0
    }

    private func number(of column: Int, _ elements: inout ElementPacker) -> UInt16? {
        columns[column].number = elements.number(of: keys[column])
        return columns[column].number
    }
}

/// The plans for the rows of one table, by class or type.
struct RowPlans {
    private var table: TableColumns?
    private var places = FingerprintTable(minimumCapacity: 16)
    private var plans: [RowPlan?] = []
    /// Rows of one kind mostly follow each other.
    private var last: (kind: Fingerprint, plan: RowPlan?)?

    /// The plan for a row, from `make` for the first of its kind; nil when such rows have to become records.
    mutating func plan(for row: TableRow, make: (String) -> RowPlan?) -> RowPlan? {
        if row.columns !== table { self = RowPlans(table: row.columns) }
        let kind = Fingerprint(bytes: row.kind)
        if let last, last.kind == kind { return last.plan }
        let plan = find(kind) { make(String(decoding: row.kind, as: UTF8.self)) }
        last = (kind, plan)
        return plan
    }

    init(table: TableColumns? = nil) { self.table = table }

    private mutating func find(_ kind: Fingerprint, make: () -> RowPlan?) -> RowPlan? {
        if let place = places.value(kind) { return plans[Int(place)] }
        places.set(kind, UInt64(plans.count))
        plans.append(make())
        return plans[plans.count - 1]
    }
}

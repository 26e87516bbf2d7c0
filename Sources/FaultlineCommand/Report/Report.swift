/// What a command found, before anybody decides how it looks: facts, and tables of rows.
struct Report {
    struct Field {
        /// The JSON key.
        let key: String
        let title: String
        let cell: Cell
    }

    struct Column: Equatable {
        /// The JSON key and CSV header.
        let key: String
        let title: String

        init(_ key: String, _ title: String? = nil) {
            self.key = key
            self.title = title ?? key
        }
    }

    struct Table {
        /// The JSON key.
        let key: String
        let title: String
        var columns: [Column]
        var rows: Rows = []
        /// What people read instead of a table without rows; nil leaves the table out.
        var whenEmpty: String?
    }

    /// The first line that people read.
    var headline: String?
    var fields: [Field] = []
    var tables: [Table] = []
    /// The table that CSV and NDJSON carry: they have room for one.
    var mainTable = 0
    /// Lines at the end for people.
    var notes: [String] = []

    mutating func field(_ key: String, _ title: String, _ cell: Cell) {
        fields.append(Field(key: key, title: title, cell: cell))
    }
}

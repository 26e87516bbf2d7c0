import GraphModel

/// A mapping file: what the columns of a CSV file mean (docs/importers/csv.md).
struct CSVMapping {
    /// Which rows are passed over.
    struct Skip {
        enum Test {
            case empty(Bool)
            case among([String], Bool)
        }

        var column: MappedText
        var test: Test
    }

    struct Item {
        var ciClass: MappedText
        var id: MappedText
        var source: MappedText?
        var attributes: [(name: String, value: MappedText)] = []
        var groups: [(name: String, threshold: MappedText)] = []
        var relationships: [Relationship] = []
    }

    struct Relationship {
        var type: MappedText
        /// Nil when this end is the item that the relationship belongs to.
        var from: Reference?
        var to: Reference?
        var properties: [(name: String, value: MappedText)] = []
    }

    enum Reference {
        case id(MappedText, source: MappedText?)
        case name(MappedText, ciClass: MappedText)
    }

    var dialect = CSVDialect()
    var skips: [Skip] = []
    var items: [Item] = []
    var relationships: [Relationship] = []
}

/// A text put together from cells: what it becomes, and where the mapping file says so.
struct MappedText {
    enum Piece: Hashable {
        case literal(String)
        case column(String)
    }

    var pieces: [Piece]
    var type = CellType.text
    /// Splits the first column into several values.
    var separator: UInt8?
    /// Replaces texts by others.
    var values: [String: String]?
    /// Replaces those that `values` does not name.
    var otherwise: String?
    /// Written as a constant, so that it may look like a column's name.
    var isMeantLiterally = false
    var position: SourcePosition

    var columns: [String] {
        pieces.compactMap { if case .column(let name) = $0 { name } else { nil } }
    }
}

import GraphModel

/// Rows of relationships whose columns are named by convention: `from`, `type`, `to`, and properties.
struct ConventionalRelationships: CSVRows {
    private let header: CSVHeader
    private let from: Int
    private let to: Int
    private let type: Int?
    private let fixedType: String
    private let gatherer: RowGatherer?

    /// Nil when the columns are not those of relationships.
    init?(_ header: CSVHeader, fixedType: String?) {
        guard let from = header["from"], let to = header["to"], header["type"] != nil || fixedType != nil else {
            return nil
        }
        self.header = header
        self.from = from
        self.to = to
        type = header["type"]
        self.fixedType = fixedType ?? ""
        let type = type
        let keys = header.names.enumerated().map { index, name in
            index == from || index == to || index == type || name.isEmpty ? nil : name
        }
        gatherer = type.map {
            RowGatherer(
                TableColumns(file: header.file, keys: keys), kind: $0,
                needsRecord: [Bool](repeating: false, count: keys.count))
        }
    }

    func read(_ row: CSVReader, into sink: any DiscoverySink) throws(ImportError) {
        try header.check(row)
        if let gathered = gatherer?.row(of: row), let source = row.bytes(from), let target = row.bytes(to),
            !source.isEmpty, !target.isEmpty, try sink.accept(gathered, from: source, to: target)
        {
            return
        }
        let source = try header.required(from, row)
        let target = try header.required(to, row)
        let type = if let type { try header.required(type, row) } else { fixedType }
        var properties: [Property] = []
        for (index, name) in header.names.enumerated() {
            guard index != from, index != to, index != self.type, !name.isEmpty, !row.isEmpty(index) else { continue }
            properties.append(Property(name, .string(row.text(index))))
        }
        try sink.accept(
            .relationship(
                DiscoveredRelationship(
                    type: type, source: .native(source), target: .native(target), properties: properties,
                    position: SourcePosition(file: row.name, line: row.line))))
    }
}

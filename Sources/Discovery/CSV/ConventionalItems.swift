import GraphModel

/// Rows of items whose columns are named by convention: `class`, `id`, `name`, attributes, `group.NAME`, and references
/// such as `RUNS_ON`.
struct ConventionalItems: CSVRows {
    private enum Column {
        case unused
        case ciClass
        case id
        case attribute(String)
        case group(String)
        case reference(ConventionalReference)
    }

    private let header: CSVHeader
    private let columns: [Column]
    private let idColumn: Int
    private let classColumn: Int?
    private let fixedClass: String
    private let gatherer: RowGatherer?

    /// Nil when the columns are not those of items.
    init?(_ header: CSVHeader, fixedClass: String?) {
        classColumn = header["class"]
        guard classColumn != nil || fixedClass != nil, let id = header["id"] ?? header["name"] else { return nil }
        self.header = header
        self.fixedClass = fixedClass ?? ""
        idColumn = id
        let columns = header.names.map { (name) -> Column in
            if name.isEmpty { return .unused }
            if name == "class" { return .ciClass }
            if name == "id" { return .id }
            if name.hasPrefix(GroupThreshold.propertyPrefix) {
                return .group(String(name.dropFirst(GroupThreshold.propertyPrefix.count)))
            }
            if let reference = ConventionalReference(name) { return .reference(reference) }
            return .attribute(name)
        }
        self.columns = columns
        gatherer = classColumn.map { Self.gatherer(header, columns, ciClass: $0) }
    }

    private static func gatherer(_ header: CSVHeader, _ columns: [Column], ciClass: Int) -> RowGatherer {
        var keys = [String?](repeating: nil, count: columns.count)
        var needsRecord = [Bool](repeating: false, count: columns.count)
        for (index, column) in columns.enumerated() {
            switch column {
            case .attribute(let name): keys[index] = name
            case .group(let name): keys[index] = GroupThreshold.propertyKey(name)
            case .reference: needsRecord[index] = true
            case .unused, .ciClass, .id: continue
            }
        }
        return RowGatherer(TableColumns(file: header.file, keys: keys), kind: ciClass, needsRecord: needsRecord)
    }

    func read(_ row: CSVReader, into sink: any DiscoverySink) throws(ImportError) {
        try header.check(row)
        if let gathered = gatherer?.row(of: row), let id = row.bytes(idColumn), !id.isEmpty,
            try sink.accept(gathered, item: id)
        {
            return
        }
        let position = SourcePosition(file: row.name, line: row.line)
        let id = try header.required(idColumn, row)
        let ciClass = if let classColumn { try header.required(classColumn, row) } else { fixedClass }
        var attributes: [Property] = []
        attributes.reserveCapacity(columns.count)
        var groups: [RedundancyGroup] = []
        var hasReferences = false
        for index in columns.indices where !row.isEmpty(index) {
            switch columns[index] {
            case .attribute(let name): attributes.append(Property(name, .string(row.text(index))))
            case .group(let name):
                groups.append(try RedundancyGroup(name, threshold: row.text(index), at: row.position(index)))
            case .reference: hasReferences = true
            case .unused, .ciClass, .id: continue
            }
        }
        try sink.accept(
            .item(
                DiscoveredItem(
                    ciClass: ciClass, nativeID: id, attributes: attributes, groups: groups, position: position)))
        guard hasReferences else { return }
        for index in columns.indices where !row.isEmpty(index) {
            guard case .reference(let reference) = columns[index] else { continue }
            for other in CSVList.parts(row.text(index)) {
                try sink.accept(.relationship(reference.relationship(of: id, other, at: position)))
            }
        }
    }
}

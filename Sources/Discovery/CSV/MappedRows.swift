import GraphModel

/// Rows read as a mapping file says.
struct MappedRows: CSVRows {
    private struct Item {
        var ciClass: CompiledText
        var id: CompiledText
        var source: CompiledText?
        var attributes: [(name: String, value: CompiledText)] = []
        var groups: [(name: String, threshold: CompiledText)] = []
        var relationships: [Relationship] = []
    }

    private struct Relationship {
        var type: CompiledText
        var from: Reference?
        var to: Reference?
        var properties: [(name: String, value: CompiledText)] = []
    }

    private enum Reference {
        case id(CompiledText, source: CompiledText?)
        case name(CompiledText, ciClass: CompiledText)
    }

    private let header: CSVHeader
    private let skips: [(column: CompiledText, test: CSVMapping.Skip.Test)]
    private let items: [Item]
    private let relationships: [Relationship]

    /// - Throws: `import.badMapping` when the mapping names a column that the file does not have.
    init(_ mapping: CSVMapping, _ header: CSVHeader) throws(ImportError) {
        self.header = header
        let compiler = Compiler(header: header)
        skips = try mapping.skips.map { (skip) throws(ImportError) in (try compiler.text(skip.column), skip.test) }
        items = try mapping.items.map { (item) throws(ImportError) in try compiler.item(item) }
        relationships = try mapping.relationships.map { (it) throws(ImportError) in try compiler.relationship(it) }
    }

    /// Finds the columns of every text of a mapping.
    private struct Compiler {
        let header: CSVHeader

        func text(_ text: MappedText) throws(ImportError) -> CompiledText { try CompiledText(text, header) }

        func optional(_ text: MappedText?) throws(ImportError) -> CompiledText? {
            if let text { try self.text(text) } else { nil }
        }

        func item(_ item: CSVMapping.Item) throws(ImportError) -> Item {
            var compiled = Item(
                ciClass: try text(item.ciClass), id: try text(item.id), source: try optional(item.source))
            for (name, value) in item.attributes {
                try checkMeant(value, name)
                compiled.attributes.append((name, try text(value)))
            }
            for (name, threshold) in item.groups { compiled.groups.append((name, try text(threshold))) }
            for one in item.relationships { compiled.relationships.append(try relationship(one)) }
            return compiled
        }

        /// A constant that is the name of a column is a slip.
        private func checkMeant(_ value: MappedText, _ name: String) throws(ImportError) {
            guard !value.isMeantLiterally, value.pieces.count == 1, case .literal(let text) = value.pieces[0],
                header[text] != nil
            else { return }
            throw ImportError(
                .badMapping, "`\(name)` is the constant `\(text)`, which is also the name of a column",
                at: value.position, advice: "For the column write {column: \(text)}, for the constant {value: \(text)}."
            )
        }

        func relationship(_ it: CSVMapping.Relationship) throws(ImportError) -> Relationship {
            var compiled = Relationship(type: try text(it.type))
            if let from = it.from { compiled.from = try reference(from) }
            if let to = it.to { compiled.to = try reference(to) }
            for (name, value) in it.properties { compiled.properties.append((name, try text(value))) }
            return compiled
        }

        private func reference(_ it: CSVMapping.Reference) throws(ImportError) -> Reference {
            switch it {
            case .id(let id, let source): .id(try text(id), source: try optional(source))
            case .name(let name, let ciClass): .name(try text(name), ciClass: try text(ciClass))
            }
        }
    }

    func read(_ row: CSVReader, into sink: any DiscoverySink) throws(ImportError) {
        try header.check(row)
        for skip in skips where try applies(skip.test, skip.column, row) { return }
        let position = SourcePosition(file: row.name, line: row.line)
        var records: [DiscoveredRecord] = []
        for item in items { try read(item, row, position, &records) }
        for relationship in relationships {
            try read(relationship, row, position, own: nil, &records)
        }
        for record in records { try sink.accept(record) }
    }

    private func applies(
        _ test: CSVMapping.Skip.Test, _ column: CompiledText, _ row: CSVReader
    ) throws(ImportError) -> Bool {
        let text = try column.text(row)
        return switch test {
        case .empty(let isEmpty): (text == nil) == isEmpty
        case .among(let values, let isPositive): values.contains(text ?? "") == isPositive
        }
    }

    private func read(
        _ item: Item, _ row: CSVReader, _ position: SourcePosition, _ records: inout [DiscoveredRecord]
    ) throws(ImportError) {
        let id = try required(item.id, "id", row)
        var found = DiscoveredItem(ciClass: try listed(item.ciClass, "class", row), nativeID: id, position: position)
        if let source = item.source { found.source = try required(source, "source", row) }
        for (name, value) in item.attributes {
            if let value = try value.value(row) { found.attributes.append(Property(name, value)) }
        }
        for (name, threshold) in item.groups {
            guard let text = try threshold.text(row) else { continue }
            found.groups.append(try RedundancyGroup(name, threshold: text, at: row.position(threshold.column ?? 0)))
        }
        records.append(.item(found))
        let own: ItemReference =
            if let source = found.source { .foreign(source: source, nativeID: id) } else { .native(id) }
        for relationship in item.relationships { try read(relationship, row, position, own: own, &records) }
    }

    /// Every pair of the ends that the row names.
    private func read(
        _ relationship: Relationship, _ row: CSVReader, _ position: SourcePosition, own: ItemReference?,
        _ records: inout [DiscoveredRecord]
    ) throws(ImportError) {
        let sources = try references(relationship.from, own, row)
        let targets = try references(relationship.to, own, row)
        guard !sources.isEmpty, !targets.isEmpty else { return }
        let type = try listed(relationship.type, "type", row)
        var properties: [Property] = []
        for (name, value) in relationship.properties {
            if let value = try value.value(row) { properties.append(Property(name, value)) }
        }
        for source in sources {
            for target in targets {
                records.append(
                    .relationship(
                        DiscoveredRelationship(
                            type: type, source: source, target: target, properties: properties, position: position)))
            }
        }
    }

    private func references(
        _ reference: Reference?, _ own: ItemReference?, _ row: CSVReader
    ) throws(ImportError) -> [ItemReference] {
        switch reference {
        case nil: return own.map { [$0] } ?? []
        case .id(let id, let source):
            guard let source else { return try id.texts(row).map { .native($0) } }
            guard let name = try source.text(row) else { return [] }
            return try id.texts(row).map { .foreign(source: name, nativeID: $0) }
        case .name(let name, let ciClass):
            guard let ciClass = try ciClass.text(row) else { return [] }
            return try name.texts(row).map { .named(ciClass: ciClass, name: $0) }
        }
    }

    private func required(_ text: CompiledText, _ key: String, _ row: CSVReader) throws(ImportError) -> String {
        if let found = try text.text(row), !found.isEmpty { return found }
        throw ImportError(.badRecord, "a column that `\(key)` needs is empty", at: row.position(text.column ?? 0))
    }

    /// As `required`; where the mapping lists values, the row must have one of them.
    private func listed(_ text: CompiledText, _ key: String, _ row: CSVReader) throws(ImportError) -> String {
        guard !text.isUnlisted(row) else {
            throw ImportError(
                .badRecord, "the mapping file's `values` for `\(key)` do not list this text",
                at: row.position(text.column ?? 0), advice: "Add it, or `\"*\"` for all others.")
        }
        return try required(text, key, row)
    }
}

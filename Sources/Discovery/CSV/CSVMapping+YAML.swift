import GraphModel

extension CSVMapping {
    /// Reads a mapping file.
    ///
    /// - Throws: `import.badMapping`, with the line.
    init(yaml: String, name: String) throws(ImportError) {
        self.init()
        let root = try YAMLPart(document: yaml, YAMLPart.Origin(file: name), what: "the mapping file")
        let parts = try root.members(of: [
            "separator", "encoding", "decimal", "skip", "item", "items", "relationships",
        ])
        if let part = parts["separator"] {
            let name = try part.text()
            guard let separator = CSVDialect.separator(named: name) else {
                throw CSVImporter.unknownSeparator(name, at: part.position)
            }
            dialect.separator = separator
        }
        if let part = parts["encoding"] {
            let name = try part.text()
            guard let encoding = TextEncoding(name: name) else {
                throw CSVImporter.unknownEncoding(name, at: part.position)
            }
            dialect.encoding = encoding
        }
        let cells = MappedTextReader(hasDecimalComma: try Self.hasDecimalComma(parts["decimal"]))
        for part in parts["skip"]?.elements() ?? [] { skips.append(try Self.skip(part, cells)) }
        for part in (parts["item"]?.elements() ?? []) + (parts["items"]?.elements() ?? []) {
            items.append(try Self.item(part, cells))
        }
        for part in parts["relationships"]?.elements() ?? [] {
            relationships.append(try Self.relationship(part, cells, ofItem: false))
        }
        guard !items.isEmpty || !relationships.isEmpty else {
            throw root.error("the mapping file states neither `item` nor `relationships`")
        }
    }

    private static func hasDecimalComma(_ part: YAMLPart?) throws(ImportError) -> Bool {
        guard let part else { return false }
        switch try part.text() {
        case ",": return true
        case ".": return false
        default: throw part.error("`decimal` must be \",\" or \".\"")
        }
    }

    private static func skip(_ part: YAMLPart, _ cells: MappedTextReader) throws(ImportError) -> Skip {
        let keys = try part.members(of: ["column", "in", "notIn", "empty"])
        guard let column = keys["column"], keys.count == 2 else {
            throw part.error("a rule of `skip` needs `column` and one of `in`, `notIn` and `empty`")
        }
        let text = MappedText(pieces: [.column(try column.text())], position: column.position)
        if let empty = keys["empty"] { return Skip(column: text, test: .empty(try empty.boolean())) }
        let isPositive = keys["in"] != nil
        var values: [String] = []
        for element in (keys["in"] ?? keys["notIn"])?.elements() ?? [] { values.append(try element.text()) }
        return Skip(column: text, test: .among(values, isPositive))
    }

    private static func item(_ part: YAMLPart, _ cells: MappedTextReader) throws(ImportError) -> Item {
        let keys = try part.members(of: ["class", "id", "source", "attributes", "groups", "relationships"])
        guard let ciClass = keys["class"] else { throw part.error("an item needs `class`") }
        guard let id = keys["id"] else { throw part.error("an item needs `id`") }
        var item = Item(ciClass: try cells.single(ciClass), id: try cells.single(id))
        if let source = keys["source"] { item.source = try cells.single(source) }
        if let attributes = keys["attributes"] { item.attributes = try Self.properties(attributes, cells) }
        for (name, value) in try keys["groups"]?.members() ?? [] {
            item.groups.append((name, try cells.single(value)))
        }
        for relationship in keys["relationships"]?.elements() ?? [] {
            item.relationships.append(try Self.relationship(relationship, cells, ofItem: true))
        }
        return item
    }

    private static func properties(
        _ part: YAMLPart, _ cells: MappedTextReader
    ) throws(ImportError) -> [(name: String, value: MappedText)] {
        var properties: [(name: String, value: MappedText)] = []
        for (name, value) in try part.members() { properties.append((name, try cells.read(value))) }
        return properties
    }

    private static func relationship(
        _ part: YAMLPart, _ cells: MappedTextReader, ofItem isItems: Bool
    ) throws(ImportError) -> Relationship {
        let keys = try part.members(of: ["type", "from", "to", "group", "properties"])
        guard let type = keys["type"] else { throw part.error("a relationship needs `type`") }
        var relationship = Relationship(type: try cells.single(type))
        if let from = keys["from"] { relationship.from = try Self.reference(from, cells) }
        if let to = keys["to"] { relationship.to = try Self.reference(to, cells) }
        let ends = (relationship.from == nil ? 0 : 1) + (relationship.to == nil ? 0 : 1)
        guard ends == (isItems ? 1 : 2) else {
            throw part.error(
                isItems
                    ? "a relationship of an item has either `to` or `from`; the other end is the item"
                    : "a relationship needs `from` and `to`")
        }
        if let properties = keys["properties"] { relationship.properties = try Self.properties(properties, cells) }
        if let group = keys["group"] {
            relationship.properties.append((ConventionalProperty.group, try cells.single(group)))
        }
        return relationship
    }

    private static func reference(_ part: YAMLPart, _ cells: MappedTextReader) throws(ImportError) -> Reference {
        guard part.isMapping else { return .id(try cells.read(part), source: nil) }
        let keys = try part.members()
        func value(_ key: String) -> YAMLPart? { keys.first { $0.key == key }?.value }
        if let id = value("id") {
            _ = try part.members(of: ["id", "source"])
            let source = if let source = value("source") { try cells.single(source) } else { nil as MappedText? }
            return .id(try cells.read(id), source: source)
        }
        if let name = value("name") {
            _ = try part.members(of: ["name", "class"])
            guard let ciClass = value("class") else { throw part.error("`name` needs `class` beside it") }
            return .name(try cells.read(name), ciClass: try cells.single(ciClass))
        }
        return .id(try cells.read(part), source: nil)
    }
}

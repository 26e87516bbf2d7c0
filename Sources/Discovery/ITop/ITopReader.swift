import GraphModel

/// Finds the objects in XML sets and in CSV exports, one at a time.
struct ITopReader {
    let sink: any DiscoverySink
    /// The class of CSV rows that do not tell theirs.
    let fallback: String?
    let take: (ITopObject) throws(ImportError) -> Void

    /// What came before damage to the document counts, and the damage is reported.
    func read(_ input: ImportInput) throws(ImportError) {
        let isXML = TextHead(try input.head()).text.hasPrefix("<")
        do throws(ImportError) {
            if isXML { try readXML(input) } else { try readCSV(input) }
        } catch {
            guard error.isDamage else { throw error }
            sink.reject(error)
        }
    }

    private func readXML(_ input: ImportInput) throws(ImportError) {
        let reader = XMLReader(isRecord: { path in path.count == 2 && path[0] == "Set" })
        try reader.read(
            input, into: sink,
            root: { root throws(ImportError) in
                guard root.name != "Set" else { return }
                throw ImportError(
                    .badRecord, "this is no set of iTop's: its root is `\(root.name)`", at: root.position)
            },
            take: { element throws(ImportError) in try take(element) })
    }

    /// An object, and those of the sets that are nested in it; nesting is limited by the reader.
    private func take(_ element: XMLElement) throws(ImportError) {
        // A query over several classes gives rows of an object each, of which those without a partner are null.
        if element.name == "Row", element["id"] == nil {
            for object in element.children where object["id"] != "null" { try takeNested(object) }
            return
        }
        guard let id = element["id"] else {
            throw ImportError(.badRecord, "the object has no id", at: element.position)
        }
        var fields: [String: String] = [:]
        var nested: [XMLElement] = []
        for child in element.children {
            if let set = child.child("Set") {
                nested += set.children
            } else {
                fields[child.name] = child.text
            }
        }
        try take(ITopObject(element.name, id: id, fields, at: element.position))
        for object in nested { try takeNested(object) }
    }

    private func takeNested(_ element: XMLElement) throws(ImportError) {
        do throws(ImportError) {
            try take(element)
        } catch {
            guard error.kind == .badRecord else { throw error }
            sink.reject(error)
        }
    }

    private func readCSV(_ input: ImportInput) throws(ImportError) {
        let reader = try CSVReader(input, dialect: CSVDialect())
        guard let header = try CSVHeader(reader) else { return }
        let classes = ITopColumns.classes(header.names)
        guard !classes.isEmpty else {
            throw ImportError(
                .badRecord, "there is no column `id`", at: SourcePosition(file: input.name, line: 1),
                advice: "Export the field id, with the codes of fields as names (no_localize=1).")
        }
        let stem = InputName.stem(input.name, without: [".csv"])
        while true {
            do throws(ImportError) {
                guard try reader.nextRow() else { return }
                try header.check(reader)
                for columns in classes { try take(columns, reader, stem) }
            } catch {
                guard error.kind == .badRecord else { throw error }
                sink.reject(error)
            }
        }
    }

    private func take(_ columns: ITopColumns, _ row: CSVReader, _ stem: String?) throws(ImportError) {
        let id = row.text(columns.id)
        // Where a query joins classes, there may be no partner.
        if columns.alias != nil, id.isEmpty || id == "0" { return }
        guard !id.isEmpty else {
            throw ImportError(.badRecord, "`id` is empty", at: row.position(columns.id))
        }
        let told = columns.finalClass.map { row.text($0) }.flatMap { $0.isEmpty ? nil : $0 }
        let alias = columns.alias.flatMap { ITopClass.isKnown($0) ? $0 : nil }
        guard let name = told ?? alias ?? fallback ?? stem else {
            throw ImportError(
                .badRecord, "the row does not tell its class", at: row.position(0),
                advice: "Export finalclass, call the file CLASS.csv, or name it: --option class=CLASS")
        }
        var fields: [String: String] = [:]
        for (column, field) in columns.fields { fields[field] = row.text(column) }
        try take(ITopObject(name, id: id, fields, at: row.position(0)))
    }
}

/// The columns of one class. Exports of several classes have the class's alias before the field: `Server.name`.
struct ITopColumns {
    let alias: String?
    let id: Int
    let finalClass: Int?
    let fields: [(column: Int, field: String)]

    /// One for each alias that has a column `id`, in the order of the columns.
    static func classes(_ names: [String]) -> [ITopColumns] {
        var order: [String] = []
        var columns: [String: [(column: Int, field: String)]] = [:]
        for (column, name) in names.enumerated() {
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            let alias = parts.count == 2 ? parts[0] : ""
            if columns[alias] == nil { order.append(alias) }
            columns[alias, default: []].append((column, parts.last ?? ""))
        }
        return order.compactMap { alias in
            let fields = columns[alias] ?? []
            guard let id = fields.first(where: { $0.field == "id" }) else { return nil }
            return ITopColumns(
                alias: alias.isEmpty ? nil : alias, id: id.column,
                finalClass: fields.first { $0.field == "finalclass" }?.column, fields: fields)
        }
    }
}

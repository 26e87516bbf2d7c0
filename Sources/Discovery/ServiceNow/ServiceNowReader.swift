import GraphModel

/// Finds the records in answers of the Table API (`{result: […]}`), of JSONv2 (`{records: […]}`) and of the CMDB
/// Instance API, in payloads for the identification engine (`{items: […], relations: […]}`), and in bare records;
/// several may follow one another.
///
/// One record is in memory at a time.
final class ServiceNowReader {
    private let reader: JSONReader
    private let sink: any DiscoverySink
    /// The table of records that do not tell theirs.
    private let fallback: String?
    private let take: (ServiceNowRow, String) throws(ImportError) -> Void
    private let relate: (ServiceNowPayload.Link) throws(ImportError) -> Void
    /// The identifiers of a payload's items in their order, for relations that name them by their place.
    private var payload = ServiceNowPayload()

    init(
        _ input: ImportInput, _ sink: any DiscoverySink, fallback: String?,
        take: @escaping (ServiceNowRow, String) throws(ImportError) -> Void,
        relate: @escaping (ServiceNowPayload.Link) throws(ImportError) -> Void
    ) throws(ImportError) {
        reader = try JSONReader(input, framing: .sequence)
        self.sink = sink
        self.fallback = fallback
        self.take = take
        self.relate = relate
    }

    func readAll() throws(ImportError) {
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() {
                try reader.readRecord(into: sink) { () throws(ImportError) in try readNode() }
            }
        }
    }

    private func readNode() throws(ImportError) {
        if reader.token == .key { try reader.next() }
        guard reader.token == .beginArray else { return try readObject() }
        try reader.readRecords(into: sink) { () throws(ImportError) in try readNode() }
    }

    private func readObject() throws(ImportError) {
        try reader.beginObject()
        let position = reader.position
        var members: [JSONObject.Member] = []
        var isList = false
        var held: [JSONFields] = []
        payload = ServiceNowPayload()
        while try reader.nextKey() {
            if reader.keyIs("result") || reader.keyIs("records") {
                isList = true
                try readNode()
            } else if reader.keyIs("items") {
                isList = true
                try reader.readRecords(into: sink) { () throws(ImportError) in
                    // A bad item keeps its place: relations count by it.
                    payload.ids.append(nil)
                    try item()
                }
            } else if reader.keyIs("relations") {
                isList = true
                try reader.readRecords(into: sink) { () throws(ImportError) in
                    let position = reader.position
                    let link = JSONFields(try object(), at: position)
                    if payload.ids.isEmpty { held.append(link) } else { try relate(payload.link(link)) }
                }
            } else {
                members.append(JSONObject.Member(reader.keyText, try reader.readValue()))
            }
        }
        for link in held {
            do throws(ImportError) {
                try relate(payload.link(link))
            } catch {
                guard error.kind == .badRecord else { throw error }
                sink.reject(error)
            }
        }
        if !isList { try deliver(JSONFields(JSONObject(members), at: position)) }
    }

    private func object() throws(ImportError) -> JSONObject {
        guard reader.token == .beginObject else { throw reader.error(.badRecord, "this is not an object") }
        guard case .object(let object) = try reader.readValue() else { return JSONObject() }
        return object
    }

    /// An item of a payload. It has no identifier of ServiceNow's.
    private func item() throws(ImportError) {
        let position = reader.position
        let fields = JSONFields(try object(), at: position)
        guard let table = try fields.string("className")?.lowercased() else { throw fields.missing("className") }
        let values = try fields.object("values")
        guard !values.isMissing else { throw fields.missing("values") }
        let id = payload.identify(fields, table)
        try take(ServiceNowRow(fields: values, table: table), id)
    }

    private func deliver(_ fields: JSONFields) throws(ImportError) {
        let attributes = fields.member("attributes")
        guard attributes.isMissing else { return try deliverInstance(fields, attributes) }
        let table = try table(of: fields)
        guard
            let id = ServiceNowField(fields.value["sys_id"])?.text
                ?? (table == ServiceNowTables.relationships ? "" : nil)
        else { throw fields.missing("sys_id") }
        try take(ServiceNowRow(fields: fields, table: table), id)
    }

    /// One configuration item with its relationships.
    private func deliverInstance(_ fields: JSONFields, _ attributes: JSONFields) throws(ImportError) {
        guard let id = ServiceNowField(attributes.value["sys_id"])?.text else { throw attributes.missing("sys_id") }
        try take(ServiceNowRow(fields: attributes, table: try table(of: attributes)), id)
        for (name, isParent) in [("outbound_relations", true), ("inbound_relations", false)] {
            for relation in try fields.objects(name) {
                let row = ServiceNowRow(fields: relation, table: ServiceNowTables.relationships)
                guard let other = row["target"]?.reference, let type = row["type"] else {
                    throw relation.missing("target")
                }
                try relate(payload.link(id, other, isParent, type.shown ?? type.reference ?? type.text, row.position))
            }
        }
    }

    private func table(of fields: JSONFields) throws(ImportError) -> String {
        if let field = ServiceNowField(fields.value["sys_class_name"]) {
            if let table = ServiceNowTables.table(of: field) { return table }
            if let fallback, ServiceNowTables.ciClass(fallback) != nil { return fallback }
            // Only configuration items have these; a class of an organisation's own may be called anything.
            let isItem = ["install_status", "operational_status", "hardware_status"].contains {
                fields.value[$0] != nil
            }
            let name = field.text.lowercased().replacing(" ", with: "_")
            return isItem ? "cmdb_ci_\(name)" : name
        }
        if let fallback { return fallback }
        func has(_ names: String...) -> Bool { names.allSatisfy { fields.value[$0] != nil } }
        if has("parent", "child", "type") || has("parent.name", "child.name") { return ServiceNowTables.relationships }
        if has("parent_descriptor", "child_descriptor") { return ServiceNowTables.relationshipTypes }
        if has("user_name") { return "sys_user" }
        if has("latitude", "longitude") { return "cmn_location" }
        throw ImportError(
            .badRecord, "the record does not tell its table", at: fields.position,
            advice: "Export sys_class_name, call the file TABLE.json, or name it: --option table=TABLE")
    }
}

/// What the relations of one payload refer to.
struct ServiceNowPayload {
    /// A relationship between two records, by their identifiers.
    struct Link {
        var parent: String
        var child: String
        var type: String
        var position: SourcePosition
    }

    /// The identifiers of the items in their order; nil for those that could not be read.
    var ids: [String?] = []
    private var byInternalID: [String: String] = [:]
    private var counts: [String: Int] = [:]

    /// Identifies the item at the end: by the key that its source gave it, otherwise by class and name.
    mutating func identify(_ fields: JSONFields, _ table: String) -> String {
        let values = fields.value["values"] ?? .null
        let source = fields.value["sys_object_source_info"]
        var id: String
        if let own = values["sys_id"]?.text {
            id = own
        } else if let key = source?["source_native_key"]?.text {
            id = "\(table)/\(source?["source_name"]?.text ?? "")/\(key)"
        } else {
            let name = ["name", "correlation_id", "object_id", "serial_number", "ip_address"].lazy
                .compactMap { values[$0]?.text }.first
            id = "\(table)/\(name ?? "")"
        }
        // Two applications of one name on two computers differ by the relations only.
        let count = (counts[id] ?? 0) + 1
        counts[id] = count
        if count > 1 { id += "#\(count)" }
        ids[ids.count - 1] = id
        if let internalID = fields.value["internal_id"]?.text { byInternalID[internalID] = id }
        return id
    }

    /// - Throws: `import.badRecord` when an end is none of the items.
    func link(_ fields: JSONFields) throws(ImportError) -> Link {
        guard let type = try fields.string("type") else { throw fields.missing("type") }
        return Link(
            parent: try end(fields, "parent"), child: try end(fields, "child"), type: type,
            position: fields.position)
    }

    func link(
        _ id: String, _ other: String, _ isParent: Bool, _ type: String, _ position: SourcePosition
    ) -> Link {
        Link(
            parent: isParent ? id : other, child: isParent ? other : id, type: type, position: position)
    }

    private func end(_ fields: JSONFields, _ name: String) throws(ImportError) -> String {
        guard let value = fields.value[name] else { throw fields.missing(name) }
        if let id = value.string.flatMap({ byInternalID[$0] }) { return id }
        guard let place = value.wholeNumber, place >= 0, place < ids.count, let id = ids[Int(place)] else {
            throw ImportError(.badRecord, "this is no item of the payload", at: fields.member(name).position)
        }
        return id
    }
}

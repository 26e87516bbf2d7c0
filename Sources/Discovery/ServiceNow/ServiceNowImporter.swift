public import GraphModel

/// Reads what ServiceNow's interfaces print and take. docs/importers/servicenow.md says what follows from what.
public final class ServiceNowImporter: Importer {
    public static let format = "servicenow"
    public static let summary = "ServiceNow: records of the Table API, CMDB instances, and IRE payloads"
    public static let example =
        "curl -su USER \"$INSTANCE/api/now/table/cmdb_ci?sysparm_display_value=all\" | faultline import servicenow -"

    private let prefix: String
    private let table: String?
    private var relations: ServiceNowRelations
    private var seen: Set<String> = []
    private var repeated: (count: Int, first: SourcePosition)?
    private var unread: [String: (count: Int, first: SourcePosition)] = [:]

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        guard head.text.hasPrefix("{") || head.text.hasPrefix("[") else { return false }
        if head.quotes("className"), head.quotes("items") || head.quotes("relations") {
            return head.quotes("values") || head.quotes("lookup")
        }
        let isList = head.text.hasPrefix("[") || head.quotes("result") || head.quotes("records")
        return isList
            && (head.quotes("sys_id") || head.quotes("sys_class_name") || head.text.contains("/api/now/"))
    }

    /// Options: `instance=NAME` keeps the records of several instances apart; `table=NAME` is the table of records that
    /// do not tell theirs.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["instance", "table"], format: Self.format)
        prefix = try options.prefix("instance")
        table = options.values["table"]?.lowercased()
        guard table != "" else { throw ImportError(.badMapping, "the option table is empty") }
        relations = ServiceNowRelations(prefix: prefix)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let name = InputName.stem(input.name, without: [".json", ".ndjson"])?.lowercased()
        let fallback = table ?? name.flatMap { Self.isTable($0) ? $0 : nil }
        let reader = try ServiceNowReader(
            input, sink, fallback: fallback,
            take: { [self] row, id throws(ImportError) in try take(row, id, into: sink) },
            relate: { [self] link throws(ImportError) in
                try relations.take(
                    ServiceNowLink(
                        parent: .native(prefix + link.parent), child: .native(prefix + link.child), type: link.type,
                        position: link.position), into: sink)
            })
        try reader.readAll()
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        try relations.finish(into: sink)
        if let repeated {
            sink.warn(
                ImportError(
                    .duplicateIdentity,
                    "\(repeated.count == 1 ? "1 record was" : "\(repeated.count) records were") read before",
                    at: repeated.first, advice: "The first counts. Name each instance: --option instance=NAME"))
        }
        for (table, told) in unread.sorted(by: { $0.key < $1.key }) {
            let records = told.count == 1 ? "1 record" : "\(told.count) records"
            sink.warn(ImportError(.badRecord, "\(records) of \(table) are not read", at: told.first))
        }
        (unread, repeated, seen) = ([:], nil, [])
    }

    private static func isTable(_ name: String) -> Bool {
        name == ServiceNowTables.relationships || name == ServiceNowTables.relationshipTypes
            || ServiceNowTables.ciClass(name) != nil
    }

    /// Emits a record that is an item, and remembers what it says about relationships.
    private func take(
        _ row: ServiceNowRow, _ id: String, into sink: any DiscoverySink
    ) throws(ImportError) {
        if row.table == ServiceNowTables.relationships { return try relations.take(row: row, into: sink) }
        if row.table == ServiceNowTables.relationshipTypes { return relations.name(row, id) }
        guard let ofTable = ServiceNowTables.ciClass(row.table) else {
            unread[row.table, default: (0, row.position)].count += 1
            return
        }
        let ciClass = ServiceNowAttributes.ciClass(row, ofTable)
        let attributes = try ServiceNowAttributes(row, ciClass, ofTable: ofTable)
        guard seen.insert(id).inserted else {
            repeated = ((repeated?.count ?? 0) + 1, repeated?.first ?? row.position)
            return
        }
        if ServiceNowTables.isCluster(ciClass) { relations.clusters.insert(id) }
        if row.table.contains("endpoint") { relations.endPoints.insert(id) }
        try sink.acceptItem(ciClass, prefix + id, attributes.list, at: row.position)
        try ServiceNowReferences(ofTable).emit(row, prefix + id, prefix: prefix, into: sink)
    }
}

import GraphModel

/// A relationship between two records as it stands in the input.
struct ServiceNowLink {
    var parent: ItemReference
    var child: ItemReference
    /// The name of its type, or its identifier.
    var type: String
    var position: SourcePosition
}

/// Turns links into relationships; those whose type is named elsewhere, and those whose ends' classes decide, wait for
/// the end.
struct ServiceNowRelations {
    /// The identifiers of records that are clusters.
    var clusters: Set<String> = []
    /// The identifiers of records that are end points of applications.
    var endPoints: Set<String> = []
    private let prefix: String
    private var names = ServiceNowRelation.delivered
    private var waiting: [ServiceNowLink] = []
    private var unknown: [String: (count: Int, first: SourcePosition)] = [:]
    /// Hashes of what was emitted: instances state a relationship in several inputs.
    private var emitted: Set<Int> = []

    init(prefix: String) { self.prefix = prefix }

    /// Notes the name of a type.
    mutating func name(_ row: ServiceNowRow, _ id: String) {
        if let parent = row.shown("parent_descriptor"), let child = row.shown("child_descriptor") {
            names[id] = "\(parent)::\(child)"
        } else if let name = row.shown("name") {
            names[id] = name
        }
    }

    mutating func take(row: ServiceNowRow, into sink: any DiscoverySink) throws(ImportError) {
        guard let parent = end(row, "parent") else { throw row.fields.missing("parent") }
        guard let child = end(row, "child") else { throw row.fields.missing("child") }
        guard let type = row["type"] ?? row["type.name"] else { throw row.fields.missing("type") }
        try take(
            ServiceNowLink(
                parent: parent, child: child, type: type.shown ?? type.reference ?? type.text, position: row.position),
            into: sink)
    }

    /// An end, or what was asked for of it instead (`sysparm_fields=parent.name,parent.sys_class_name`).
    private func end(_ row: ServiceNowRow, _ name: String) -> ItemReference? {
        if let field = row[name] { return ServiceNowReferences.item(field, "ConfigurationItem", prefix) }
        if let id = row.text("\(name).sys_id") { return .native(prefix + id) }
        guard let shown = row.shown("\(name).name") else { return nil }
        let table = row["\(name).sys_class_name"].flatMap(ServiceNowTables.table(of:))
        return .named(ciClass: table.flatMap(ServiceNowTables.ciClass) ?? "ConfigurationItem", name: shown)
    }

    mutating func take(_ link: ServiceNowLink, into sink: any DiscoverySink) throws(ImportError) {
        if ServiceNowField.isIdentifier(link.type), names[link.type] == nil { return waiting.append(link) }
        let name = names[link.type] ?? link.type
        if ServiceNowRelation.isOfCluster(name) || ServiceNowRelation.isOfEndPoint(name) { return waiting.append(link) }
        try emit(link, into: sink)
    }

    mutating func finish(into sink: any DiscoverySink) throws(ImportError) {
        for link in waiting { try emit(link, into: sink) }
        for (type, told) in unknown.sorted(by: { $0.key < $1.key }) {
            let name = ServiceNowField.isIdentifier(type) ? "an unknown type" : "the type `\(type)`"
            sink.warn(
                ImportError(
                    .badRecord,
                    told.count == 1
                        ? "1 relationship of \(name) carries no failure"
                        : "\(told.count) relationships of \(name) carry no failure", at: told.first,
                    advice: ServiceNowField.isIdentifier(type)
                        ? "Import the table cmdb_rel_type too, or export with sysparm_display_value=all." : nil))
        }
        (waiting, unknown, emitted) = ([], [:], [])
    }

    private mutating func emit(_ link: ServiceNowLink, into sink: any DiscoverySink) throws(ImportError) {
        let name = names[link.type] ?? link.type
        var relation = ServiceNowRelation(name)
        // Both ways of writing these are in use; the end that is a cluster, or an end point, decides.
        if ServiceNowRelation.isOfCluster(name), let parent = isParent(link, in: clusters) {
            relation.isReversed = parent
        } else if ServiceNowRelation.isOfEndPoint(name), let parent = isParent(link, in: endPoints) {
            relation.isReversed = !parent
        }
        var properties: [Property] = []
        if let unnamed = relation.unknown {
            unknown[unnamed, default: (0, link.position)].count += 1
            if !ServiceNowField.isIdentifier(unnamed) { properties = [Property("relationship", .string(unnamed))] }
        }
        let (source, target) = relation.isReversed ? (link.child, link.parent) : (link.parent, link.child)
        guard source != target else { return }
        var hasher = Hasher()
        hasher.combine(source)
        hasher.combine(target)
        hasher.combine(relation.type)
        guard emitted.insert(hasher.finalize()).inserted else { return }
        try sink.acceptRelationship(source, relation.type, target, properties, at: link.position)
    }

    /// Whether it is the parent that belongs to a set; nil when both do, or none.
    private func isParent(_ link: ServiceNowLink, in set: Set<String>) -> Bool? {
        func contains(_ item: ItemReference) -> Bool {
            guard case .native(let id) = item else { return false }
            return set.contains(String(id.dropFirst(prefix.count)))
        }
        let isParent = contains(link.parent)
        return isParent == contains(link.child) ? nil : isParent
    }
}

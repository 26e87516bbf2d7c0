public import GraphModel
public import GraphStore
public import Schema

/// What each source says of one CI, and what the CI shows of it.
public struct Provenance: Sendable {
    /// One attribute as one source states it.
    public struct Statement: Sendable, Hashable {
        public let attribute: String
        /// `source#nativeID`.
        public let record: String
        public let value: PropertyValue
        /// Whether it is the value that the CI shows.
        public let isShown: Bool
        /// The commit since which the source says so.
        public var since: CommitNumber
    }

    public let records: [SourceRecord]
    /// In order of attributes, the one shown first.
    public let statements: [Statement]
    /// Attributes whose values a person set, which no source changes.
    public let locked: [String]
    /// Merges and separations that a person decided, as `one#a == two#b` and `one#a != two#b`.
    public let decisions: [String]

    /// - Parameter versions: the history of the CI, oldest first, its present state last.
    ///
    /// Errors: `storage.corrupt`. Nil for what no source reported.
    public init?(_ versions: [Node], _ schema: CompiledSchema) throws(StoreError) {
        guard let present = versions.last, let stored = try ItemRecords(present, schema), !stored.records.isEmpty
        else { return nil }
        records = stored.records
        locked = stored.locked.sorted()
        decisions = stored.decisions.texts
        var since: [Key: (value: PropertyValue, commit: CommitNumber)] = [:]
        for version in versions {
            guard let then = try ItemRecords(version, schema) else { continue }
            for record in then.records {
                for property in record.properties {
                    let key = Key(record: record.key, attribute: property.key)
                    if since[key]?.value != property.value { since[key] = (property.value, version.version) }
                }
            }
        }
        statements = stored.records.flatMap { record in
            record.properties.map { property in
                Statement(
                    attribute: property.key, record: record.key, value: property.value,
                    isShown: present[property.key] == property.value,
                    since: since[Key(record: record.key, attribute: property.key)]?.commit ?? present.version)
            }
        }.sorted { a, b in
            if a.attribute != b.attribute { return a.attribute < b.attribute }
            return a.isShown != b.isShown ? a.isShown : a.record < b.record
        }
    }

    /// The sources that report a relationship with some properties, which a commit of `writer` wrote.
    public static func sources(of properties: [Property], writer: String) -> [String] {
        properties.value(of: ReconciledProperty.sources)?.strings ?? [writer]
    }

    private struct Key: Hashable {
        let record: String
        let attribute: String
    }
}

internal import GraphModel
internal import GraphStore
internal import Schema

/// A CI with the records that it stands for.
///
/// The properties of a CI of one record are that record. Where several sources report it, or a person locked a value,
/// each record stands whole in the property of its source, and the CI's properties follow from them.
struct ItemRecords {
    let node: Node
    let ciClass: ClassCode
    /// In order of keys; none for what is only referred to.
    var records: [SourceRecord]
    /// Identities that no record has: names that it was awaited by.
    var aliases: [String]
    var decisions: Decisions

    /// Nil when the node has no class, as no CI of a store with a schema does.
    init?(_ node: Node, _ schema: CompiledSchema) throws(StoreError) {
        guard let ciClass = schema.classCode(ofLabels: node.labels) else { return nil }
        self.node = node
        self.ciClass = ciClass
        let identities = node[ConventionalProperty.identity]?.strings ?? []
        decisions = Decisions(node[ReconciledProperty.asserted]?.strings ?? [])
        records = try Self.kept(node)
        if records.isEmpty, !node.labels.contains(ConventionalLabel.unresolvedReference) {
            let primary = identities.first { !$0.hasPrefix("?") }
            records = primary.map { [Self.whole(node, $0, schema[ciClass].name)] } ?? []
        }
        let keys = Set(records.map(\.key))
        aliases = identities.filter { !keys.contains($0) }
    }

    /// Whether each record stands in a property of its own.
    var isKept: Bool { node.properties.contains { $0.key.hasPrefix(ReconciledProperty.recordPrefix) } }

    var locked: Set<String> { Set(node[ReconciledProperty.locked]?.strings ?? []) }

    /// The place of a record.
    func place(of key: String) -> Int? { records.firstIndex { $0.key == key } }

    /// Whether a person decided that a record is the same as one of these.
    func isDecided(_ key: String) -> Bool {
        records.contains { decisions.same.contains(Decisions.Pair(key, $0.key)) }
    }

    mutating func add(_ record: SourceRecord) {
        records.append(record)
        records.sort { $0.key < $1.key }
        aliases.removeAll { $0 == record.key }
    }

    private static func kept(_ node: Node) throws(StoreError) -> [SourceRecord] {
        var records: [SourceRecord] = []
        for property in node.properties where property.key.hasPrefix(ReconciledProperty.recordPrefix) {
            let source = String(property.key.dropFirst(ReconciledProperty.recordPrefix.count))
            guard case .list(let elements) = property.value else { continue }
            for case .bytes(let bytes) in elements {
                do throws(DecodingFault) {
                    records.append(try SourceRecord(source: source, decoding: bytes))
                } catch {
                    throw StoreError(
                        .corrupt, "what \(source) says of node \(node.id) cannot be read: \(error.reason)",
                        advice: "Remove the property `\(property.key)` and import the source again.")
                }
            }
        }
        return records.sorted { $0.key < $1.key }
    }

    /// The record that all of a node's properties are.
    private static func whole(_ node: Node, _ key: String, _ ciClass: String) -> SourceRecord {
        let identity = ItemIdentity(key: key)
        // The state of a CI that is missed is reconciliation's, not its source's.
        let isMissed = node[ReconciledProperty.missing] != nil
        return SourceRecord(
            source: identity.source, nativeID: identity.nativeID, ciClass: ciClass,
            properties: node.properties.filter {
                !ReconciledProperty.isOwn($0.key) && !(isMissed && $0.key == ConventionalProperty.state)
            })
    }
}

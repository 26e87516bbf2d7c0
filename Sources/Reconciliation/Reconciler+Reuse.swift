internal import Discovery
internal import GraphModel
internal import GraphStore

/// Identities that a source gave away again.
extension Reconciler {
    /// Why an identity now names another thing than before: the best exclusive identifier differs, and so does the
    /// name. Nil while it is the same.
    func reuse(of record: SourceRecord, by item: DiscoveredEntry, _ properties: [Property]) -> String? {
        guard let name = properties.value(of: ConventionalProperty.name), name != record[ConventionalProperty.name]
        else { return nil }
        let before = identified(record)
        let now = identified(self.record(item, properties))
        guard let before, let now else { return nil }
        for identifier in before.identifiers where identifier.isExclusive {
            let others = now.identifiers.filter { $0.rule == identifier.rule }
            if others.isEmpty { continue }
            return others.contains(identifier) ? nil : "\(identifier.text) became \(others[0].text)"
        }
        return nil
    }

    /// The old item disappears as its class says, without the identity that is another's now.
    func replace(_ records: ItemRecords, _ item: DiscoveredEntry, _ reason: String) throws(StoreError) {
        warn(
            ImportError(
                .duplicateIdentity, "\(item.key) now names another item: \(reason)", at: item.position,
                advice: "The item that it named before is kept in history."))
        try flush()
        let node = records.node
        try disappear(node.id, identity: item.key, as: nil, at: item.position)
        try flush()
        if let left = try writer.node(node.id), left[ConventionalProperty.identity]?.strings == [item.key] {
            let former = "\(item.key)~\(writer.commit)"
            try perform(
                .updateNode(
                    .existing(node.id), addLabels: [], removeLabels: [],
                    properties: [PropertyChange(ConventionalProperty.identity, .list([.string(former)]))]),
                from: item.position)
            try flush()
        }
        try identify(item)
    }
}

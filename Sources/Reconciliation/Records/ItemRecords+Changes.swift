internal import GraphModel
internal import Schema

/// What must be written for a CI to be what its records amount to.
struct ItemChanges {
    var addedLabels: [String] = []
    var removedLabels: [String] = []
    var properties: [PropertyChange] = []

    var isEmpty: Bool { addedLabels.isEmpty && removedLabels.isEmpty && properties.isEmpty }

    /// Without what only reconciliation reads.
    var shown: [PropertyChange] {
        properties.filter {
            $0.key != ReconciledProperty.identifiers && !$0.key.hasPrefix(ReconciledProperty.recordPrefix)
        }
    }

    func operation(_ node: NodeID) -> GraphOperation {
        .updateNode(
            .existing(node), addLabels: addedLabels, removeLabels: removedLabels, properties: properties)
    }
}

extension ItemRecords {
    /// The changes that lead from the node as it is stored to these records.
    ///
    /// What no source states or stated, a person wrote: it stays, as locked values do.
    func changes(from stored: ItemRecords, to merged: MergedItem, _ schema: CompiledSchema) -> ItemChanges {
        var changes = ItemChanges()
        let labels = schema.labels(of: merged.ciClass)
        changes.addedLabels = labels.filter { !node.labels.contains($0) }
        changes.removedLabels = node.labels.filter { schema.classCode($0) != nil && !labels.contains($0) }
        var wanted = ownProperties(merged)
        for property in merged.properties where !locked.contains(property.key) {
            wanted[property.key] = .some(property.value)
        }
        for key in stored.records.flatMap({ $0.properties.map(\.key) }) where !locked.contains(key) {
            if wanted[key] == nil { wanted[key] = .some(nil) }
        }
        if node[ReconciledProperty.missing] != nil, merged.properties.value(of: ConventionalProperty.state) == nil {
            wanted[ConventionalProperty.state] = .some(nil)
        }
        changes.properties = wanted.sorted { $0.key < $1.key }
            .filter { node[$0.key] != $0.value }.map { PropertyChange($0.key, $0.value) }
        return changes
    }

    /// The properties of a CI that has no node yet.
    func properties(_ merged: MergedItem) -> [Property] {
        merged.properties
            + ownProperties(merged).sorted { $0.key < $1.key }.compactMap { key, value in
                value.map { Property(key, $0) }
            }
    }

    /// What the properties that `ReconciledProperty` names shall be; nil for absent.
    private func ownProperties(_ merged: MergedItem) -> [String: PropertyValue?] {
        var wanted: [String: PropertyValue?] = [
            ReconciledProperty.missing: nil,
            ReconciledProperty.identifiers: Self.list(merged.identifiers),
            ConventionalProperty.identity: Self.list(records.map(\.key) + aliases),
            ReconciledProperty.asserted: Self.list(decisions.about(Set(records.map(\.key))).texts),
        ]
        for property in node.properties where property.key.hasPrefix(ReconciledProperty.recordPrefix) {
            wanted[property.key] = .some(nil)
        }
        guard records.count > 1 || !locked.isEmpty else { return wanted }
        for (source, records) in Dictionary(grouping: records, by: \.source) {
            wanted[ReconciledProperty.record(of: source)] = .list(records.map { .bytes($0.encoded) })
        }
        return wanted
    }

    private static func list(_ texts: [String]) -> PropertyValue? {
        texts.isEmpty ? nil : .list(texts.map { .string($0) })
    }
}

internal import GraphModel
internal import KeyValueStore

/// The operations that turn one version of an element into another.
extension VersionDecoder {
    /// Makes the node `after` where there is none, or what `before` says.
    func write(_ id: NodeID, from before: NodeRecord?, to after: NodeRecord) throws(StoreError) -> GraphOperation {
        let node = try node(id, after)
        guard let before else { return .createNode(id: id, labels: node.labels, properties: node.properties) }
        let old = try self.node(id, before)
        let changes = Self.changes(from: old.properties, to: node.properties)
        return .updateNode(
            .existing(id), addLabels: Self.labels(node.labels, without: old.labels),
            removeLabels: Self.labels(old.labels, without: node.labels),
            properties: changes.map { PropertyChange($0.key, $0.after) })
    }

    /// Makes the relationship `after` where there is none, or one at the same place with the properties of `before`.
    func write(
        from before: StoredRelationshipVersion?, to after: StoredRelationshipVersion
    ) throws(StoreError) -> GraphOperation {
        let properties = try properties(after.properties, nil, .relationships)
        guard let before else {
            return .createRelationship(
                id: after.id, type: try type(after.type), source: .existing(after.source),
                target: .existing(after.target), properties: properties)
        }
        let changes = Self.changes(
            from: try self.properties(before.properties, nil, .relationships), to: properties)
        return .updateRelationship(
            try reference(after), properties: changes.map { PropertyChange($0.key, $0.after) })
    }

    func delete(_ version: StoredRelationshipVersion) throws(StoreError) -> GraphOperation {
        .deleteRelationship(try reference(version))
    }

    func reference(_ version: StoredRelationshipVersion) throws(StoreError) -> RelationshipReference {
        RelationshipReference(
            id: version.id, type: try type(version.type), source: version.source, target: version.target)
    }

    static func labels(_ labels: [String], without others: [String]) -> [String] {
        labels.filter { label in !others.contains { $0.utf8.elementsEqual(label.utf8) } }
    }
}

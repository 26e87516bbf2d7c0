internal import GraphModel
public import GraphStore

extension Topology {
    /// Lays a proposed change over the topology, in place: `copy` it first, or open it once more, when it serves
    /// others.
    ///
    /// - Parameter snapshot: the state that the overlay differs from, and that this topology shows.
    /// - Throws: `StoreError`, `TopologyError`; the topology must then be thrown away.
    public func lay(_ overlay: GraphOverlay, over snapshot: GraphSnapshot) throws {
        let source = GraphSource(snapshot, snapshot.schema, overlay, for: self)
        var changes = TopologyChanges(nodes: overlay.nodes.keys.sorted())
        // Classes of changed nodes decide over specs of relationships.
        for id in changes.nodes { _ = try source.node(id) }
        for change in overlay.relationships.sorted(by: { $0.key < $1.key }).map(\.value) {
            changes.add(change.before, change.after, source)
        }
        try apply(changes, from: source, stamp: stamp)
    }
}

extension TopologyChanges {
    /// Notes how one relationship changed.
    mutating func add(_ before: Relationship?, _ after: Relationship?, _ source: GraphSource) {
        if let before { removed.append(source.translate(before)) }
        if let after { added.append(source.translate(after)) }
    }
}

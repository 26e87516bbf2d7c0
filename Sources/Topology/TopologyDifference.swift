internal import GraphModel
internal import GraphStore
internal import Schema

/// What lies between a topology's commit and a snapshot's, read from the change feed once.
struct TopologyDifference {
    /// The nodes that differ, as they are at the snapshot's commit.
    private(set) var nodes = GraphOverlay()
    private(set) var relationships: [GraphOverlay.RelationshipChange] = []
    /// The schema's documents at the snapshot's commit, where they differ.
    private(set) var documents: [SchemaDocument]?

    var isSchemaChanged: Bool { documents != nil }

    var count: Int { nodes.nodes.count + relationships.count }

    /// Nil when more than `most` elements differ, or when the feed does not tell: history was pruned, or the store went
    /// on differently from the commit that the topology shows.
    init?(_ snapshot: GraphSnapshot, from stamp: TopologyStamp, most: Int) throws(StoreError) {
        let time = try snapshot.time(of: stamp.commit)
        guard stamp.commit == .zero || time == stamp.time else { return nil }
        var isTooMuch = false
        do throws(StoreError) {
            try snapshot.forEachChange(
                from: stamp.commit, to: snapshot.commit, nodeProperties: ElementTranslation.isWantedOnNodes,
                relationshipProperties: ElementTranslation.isWantedOnRelationships
            ) { (change) throws(StoreError) in
                note(change)
                isTooMuch = count > most
                return !isTooMuch
            }
        } catch {
            if error.kind == .pruned || error.kind == .unknownCommit { return nil }
            throw error
        }
        if isTooMuch { return nil }
    }

    private mutating func note(_ change: ElementChange) {
        switch change {
        case .node(let id, _, let after): nodes.nodes[id] = .some(after)
        case .relationship(_, let before, let after):
            relationships.append(GraphOverlay.RelationshipChange(before: before, after: after))
        case .definition(.schema(_, let after)): documents = after
        case .definition: break
        }
    }

    /// Brings the topology to the snapshot's state; see `Topology.apply`.
    func apply(to topology: Topology, _ snapshot: GraphSnapshot, onReading isOnReading: Bool = false) throws {
        let schema = try documents.map { try CompiledSchema(documents: $0) } ?? snapshot.schema
        let source = GraphSource(snapshot, schema, nodes, for: topology)
        var changes = TopologyChanges(nodes: nodes.nodes.keys.sorted())
        changes.isSchemaChanged = isSchemaChanged
        // The classes of changed nodes decide over the specs of their relationships.
        for id in changes.nodes { _ = try source.node(id) }
        for change in relationships { changes.add(change.before, change.after, source) }
        try topology.apply(
            changes, from: source, stamp: TopologyStamp(of: snapshot), onReading: isOnReading)
    }
}

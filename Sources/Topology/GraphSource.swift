internal import GraphModel
internal import GraphStore
internal import Schema

/// The state of a graph that a reader shows, with an overlay on it, as a topology's patch asks for it.
final class GraphSource: TopologySource {
    private let reader: GraphReader
    private let overlay: GraphOverlay
    /// Relationships that the overlay adds or changes, by each of their ends.
    private var laidOver: [NodeID: [Relationship]] = [:]
    private let topology: Topology
    private var translation: ElementTranslation
    private let classes: [ClassCode?]
    private var changedClasses: [NodeID: ClassCode?] = [:]

    /// - Parameter topology: the one that is patched. It knows the classes of the nodes that do not change.
    init(
        _ reader: GraphReader, _ schema: CompiledSchema, _ overlay: GraphOverlay = GraphOverlay(),
        for topology: Topology
    ) {
        self.reader = reader
        self.overlay = overlay
        self.topology = topology
        translation = ElementTranslation(schema)
        classes = topology.classNames.map { schema.classCode($0) }
        for change in overlay.relationships.values {
            guard let after = change.after else { continue }
            laidOver[after.source, default: []].append(after)
            if after.target != after.source { laidOver[after.target, default: []].append(after) }
        }
    }

    func node(_ id: NodeID) throws -> TopologyNode? {
        let found: Node? = if let changed = overlay.nodes[id] { changed } else { try reader.node(id) }
        guard let found else { return nil }
        changedClasses[id] = .some(translation.schema.classCode(ofLabels: found.labels))
        return translation.node(found)
    }

    func relationships(of id: NodeID) throws -> [TopologyRelationship] {
        var found = laidOver[id] ?? []
        for direction in Direction.allCases {
            for relationship in try reader.relationships(of: id, direction, types: nil)
            where overlay.relationships[relationship.id] == nil {
                // A node's relationship to itself is in both of its lists.
                if direction == .incoming, relationship.source == id { continue }
                found.append(relationship)
            }
        }
        return found.map { translate($0) }
    }

    func translate(_ relationship: Relationship) -> TopologyRelationship {
        translation.relationship(
            relationship, source: classCode(of: relationship.source), target: classCode(of: relationship.target))
    }

    private func classCode(of id: NodeID) -> ClassCode? {
        if let changed = changedClasses[id] { return changed }
        guard let node = topology.index(of: id) else { return nil }
        let code = Int(topology.classCode(of: node))
        return code < classes.count ? classes[code] : nil
    }
}

public import Discovery
internal import GraphModel
internal import GraphStore
internal import Reconciliation
internal import Schema

extension Session {
    /// Hands out the whole version as discovered records, items first, such that importing them into an empty store
    /// makes the same graph.
    public func export(_ body: (DiscoveredRecord) throws -> Void) throws {
        try eachNode(withLabel: ConventionalLabel.configurationItem) { node in
            try body(.item(item(node)))
            return true
        }
        for label in try otherClasses() {
            try eachNode(withLabel: label) { node in
                try body(.item(item(node)))
                return true
            }
        }
        for type in try snapshot.typeCounts().map(\.type) { try exportRelationships(ofType: type, body) }
    }

    /// The roots of the class tree beside configuration items.
    private func otherClasses() throws -> [String] {
        snapshot.schema.classes.filter { $0.parent == nil }.map(\.name).filter {
            $0 != ConventionalLabel.configurationItem && $0 != ConventionalLabel.unresolvedReference
        }
    }

    private func exportRelationships(ofType type: String, _ body: (DiscoveredRecord) throws -> Void) throws {
        var sources: [NodeID] = []
        try snapshot.sources(ofType: type) { source in
            sources.append(source)
            return true
        }
        for source in sources {
            let from = try reference(to: source)
            for relationship in try snapshot.relationships(of: source, .outgoing, types: [type]) {
                try body(
                    .relationship(
                        DiscoveredRelationship(
                            type: type, source: from, target: reference(to: relationship.target),
                            properties: relationship.properties, position: Self.nowhere)))
            }
        }
    }

    private static let nowhere = SourcePosition(file: "export")

    private func item(_ node: Node) -> DiscoveredItem {
        let ciClass = snapshot.schema.classCode(ofLabels: node.labels).map { snapshot.schema[$0].name }
        let identity = ItemIdentity(of: node)
        var attributes: [Property] = []
        var groups: [RedundancyGroup] = []
        for property in node.properties {
            if let group = RedundancyGroup(property) {
                groups.append(group)
            } else if property.key != ConventionalProperty.identity {
                attributes.append(property)
            } else if let others = property.value.strings?.dropFirst(), !others.isEmpty {
                attributes.append(Property(property.key, .list(others.map { .string($0) })))
            }
        }
        return DiscoveredItem(
            ciClass: ciClass ?? node.labels.first ?? "", nativeID: identity.nativeID, source: identity.source,
            attributes: attributes, groups: groups, position: Self.nowhere)
    }

    private func reference(to id: NodeID) throws -> ItemReference {
        guard let node = try snapshot.node(id) else { return .native("\(id)") }
        return ItemIdentity(of: node).reference
    }
}

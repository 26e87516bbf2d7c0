public import GraphModel

/// Everything in a graph at one moment.
public struct GraphState: Hashable, Sendable {
    /// In any order.
    public var nodes: [Node]
    public var relationships: [Relationship]

    public init(nodes: [Node] = [], relationships: [Relationship] = []) {
        self.nodes = nodes
        self.relationships = relationships
    }

    /// What happened between an earlier state and this one, as far as it can be seen afterwards.
    ///
    /// Elements are told apart by identity. Cost: linear in both states.
    public func sideEffects(since before: GraphState) -> SideEffects {
        var counts: [SideEffects.Kind: Int] = [:]
        func count<Thing: Hashable>(
            _ things: (GraphState) -> Set<Thing>, _ added: SideEffects.Kind, _ removed: SideEffects.Kind
        ) {
            let (old, new) = (things(before), things(self))
            counts[added] = new.subtracting(old).count
            counts[removed] = old.subtracting(new).count
        }
        count({ Set($0.nodes.map(\.id)) }, .addedNodes, .removedNodes)
        count({ Set($0.relationships.map(\.id)) }, .addedRelationships, .removedRelationships)
        count(\.ownedProperties, .addedProperties, .removedProperties)
        count({ Set($0.nodes.flatMap(\.labels)) }, .addedLabels, .removedLabels)
        return SideEffects(counts)
    }

    /// A property with its owner.
    private struct OwnedProperty: Hashable {
        enum Owner: Hashable {
            case node(NodeID)
            case relationship(RelationshipID)
        }

        let owner: Owner
        let property: Property
    }

    private var ownedProperties: Set<OwnedProperty> {
        var owned: Set<OwnedProperty> = []
        for node in nodes {
            for property in node.properties { owned.insert(OwnedProperty(owner: .node(node.id), property: property)) }
        }
        for relationship in relationships {
            for property in relationship.properties {
                owned.insert(OwnedProperty(owner: .relationship(relationship.id), property: property))
            }
        }
        return owned
    }
}

public import GraphModel

/// How one element differs between two states of the graph.
public enum ElementChange: Hashable, Sendable {
    /// `before` nil: created; `after` nil: deleted. Never both.
    case node(NodeID, before: Node?, after: Node?)
    case relationship(RelationshipID, before: Relationship?, after: Relationship?)
    /// An index, constraint or the schema was set or dropped.
    case definition(DefinitionChange)
}

/// How an index, a constraint or the schema differs between two states.
public enum DefinitionChange: Hashable, Sendable {
    case index(before: IndexDefinition?, after: IndexDefinition?)
    case constraint(before: ConstraintDefinition?, after: ConstraintDefinition?)
    case schema(before: [SchemaDocument], after: [SchemaDocument])
}

/// The difference between the graphs after two commits, in memory.
public struct ChangeSet: Hashable, Sendable {
    public struct NodeChange: Hashable, Sendable {
        public var id: NodeID
        /// Nil when the node was created.
        public var before: Node?
        /// Nil when the node was deleted.
        public var after: Node?
    }

    public struct RelationshipChange: Hashable, Sendable {
        public var id: RelationshipID
        public var before: Relationship?
        public var after: Relationship?
    }

    public var from: CommitNumber
    public var to: CommitNumber
    /// In ascending order of identities.
    public var nodes: [NodeChange] = []
    /// In ascending order of their sources, then of identities.
    public var relationships: [RelationshipChange] = []
    public var definitions: [DefinitionChange] = []

    init(from: CommitNumber, to: CommitNumber) {
        self.from = from
        self.to = to
    }

    public var isEmpty: Bool { nodes.isEmpty && relationships.isEmpty && definitions.isEmpty }

    /// How many elements of each kind differ.
    public var counts: ChangeCounts {
        var counts = ChangeCounts()
        for change in nodes {
            if change.before == nil {
                counts.nodesCreated += 1
            } else if change.after == nil {
                counts.nodesDeleted += 1
            } else {
                counts.nodesUpdated += 1
            }
        }
        for change in relationships {
            if change.before == nil {
                counts.relationshipsCreated += 1
            } else if change.after == nil {
                counts.relationshipsDeleted += 1
            } else {
                counts.relationshipsUpdated += 1
            }
        }
        counts.definitionsChanged = definitions.count
        return counts
    }
}

/// One entry of a node's history: a commit that changed the node or one of its relationships.
public struct NodeVersion: Hashable, Sendable {
    public var commit: Commit
    /// The node after the commit; nil when it was deleted.
    public var node: Node?
    /// What the commit changed: properties in the order of their keys, then relationships in that of their identities.
    public var changes: [NodeHistoryChange]
}

/// What a commit changed about a node.
public enum NodeHistoryChange: Hashable, Sendable {
    case created
    case deleted
    case labelAdded(String)
    case labelRemoved(String)
    /// `before` nil: set for the first time; `after` nil: removed.
    case property(String, before: PropertyValue?, after: PropertyValue?)
    case relationshipCreated(Relationship)
    case relationshipUpdated(before: Relationship, after: Relationship)
    case relationshipDeleted(Relationship)
}

/// A self-contained, deterministic, serialisable change of a graph: the only way to write to a store, and the unit of
/// the change feed.
///
/// A delta names elements by identity. Elements that it creates are either *new* (the store assigns the identity; other
/// operations of the same delta refer to them by their ordinal) or carry the identity that a feed recorded.
public struct GraphDelta: Hashable, Sendable {
    /// The commit that the delta was computed against; nil skips the check of `reads`.
    public var base: CommitNumber?
    /// What the computation read. When any of it changed after `base`, the store refuses the delta.
    public var reads: [ReadDependency]
    /// Applied in order; each sees the effect of those before it.
    public var operations: [GraphOperation]

    public init(base: CommitNumber? = nil, reads: [ReadDependency] = [], operations: [GraphOperation] = []) {
        self.base = base
        self.reads = reads
        self.operations = operations
    }
}

/// Something a delta's computation relied on.
public enum ReadDependency: Hashable, Sendable {
    /// The labels and properties of a node, or its absence.
    case node(NodeID)
    /// The set of relationships of a node, in both directions, and their properties.
    case relationships(of: NodeID)
    /// The set of nodes with a label.
    case label(String)
    /// The whole graph.
    case everything
}

/// A node named in a delta.
public enum NodeReference: Hashable, Sendable {
    case existing(NodeID)
    /// The node that the delta's `ordinal`-th `createNode` operation with a `nil` identity makes, counted from 0.
    case new(Int)
}

/// One step of a delta.
public enum GraphOperation: Hashable, Sendable {
    /// `id` nil: the store assigns the next identity.
    case createNode(id: NodeID?, labels: [String], properties: [Property])
    /// Sets or removes (`nil`) single properties, adds and removes labels. What is not named stays.
    case updateNode(NodeReference, addLabels: [String], removeLabels: [String], properties: [PropertyChange])
    /// Refused while the node has relationships, unless `detach` deletes them too.
    case deleteNode(NodeReference, detach: Bool)
    /// `id` nil: the store assigns the next identity.
    case createRelationship(
        id: RelationshipID?, type: String, source: NodeReference, target: NodeReference, properties: [Property])
    case updateRelationship(RelationshipReference, properties: [PropertyChange])
    case deleteRelationship(RelationshipReference)
    case createIndex(IndexDefinition)
    case dropIndex(name: String)
    case createConstraint(ConstraintDefinition)
    case dropConstraint(name: String)
    /// Replaces the schema's documents as a whole; refused when existing data breaks the new schema.
    case setSchema([SchemaDocument])
}

/// A property set to a value, or removed when the value is nil.
public struct PropertyChange: Hashable, Sendable {
    public var key: String
    public var value: PropertyValue?

    @inlinable
    public init(_ key: String, _ value: PropertyValue?) {
        self.key = key
        self.value = value
    }
}

/// One YAML document of a schema, as text.
public struct SchemaDocument: Hashable, Sendable {
    /// The file's name, for messages.
    public var name: String
    public var text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// What an index or a constraint is declared on.
public enum IndexedElement: Hashable, Sendable {
    case label(String)
    case relationshipType(String)
}

/// An index over one or several properties of the nodes with a label, or of the relationships of a type. An element is
/// in the index when it has all the properties. With `eachListElement`, a list is indexed under each of its elements.
public struct IndexDefinition: Hashable, Sendable {
    public var name: String
    public var element: IndexedElement
    public var properties: [String]
    public var eachListElement: Bool

    public init(name: String, element: IndexedElement, properties: [String], eachListElement: Bool = false) {
        self.name = name
        self.element = element
        self.properties = properties
        self.eachListElement = eachListElement
    }
}

/// A rule that every commit keeps.
public struct ConstraintDefinition: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable {
        /// No two elements have the same values; backed by an index of the same name.
        case uniqueness = 0
        /// Every element has the properties.
        case existence = 1
    }

    public var name: String
    public var kind: Kind
    public var element: IndexedElement
    public var properties: [String]

    public init(name: String, kind: Kind, element: IndexedElement, properties: [String]) {
        self.name = name
        self.kind = kind
        self.element = element
        self.properties = properties
    }
}
